import { shown } from '../shell/screens.ts';
import { KeptLayouts } from './kept-layouts.ts';
import type { Workspace } from './workspace.ts';

/** A layout is the same in every window: what another one changes is taken over. */
export function followOtherWindows(workspace: Workspace): void {
  addEventListener('storage', ({ key }) => {
    if (key !== KeptLayouts.KEY) return;
    workspace.kept.read();
    if (!workspace.isKnown(shown.peek())) location.hash = '/live';
  });
}
