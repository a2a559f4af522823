import type { TopicSpec } from './stream.ts';

/** How long the live lane's records are kept, ms: whoever comes later wants newer ones. */
const LIVE_KEPT = 600_000;

/** Names of all topics of one team (`docs/architecture.md`, Topics). */
export interface Topics {
  fiaTelemetry: string;
  fiaTiming: string;
  teamTelemetry: string;
  tracksideTelemetry: string;
  factoryTelemetry: string;
  /** The newest frames while the record lane trails: may have holes, belongs to no ledger. */
  fiaLive: string;
  tracksideLive: string;
  factoryLaps: string;
  factoryWatermarks: string;
}

export function topicsOf(team: string): Topics {
  return {
    fiaTelemetry: 'fia.telemetry',
    fiaTiming: 'fia.timing',
    teamTelemetry: `team.${team}.telemetry`,
    tracksideTelemetry: `trackside.${team}.telemetry`,
    factoryTelemetry: `factory.${team}.telemetry`,
    fiaLive: 'fia.live',
    tracksideLive: `trackside.${team}.live`,
    factoryLaps: `factory.${team}.laps`,
    factoryWatermarks: `factory.${team}.watermarks`,
  };
}

/** Where a replay sends what the cars, and the timing loops, sent when it was live. */
export function replayTopics(team: string): { telemetry: string; timing: string } {
  return { telemetry: `replay.${team}.telemetry`, timing: `replay.${team}.timing` };
}

/** Where records go that cannot be read, with the reason. */
export function deadLetterOf(topic: string): string {
  return `${topic}.dead`;
}

/** Every topic with its partitions: `wide` of them where the key is a car. */
export function topicSpecs(topics: Topics, wide: number): TopicSpec[] {
  const { fiaTiming, fiaLive, factoryWatermarks, teamTelemetry, tracksideTelemetry, tracksideLive, factoryTelemetry, factoryLaps } = topics;
  const live = [fiaLive, tracksideLive];
  const narrow = [fiaTiming, factoryWatermarks];
  const byCar = Object.values(topics).filter((name) => !narrow.includes(name) && !live.includes(name));
  const read = [teamTelemetry, tracksideTelemetry, tracksideLive, factoryTelemetry, factoryLaps, fiaTiming, factoryWatermarks];
  return [
    ...byCar.map((name) => ({ name, partitions: wide })),
    ...live.map((name) => ({ name, partitions: wide, keptFor: LIVE_KEPT })),
    ...[...narrow, ...read.map(deadLetterOf)].map((name) => ({ name, partitions: 1 })),
  ];
}
