import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../../common/channels.ts';
import { MOST_STRIPS, StripChoice } from '../../../renderer/state/strip-choice.ts';

const DEFAULTS = ['Speed', 'RPM', 'Gear'];

function memory(kept?: string) {
  const items = new Map<string, string>(kept === undefined ? [] : [['lapwing.strips', kept]]);
  return { getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value) };
}

describe('StripChoice', () => {
  it('adds, replaces and removes, and remembers it', () => {
    const kept = memory();
    const choice = new StripChoice(kept, DEFAULTS);
    choice.add('Fuel');
    choice.replace('RPM', 'TyreTempFL');
    choice.remove('Speed');
    expect(choice.channels.value).toEqual(['TyreTempFL', 'Gear', 'Fuel']);
    expect(new StripChoice(kept, DEFAULTS).channels.value).toEqual(['TyreTempFL', 'Gear', 'Fuel']);
    choice.reset();
    expect(new StripChoice(kept, DEFAULTS).channels.value).toEqual(DEFAULTS);
  });

  it('never draws a channel twice: the two change places', () => {
    const choice = new StripChoice(memory(), DEFAULTS);
    choice.add('Gear');
    choice.replace('Speed', 'Gear');
    expect(choice.channels.value).toEqual(['Gear', 'RPM', 'Speed']);
  });

  it('keeps one strip, and no more than can be read', () => {
    const choice = new StripChoice(memory(), ['Speed']);
    choice.remove('Speed');
    expect(choice.channels.value).toEqual(['Speed']);
    for (const { name } of CHANNELS.slice(0, 30)) choice.add(name);
    expect(choice.channels.value.length).toBe(MOST_STRIPS);
    expect(choice.full).toBe(true);
  });

  it.each(['', 'nonsense', '{"a":1}', '[]', '["NoSuchChannel"]', '[1,null]'])('begins with the defaults where %j was kept', (kept) => {
    expect(new StripChoice(memory(kept), DEFAULTS).channels.value).toEqual(DEFAULTS);
  });

  it('takes of what was kept the channels that there are', () => {
    expect(new StripChoice(memory('["Fuel","Gone","Fuel","Brake"]'), DEFAULTS).channels.value).toEqual(['Fuel', 'Brake']);
  });
});
