import type { TopicSpec } from './stream.ts';

/** Names of all topics of one team (`docs/architecture.md`, Topics). */
export interface Topics {
  fiaTelemetry: string;
  fiaTiming: string;
  teamTelemetry: string;
  tracksideTelemetry: string;
  factoryTelemetry: string;
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
    factoryLaps: `factory.${team}.laps`,
    factoryWatermarks: `factory.${team}.watermarks`,
  };
}

/** Where records go that cannot be read, with the reason. */
export function deadLetterOf(topic: string): string {
  return `${topic}.dead`;
}

/** Every topic with its partitions: `wide` of them where the key is a car. */
export function topicSpecs(topics: Topics, wide: number): TopicSpec[] {
  const { fiaTiming, factoryWatermarks, tracksideTelemetry, factoryTelemetry, factoryLaps } = topics;
  const byCar = Object.values(topics).filter((name) => name !== fiaTiming && name !== factoryWatermarks);
  return [
    ...byCar.map((name) => ({ name, partitions: wide })),
    ...[fiaTiming, factoryWatermarks, ...[tracksideTelemetry, factoryTelemetry, factoryLaps, fiaTiming, factoryWatermarks].map(deadLetterOf)].map(
      (name) => ({ name, partitions: 1 }),
    ),
  ];
}
