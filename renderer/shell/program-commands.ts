import { command } from '../commands/command.ts';
import { linkCommands } from '../link/link-commands.ts';
import { replayCommands } from '../replay/replay-commands.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { workspaceCommands } from '../workspace/workspace-commands.ts';
import { carCommands } from './car-commands.ts';
import { raceCommands } from './race-commands.ts';
import { screenCommands } from './screen-commands.ts';

/** Adds what can be done on every screen. */
export function addProgramCommands(pitWall: PitWall): void {
  const { commands } = pitWall;
  commands.add(screenCommands);
  commands.add(() => [command({ id: 'help.first-steps', group: 'Help', name: 'Show the first steps', does: 'five things to try', run: () => pitWall.firstSteps.again() })]);
  commands.add(() => raceCommands(pitWall));
  commands.add(() => carCommands(pitWall));
  commands.add(() => linkCommands(pitWall));
  commands.add(() => replayCommands(pitWall));
  commands.add(() => workspaceCommands(pitWall));
}
