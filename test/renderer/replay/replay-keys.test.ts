import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { ReplayView } from '../../../common/replay.ts';
import { replayKey } from '../../../renderer/replay/replay-keys.ts';

const VIEW: ReplayView = { replay: 1, race_id: 'r', from: 2, to: 90, racetime: 20, playing: true, speed: 1, jumps: 0, together: true, screens: 1, notes: [] };

function at(view: ReplayView | null, focus: string | null) {
  const calls: unknown[] = [];
  const said = (name: string) => (...args: unknown[]) => void calls.push([name, ...args]);
  const replay = { view: signal(view), ...Object.fromEntries(['toggle', 'step', 'skip', 'seek', 'changeSpeed', 'close'].map((name) => [name, said(name)])) };
  const wall = { replay, picks: { focus: signal(focus) } } as unknown as Parameters<typeof replayKey>[0];
  return { calls, press: (key: string, shift = false) => replayKey(wall, key, shift)?.() };
}

test.each<[string, boolean, unknown[]]>([
  [' ', false, ['toggle']],
  ['ArrowLeft', false, ['skip', -5]],
  ['ArrowRight', false, ['skip', 5]],
  ['ArrowLeft', true, ['step', { by: -1, of: 'lap', car: 'car7' }]],
  ['ArrowRight', true, ['step', { by: 1, of: 'lap', car: 'car7' }]],
  [',', false, ['step', { by: -1, of: 'sample', car: 'car7' }]],
  ['.', false, ['step', { by: 1, of: 'sample', car: 'car7' }]],
  ['[', false, ['step', { by: -1, of: 'mark' }]],
  [']', false, ['step', { by: 1, of: 'mark' }]],
  ['-', false, ['changeSpeed', -1]],
  ['+', true, ['changeSpeed', 1]],
  ['=', false, ['changeSpeed', 1]],
  ['Home', false, ['seek', { racetime: 2 }]],
  ['End', false, ['seek', { racetime: 90 }]],
  ['l', false, ['close']],
  ['L', true, ['close']],
])('%j (shift %j) does %j', (key, shift, call) => {
  const { calls, press } = at(VIEW, 'car7');
  press(key, shift);
  expect(calls).toEqual([call]);
});

test('no other key does anything, and none where no race is replayed', () => {
  const replaying = at(VIEW, null);
  for (const key of ['a', 'Enter', 'Escape', 'Tab', '5', 'ArrowUp']) replaying.press(key);
  const live = at(null, 'car7');
  for (const key of [' ', 'ArrowLeft', 'l', 'Home']) live.press(key);
  expect([replaying.calls, live.calls]).toEqual([[], []]);
});

test('without a car in focus a step is that of the first on track', () => {
  const { calls, press } = at(VIEW, null);
  press('.');
  expect(calls).toEqual([['step', { by: 1, of: 'sample', car: undefined }]]);
});
