import './charts/valid-language.ts';
import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/live.css';
import './styles/car.css';
import './styles/control.css';
import './styles/screens.css';
import './styles/replay.css';
import { render } from 'preact';
import { connect } from './connect.ts';
import { App } from './shell/App.tsx';
import { followAddress } from './shell/screens.ts';
import { PitWallProvider } from './state/context.ts';
import { PitWall } from './state/pit-wall.ts';

followAddress();
render(
  <PitWallProvider value={new PitWall(connect())}>
    <App />
  </PitWallProvider>,
  document.getElementById('screen')!,
);
