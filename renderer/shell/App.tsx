import { useEffect } from 'preact/hooks';
import { Transport } from '../replay/Transport.tsx';
import { usePitWall } from '../state/context.ts';
import { CommandPalette } from '../commands/CommandPalette.tsx';
import { KeySheet } from '../commands/KeySheet.tsx';
import { closeDialog, dialog, palette } from './dialogs.ts';
import { StepLine } from '../first-steps/StepLine.tsx';
import { DockArea } from '../workspace/DockArea.tsx';
import { SaveLayout } from '../workspace/SaveLayout.tsx';
import { NewRace } from './NewRace.tsx';
import { NoticeList } from './NoticeList.tsx';
import { NoticeLog } from './NoticeLog.tsx';
import { StatusLine } from './StatusLine.tsx';
import { TopLine } from './TopLine.tsx';
import { shown } from './screens.ts';

export function App() {
  const pitWall = usePitWall();
  const name = shown.value;
  const title = pitWall.workspace.current.value.name;
  useEffect(() => {
    document.title = `${title} · Lapwing`;
  }, [title]);
  return (
    <>
      <TopLine />
      {!pitWall.firstSteps.closed.value && <StepLine />}
      {pitWall.replay.view.value && <Transport />}
      {pitWall.host.value === 'lost' && (
        <p class="lost" role="alert" data-testid="connection-lost">
          Connection lost, trying again. What you see is from before. If Lapwing was started anew, open the address that it printed.
        </p>
      )}
      <main data-testid={`screen-${name}`}>
        <DockArea />
      </main>
      <NoticeList />
      {pitWall.notices.open.value && <NoticeLog />}
      <StatusLine />
      {dialog.value === 'new-race' && <NewRace onClose={() => closeDialog('new-race')} />}
      {dialog.value === 'palette' && <CommandPalette key={palette.value.opened} />}
      {dialog.value === 'keys' && <KeySheet />}
      {dialog.value === 'save-layout' && <SaveLayout />}
    </>
  );
}
