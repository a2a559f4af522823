import { Suspense, lazy } from 'preact/compat';
import { useEffect } from 'preact/hooks';
import { LapsScreen } from '../laps/LapsScreen.tsx';
import { LinkScreen } from '../link/LinkScreen.tsx';
import { LiveScreen } from '../live/LiveScreen.tsx';
import { Transport } from '../replay/Transport.tsx';
import { SqlScreen } from '../sql/SqlScreen.tsx';
import { usePitWall } from '../state/context.ts';
import { CommandPalette } from '../commands/CommandPalette.tsx';
import { KeySheet } from '../commands/KeySheet.tsx';
import { closeDialog, dialog } from './dialogs.ts';
import { NewRace } from './NewRace.tsx';
import { NoticeList } from './NoticeList.tsx';
import { StatusLine } from './StatusLine.tsx';
import { TopLine } from './TopLine.tsx';
import { SCREENS } from '../../common/screens.ts';
import { shown } from './screens.ts';

const AnalysisScreen = lazy(async () => ({ default: (await import('../analysis/AnalysisScreen.tsx')).AnalysisScreen }));
const StrategyScreen = lazy(async () => ({ default: (await import('../strategy/StrategyScreen.tsx')).StrategyScreen }));

export function App() {
  const pitWall = usePitWall();
  const name = shown.value;
  useEffect(() => {
    document.title = `${SCREENS.find(([screen]) => screen === name)?.[1]} · Lapwing`;
  }, [name]);
  return (
    <>
      <TopLine />
      {pitWall.replay.view.value && <Transport />}
      {pitWall.host.value === 'lost' && (
        <p class="lost" role="alert" data-testid="connection-lost">
          Connection lost, trying again. What you see is from before. If Lapwing was started anew, open the address that it printed.
        </p>
      )}
      <main data-testid={`screen-${name}`}>
        {name === 'live' && <LiveScreen />}
        {name === 'laps' && <LapsScreen />}
        {name === 'link' && <LinkScreen />}
        {name === 'sql' && <SqlScreen />}
        {name === 'analysis' && (
          <Suspense fallback={<p class="empty">Opening the analysis …</p>}>
            <AnalysisScreen />
          </Suspense>
        )}
        {name === 'strategy' && (
          <Suspense fallback={<p class="empty">Opening the strategy screen …</p>}>
            <StrategyScreen connection={pitWall.connection} />
          </Suspense>
        )}
      </main>
      <NoticeList />
      <StatusLine />
      {dialog.value === 'new-race' && <NewRace onClose={() => closeDialog('new-race')} />}
      {dialog.value === 'palette' && <CommandPalette />}
      {dialog.value === 'keys' && <KeySheet />}
    </>
  );
}
