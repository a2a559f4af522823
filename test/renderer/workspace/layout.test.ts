import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../../common/channels.ts';
import { SCREENS } from '../../../common/screens.ts';
import { builtIn } from '../../../renderer/workspace/built-in.ts';
import { parseLayout } from '../../../renderer/workspace/layout.ts';

const whole = {
  version: 1,
  name: 'Mine',
  panels: { map: { kind: 'map' }, charts: { kind: 'charts', channels: ['Speed'] } },
  root: { way: 'row', places: [{ node: { tabs: ['map'], active: 'map' }, size: 1, of: 'share' }, { node: { tabs: ['charts'], active: 'charts' }, size: 300, of: 'px' }] },
};
const complaint = (value: unknown): string => {
  try {
    parseLayout(typeof value === 'string' ? value : JSON.stringify(value));
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('layouts that Lapwing comes with', () => {
  it.each(SCREENS.map(([name]) => name))('%s is whole in every size, and draws channels that there are', (name) => {
    for (const [width, height] of [[1366, 702], [2560, 1374]] as const) {
      const built = builtIn(name, width, height);
      expect(parseLayout(JSON.stringify(built))).toEqual(built);
      for (const { channels = [] } of Object.values(built.panels)) for (const channel of channels) expect(CHANNELS.map((each) => each.name)).toContain(channel);
    }
  });
});

describe('a layout out of a file', () => {
  it('is read as it was written', () => {
    expect(parseLayout(JSON.stringify(whole))).toEqual(whole);
    expect(parseLayout(JSON.stringify({ ...whole, panels: {}, root: null })).root).toBeNull();
    const math = [{ name: 'Own', expression: 'Speed in km/h' }];
    expect(parseLayout(JSON.stringify({ ...whole, math })).math).toEqual(math);
    expect(() => parseLayout(JSON.stringify({ ...whole, math: [{ name: '<b>', expression: '' }] }))).toThrow('math[0].name');
  });

  it.each([
    ['nothing', '', 'not JSON'],
    ['no layout', '[]', 'no layout'],
    ['null', 'null', 'no layout'],
    ['a later version', { ...whole, version: 2 }, 'later Lapwing (version 2'],
    ['an unknown kind', { ...whole, panels: { ...whole.panels, map: { kind: 'shell' } } }, 'panels.map.kind'],
    ['a key that nobody knows', { ...whole, script: 'x' }, 'script'],
    ['a panel in two places', { ...whole, root: { ...whole.root, places: [whole.root.places[0], whole.root.places[0]] } }, 'two places'],
    ['a panel that is not described', { ...whole, panels: { map: { kind: 'map' } } }, 'not described'],
    ['a panel that is nowhere', { ...whole, root: { tabs: ['map'], active: 'map' } }, 'not placed'],
    ['a front that is no tab', { ...whole, panels: { map: { kind: 'map' } }, root: { tabs: ['map'], active: 'charts' } }, 'in front of tabs'],
    ['a size of nothing', { ...whole, root: { ...whole.root, places: whole.root.places.map((place) => ({ ...place, size: -5 })) } }, 'no layout'],
    ['a name with no end', { ...whole, name: 'x'.repeat(5000) }, 'name'],
    ['a prototype', `{"version":1,"name":"x","panels":{"__proto__":{"kind":"map"}},"root":{"tabs":["__proto__"],"active":"__proto__"}}`, 'no layout'],
    ['a prototype’s own word', `{"version":1,"name":"x","panels":{},"root":{"tabs":["constructor"],"active":"constructor"}}`, 'not described'],
    ['something huge', 'x'.repeat(300_000), 'too large'],
  ])('that is %s is refused in one clear line', (_, value, words) => {
    const line = complaint(value);
    expect(line).toContain(words);
    expect(line).not.toContain('\n');
    expect(line.length).toBeLessThan(300);
  });

  it('that is nested without end is refused, and takes no time', () => {
    const deep = `{"version":1,"name":"x","panels":{},"root":${'{"way":"row","places":[{"node":'.repeat(4000)}null${'}]}'.repeat(4000)}}`;
    expect(complaint(deep)).toMatch(/nested too deeply|no layout/);
  });
});
