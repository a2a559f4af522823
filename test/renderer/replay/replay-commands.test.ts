import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { ReplayView } from '../../../common/replay.ts';
import { CommandList } from '../../../renderer/commands/command-list.ts';
import { replayCommands } from '../../../renderer/replay/replay-commands.ts';

const VIEW: ReplayView = { replay: 1, race_id: 'r', from: 2, to: 90, racetime: 20, playing: true, speed: 1, jumps: 0, together: true, screens: 1, notes: [] };

function at(view: ReplayView | null, focus: string | null) {
  const calls: unknown[] = [];
  const said = (name: string) => (...args: unknown[]) => void calls.push([name, ...args]);
  const replay = { view: signal(view), ...Object.fromEntries(['toggle', 'step', 'skip', 'seek', 'changeSpeed', 'close'].map((name) => [name, said(name)])) };
  const wall = { replay, picks: { focus: signal(focus) } } as unknown as Parameters<typeof replayCommands>[0];
  const commands = new CommandList();
  commands.add(() => replayCommands(wall));
  return { calls, press: (chord: string) => commands.forChord(chord)?.run() };
}

test.each<[string, unknown[]]>([
  ['Space', ['toggle']],
  ['ArrowLeft', ['skip', -5]],
  ['ArrowRight', ['skip', 5]],
  ['Shift+ArrowLeft', ['step', { by: -1, of: 'lap', car: 'car7' }]],
  ['Shift+ArrowRight', ['step', { by: 1, of: 'lap', car: 'car7' }]],
  [',', ['step', { by: -1, of: 'sample', car: 'car7' }]],
  ['.', ['step', { by: 1, of: 'sample', car: 'car7' }]],
  ['[', ['step', { by: -1, of: 'mark' }]],
  [']', ['step', { by: 1, of: 'mark' }]],
  ['-', ['changeSpeed', -1]],
  ['+', ['changeSpeed', 1]],
  ['=', ['changeSpeed', 1]],
  ['Home', ['seek', { racetime: 2 }]],
  ['End', ['seek', { racetime: 90 }]],
  ['l', ['close']],
])('%s does %j', (chord, call) => {
  const { calls, press } = at(VIEW, 'car7');
  press(chord);
  expect(calls).toEqual([call]);
});

test('no other key does anything, and none where no race is replayed', () => {
  const replaying = at(VIEW, null);
  for (const key of ['a', 'Enter', 'Escape', 'Tab', '5', 'ArrowUp']) replaying.press(key);
  const live = at(null, 'car7');
  for (const key of ['Space', 'ArrowLeft', 'l', 'Home']) live.press(key);
  expect([replaying.calls, live.calls]).toEqual([[], []]);
});

test('without a car in focus a step is that of the first on track', () => {
  const { calls, press } = at(VIEW, null);
  press('.');
  expect(calls).toEqual([['step', { by: 1, of: 'sample', car: undefined }]]);
});
