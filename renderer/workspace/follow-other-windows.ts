import { shown } from '../shell/screens.ts';
import { MathChannels } from '../state/math-channels.ts';
import { KeptLayouts } from './kept-layouts.ts';
import type { Workspace } from './workspace.ts';

/** Layouts and math channels are the same in every window: what another one changes is taken over. */
export function followOtherWindows({ workspace, math }: { workspace: Workspace; math: MathChannels }): void {
  addEventListener('storage', ({ key }) => {
    if (key === MathChannels.KEY) math.read();
    if (key !== KeptLayouts.KEY) return;
    workspace.kept.read();
    if (!workspace.isKnown(shown.peek())) location.hash = '/live';
  });
}
