import type { RaceMessage } from '../../common/timing.ts';
import { lapTime } from '../format.ts';
import { skyWord } from './sky.ts';

/** What a message is about, by which it can be left out. */
export type MessageTopic = 'control' | 'timing' | 'pits' | 'passes';

export interface MessageWords {
  topic: MessageTopic;
  /** How it is marked: the class of its sign. */
  mark: 'green' | 'yellow' | 'chequered' | 'out' | 'best' | 'pit' | 'pass' | 'weather';
  text: string;
}

type Of<K extends RaceMessage['type']> = Extract<RaceMessage, { type: K }>;

/** A message of race control or the timing loops as a line to read. @param name of a car, as it is to be called */
export function messageWords(message: RaceMessage, name: (car: string) => string): MessageWords {
  switch (message.type) {
    case 'flag':
      return flagWords(message, name);
    case 'fastest-lap':
      return { topic: 'timing', mark: 'best', text: `${name(message.car)}: fastest lap, ${lapTime(message.lap_time)}` };
    case 'pit':
      return { topic: 'pits', mark: 'pit', text: `${name(message.car)} ${pitWords(message)}` };
    case 'overtake':
      return { topic: 'passes', mark: 'pass', text: `${name(message.car)} passes ${name(message.passed)} for P${message.position}` };
    case 'retired':
      return { topic: 'control', mark: 'out', text: `${name(message.car)} is out: ${message.reason}` };
    case 'weather':
      return { topic: 'control', mark: 'weather', text: weatherWords(message) };
  }
}

function flagWords({ flag, sector, phase, reason }: Of<'flag'>, name: (car: string) => string): MessageWords {
  const because = reason ? `: ${reason.replace(/\bcar\d+\b/g, name)}` : '';
  const ending = phase === 'ending';
  const said = (mark: MessageWords['mark'], text: string): MessageWords => ({ topic: 'control', mark, text });
  switch (flag) {
    case 'green':
      return said('green', 'Green flag');
    case 'yellow':
      return said('yellow', `Yellow flag in sector ${sector}${because}`);
    case 'clear':
      return said('green', `Sector ${sector} is clear`);
    case 'vsc':
      return said('yellow', ending ? 'Virtual safety car ends' : `Virtual safety car${because}`);
    case 'safety-car':
      return said('yellow', ending ? 'Safety car comes in at the end of this lap' : `Safety car${because}`);
    case 'chequered':
      return said('chequered', 'Chequered flag');
  }
}

function pitWords({ phase, reason, stationary, compound, fuel }: Of<'pit'>): string {
  if (phase === 'in') return reason ? `comes in: ${reason}` : 'comes in';
  const done = [
    ...(stationary !== undefined ? [`${stationary.toFixed(1)} s`] : []),
    ...(compound !== undefined ? [compound] : []),
    ...(fuel !== undefined && fuel > 0 ? [`${fuel.toFixed(0)} kg of fuel`] : []),
  ];
  return done.length > 0 ? `goes out: ${done.join(', ')}` : 'goes out';
}

function weatherWords(weather: Of<'weather'>): string {
  const wet = weather.wetness >= 0.01 ? `, ${Math.round(weather.wetness * 100)} % wet` : '';
  return `${skyWord(weather)}: air ${weather.air_temperature.toFixed(0)} °C, track ${weather.track_temperature.toFixed(0)} °C${wet}`;
}

/**
 * The messages that say something new. The weather is given out every so often: only a change of the sky is news.
 * @param messages newest first, and so is what is returned
 */
export function worthReading(messages: readonly RaceMessage[]): RaceMessage[] {
  let sky: string | undefined;
  return messages
    .toReversed()
    .filter((message) => {
      if (message.type !== 'weather') return true;
      const before = sky;
      sky = skyWord(message);
      return sky !== before;
    })
    .toReversed();
}
