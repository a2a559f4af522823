import type { Admin } from 'kafkajs';

/** Where one group was in a partition, and what has left it. */
export interface Missed {
  topic: string;
  partition: number;
  /** The first offset that nobody of the group has read, and the first that is still there. */
  from: number;
  to: number;
}

/** What has left these topics before the group had come to it. Rejects as kafkajs does. */
export async function lookForMissed(admin: Admin, groupId: string, topics: readonly string[]): Promise<Missed[]> {
  const read = await admin.fetchOffsets({ groupId, topics: [...topics] });
  const missed: Missed[] = [];
  for (const { topic, partitions } of read) {
    const there = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, low }) => [partition, Number(low)]));
    for (const { partition, offset } of partitions) {
      const from = Number(offset);
      const to = there.get(partition) ?? 0;
      if (from >= 0 && from < to) missed.push({ topic, partition, from, to });
    }
  }
  return missed;
}

/** In one line. */
export function missedWords({ topic, partition, from, to }: Missed, group: string): string {
  return `${to - from} records left ${topic} before ${group} had read them (partition ${partition}, ${from} to ${to - 1}). What the factory has not confirmed comes again from the cars; keep records longer there (retention.ms).`;
}

/** Where one reader was in its partitions: says when it is moved past records that it has not had. */
export class ReadingPlaces {
  private readonly next = new Map<string, number>();

  /** Its partitions are dealt anew: others may read on where it was. */
  forget(): void {
    this.next.clear();
  }

  /** @param asked the offset from which on it asked for records */
  asked(topic: string, partition: number, asked: number): Missed | undefined {
    const from = this.next.get(`${topic}/${partition}`);
    return from !== undefined && asked > from ? { topic, partition, from, to: asked } : undefined;
  }

  /** It has had everything below `next`. */
  had(topic: string, partition: number, next: number): void {
    this.next.set(`${topic}/${partition}`, next);
  }
}
