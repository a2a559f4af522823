import { expect, test } from 'vitest';
import { FigureChoice } from '../../../../renderer/analysis/figures/figure-choice.ts';
import { readSettings } from '../../../../renderer/analysis/figures/figure-settings.ts';

function memory(): { getItem(key: string): string | null; setItem(key: string, value: string): void } {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

test('a panel begins as Lapwing has it, then as its layout says, then as a person chose', () => {
  const kept = memory();
  expect(new FigureChoice(kept, 'scatter', undefined, 'k').settings.value).toMatchObject({ channel: 'Ay', against: 'Ax', colour: null });
  const choice = new FigureChoice(kept, 'scatter', { channel: 'Steer' }, 'k');
  expect(choice.settings.value).toMatchObject({ channel: 'Steer', against: 'Ax' });
  choice.set({ channel: 'Speed', colour: 'Gear' });
  const again = new FigureChoice(kept, 'scatter', { channel: 'Steer' }, 'k');
  expect(again.settings.value).toMatchObject({ channel: 'Speed', against: 'Ax', colour: 'Gear' });
  expect(again.written).toEqual({ channel: 'Speed', colour: 'Gear' });
  again.reset('channel');
  expect(again.settings.value).toMatchObject({ channel: 'Steer', colour: 'Gear' });
});

test('what does not fit, or names a channel that there is not, is left out', () => {
  expect(readSettings({ channel: 'Nonsense', against: 'Ax', reported: ['Speed', 'Nonsense', 'Speed'] })).toEqual({ against: 'Ax', reported: ['Speed'] });
  expect(readSettings({ window: 'cosy' })).toEqual({});
  expect(readSettings('text')).toEqual({});
  const kept = memory();
  kept.setItem('k', '{"channel":');
  expect(new FigureChoice(kept, 'histogram', undefined, 'k').settings.value.channel).toBe('Speed');
});
