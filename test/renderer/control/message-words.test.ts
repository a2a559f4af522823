import { describe, expect, it } from 'vitest';
import type { RaceMessage } from '../../../common/timing.ts';
import { messageWords, worthReading } from '../../../renderer/control/message-words.ts';

const names: Record<string, string> = { car7: '7 Quiroga', car16: '16 Zieliński' };
const words = (message: RaceMessage): [string, string] => {
  const { topic, text } = messageWords(message, (car) => names[car] ?? car);
  return [topic, text];
};
const weather = (racetime: number, rain: number, wetness: number): RaceMessage => ({
  ...{ type: 'weather', racetime, rain, wetness, air_temperature: 17.6, track_temperature: 24.2, wind_speed: 3, wind_direction: 200 },
});

describe('messageWords', () => {
  it('tells flags with their sector, phase and reason', () => {
    const flag = { type: 'flag', racetime: 10 } as const;
    expect(words({ ...flag, flag: 'yellow', sector: 2, reason: 'car7 is slow' })).toEqual(['control', 'Yellow flag in sector 2: 7 Quiroga is slow']);
    expect(words({ ...flag, flag: 'clear', sector: 2 })).toEqual(['control', 'Sector 2 is clear']);
    expect(words({ ...flag, flag: 'safety-car', phase: 'out' })).toEqual(['control', 'Safety car']);
    expect(words({ ...flag, flag: 'safety-car', phase: 'ending' })).toEqual(['control', 'Safety car comes in at the end of this lap']);
    expect(words({ ...flag, flag: 'vsc', phase: 'ending' })).toEqual(['control', 'Virtual safety car ends']);
  });

  it('calls the cars by the names it is given', () => {
    const at = { racetime: 10, car: 'car7', lap: 3 };
    expect(words({ ...at, type: 'overtake', passed: 'car16', position: 4, distance: 9 })).toEqual(['passes', '7 Quiroga passes 16 Zieliński for P4']);
    expect(words({ ...at, type: 'fastest-lap', lap_time: 83.786 })).toEqual(['timing', '7 Quiroga: fastest lap, 1:23.786']);
    expect(words({ ...at, type: 'retired', distance: 9, reason: 'gearbox' })).toEqual(['control', '7 Quiroga is out: gearbox']);
  });

  it('tells of a stop what was done, as far as it was said', () => {
    const pit = { type: 'pit', racetime: 10, car: 'car7', lap: 3 } as const;
    expect(words({ ...pit, phase: 'in' })).toEqual(['pits', '7 Quiroga comes in']);
    expect(words({ ...pit, phase: 'out', stationary: 2.43, compound: 'soft', fuel: 20 })[1]).toBe('7 Quiroga goes out: 2.4 s, soft, 20 kg of fuel');
    expect(words({ ...pit, phase: 'out', stationary: 2, fuel: 0 })[1]).toBe('7 Quiroga goes out: 2.0 s');
    expect(words({ ...pit, phase: 'out' })[1]).toBe('7 Quiroga goes out');
  });

  it('says how warm and how wet it is', () => {
    expect(words(weather(0, 0, 0))[1]).toBe('Dry: air 18 °C, track 24 °C');
    expect(words(weather(0, 0.7, 0.31))[1]).toBe('Heavy rain: air 18 °C, track 24 °C, 31 % wet');
  });
});

describe('worthReading', () => {
  it('leaves out weather in which the sky is as before, and nothing else', () => {
    const pass: RaceMessage = { type: 'overtake', racetime: 25, car: 'car7', passed: 'car16', lap: 1, position: 4, distance: 9 };
    const said = [weather(0, 0, 0), weather(20, 0, 0), pass, weather(40, 0.1, 0), weather(60, 0.2, 0.1), weather(80, 0, 0.1)];
    expect(worthReading(said.toReversed()).map(({ racetime }) => racetime)).toEqual([80, 40, 25, 0]);
  });
});
