import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/notices.css';
import './styles/live.css';
import './styles/car.css';
import './styles/control.css';
import './styles/screens.css';
import './styles/replay.css';
import './styles/commands.css';
import './styles/values.css';
import './styles/workspace.css';
import './styles/steps.css';
import { render } from 'preact';
import { connect } from './connect.ts';
import { App } from './shell/App.tsx';
import { followKeys } from './commands/follow-keys.ts';
import { addProgramCommands } from './shell/program-commands.ts';
import { followSteps } from './first-steps/follow-steps.ts';
import { followAddress } from './shell/screens.ts';
import { fetchLaterScreens } from './workspace/PanelContent.tsx';
import { followOtherWindows } from './workspace/follow-other-windows.ts';
import { followTheme } from './shell/theme-choice.ts';
import { PitWallProvider } from './state/context.ts';
import { PitWall } from './state/pit-wall.ts';

followTheme();
const pitWall = new PitWall(connect());
followAddress((name) => pitWall.workspace.isKnown(name));
followOtherWindows(pitWall);
addProgramCommands(pitWall);
followKeys(pitWall.commands);
followSteps(pitWall);
render(
  <PitWallProvider value={pitWall}>
    <App />
  </PitWallProvider>,
  document.getElementById('screen')!,
);
fetchLaterScreens();
