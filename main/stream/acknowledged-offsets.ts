/** What a broker says of one partition of a produce request, as kafkajs gives it. */
export interface ProduceAnswer {
  partition: number;
  /** Of the first record; kafkajs gives a decimal string. */
  baseOffset?: string;
}

/**
 * What one producer was acknowledged, in the life of its connection: records of a partition lie one after the other. Where a broker
 * acknowledges records at an offset that it has given out before, it has not stored them.
 */
export class AcknowledgedOffsets {
  /** By topic and partition, the lowest offset that the next record can have. */
  private readonly next = new Map<string, number>();

  /**
   * @param sent records of the request by partition
   * @returns what is wrong with the answer, as a clause; null when it is as it must be
   */
  fault(topic: string, sent: ReadonlyMap<number, number>, answers: readonly ProduceAnswer[]): string | null {
    const heard = new Map(answers.map(({ partition, baseOffset }) => [partition, Number(baseOffset ?? -1)]));
    for (const [partition, count] of sent) {
      const base = heard.get(partition);
      if (base === undefined) return `said nothing of ${count} records in partition ${partition}`;
      const least = this.next.get(`${topic}/${partition}`) ?? 0;
      if (base < least) return `acknowledged ${count} records at offset ${base} of partition ${partition}, where others are up to ${least - 1}`;
      this.next.set(`${topic}/${partition}`, base + count);
    }
    return null;
  }
}
