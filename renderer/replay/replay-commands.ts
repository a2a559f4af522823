import { command } from '../commands/command.ts';
import type { Command } from '../commands/command.ts';
import type { PitWall } from '../state/pit-wall.ts';

/** s of race time that an arrow goes. */
const SKIP = 5;

/** What can be done while a race is replayed. */
export function replayCommands({ replay, picks }: Pick<PitWall, 'replay' | 'picks'>): Command[] {
  const hindrance = (): string | null => (replay.view.value ? null : 'No race is replayed: choose one on the Laps screen.');
  const car = (): string | undefined => picks.focus.peek() ?? undefined;
  const one = (id: string, name: string, keys: string[], run: () => void): Command => command({ id: `replay.${id}`, group: 'Replay', name, keys, hindrance, run });
  const view = () => replay.view.peek()!;
  return [
    one('play', 'Play or pause the replay', ['Space'], () => replay.toggle()),
    one('back', `Back by ${SKIP} s`, ['ArrowLeft'], () => replay.skip(-SKIP)),
    one('on', `On by ${SKIP} s`, ['ArrowRight'], () => replay.skip(SKIP)),
    one('lap-back', 'Back to the lap before', ['Shift+ArrowLeft'], () => replay.step({ by: -1, of: 'lap', car: car() })),
    one('lap-on', 'To the next lap', ['Shift+ArrowRight'], () => replay.step({ by: 1, of: 'lap', car: car() })),
    one('sample-back', 'One sample back', [','], () => replay.step({ by: -1, of: 'sample', car: car() })),
    one('sample-on', 'One sample on', ['.'], () => replay.step({ by: 1, of: 'sample', car: car() })),
    one('event-back', 'To the event before', ['['], () => replay.step({ by: -1, of: 'mark' })),
    one('event-on', 'To the next event', [']'], () => replay.step({ by: 1, of: 'mark' })),
    one('slower', 'Replay slower', ['-'], () => replay.changeSpeed(-1)),
    one('faster', 'Replay faster', ['+', '='], () => replay.changeSpeed(1)),
    one('start', 'To the start of the race', ['Home'], () => replay.seek({ racetime: view().from })),
    one('end', 'To the end of the race', ['End'], () => replay.seek({ racetime: view().to })),
    one('close', 'Leave the replay', ['l'], () => void replay.close()),
  ];
}
