import { command } from '../commands/command.ts';
import type { Command } from '../commands/command.ts';
import { dialog, openPalette } from '../shell/dialogs.ts';
import { shown } from '../shell/screens.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { MOST_PANELS, PANEL_KINDS } from './layout.ts';
import { downloadLayout, uploadLayout, withMath } from './layout-file.ts';
import type { Side } from './layout-tree.ts';
import { KIND_LOOKS } from './panel-kinds.ts';

/** What can be done with the layout that shows, and with its panels. */
export function workspaceCommands(pitWall: PitWall): Command[] {
  return [...layoutCommands(pitWall), ...panelCommands(pitWall), ...addCommands(pitWall)];
}

function layoutCommands(pitWall: PitWall): Command[] {
  const { workspace, notices, math } = pitWall;
  const group = 'Layout';
  const id = shown.value;
  const isSaved = workspace.saved.value.some((saved) => saved.id === id);
  return [
    ...workspace.saved.value.map(({ id: saved, name }) =>
      command({
        ...{ id: `layout.go.${saved}`, group, name: `Layout “${name}”`, does: 'saved in this browser' },
        hindrance: () => (saved === shown.value ? 'It shows.' : null),
        run: () => (location.hash = `/${saved}`),
      }),
    ),
    command({ id: 'layout.undo', group, name: 'Undo the change of the layout', keys: ['Mod+z'], hindrance: () => (workspace.steps.back > 0 ? null : 'Nothing has been changed.'), run: () => workspace.undo() }),
    command({
      ...{ id: 'layout.redo', group, name: 'Redo the change of the layout', keys: ['Mod+Shift+z', 'Mod+y'] },
      hindrance: () => (workspace.steps.on > 0 ? null : 'Nothing has been undone.'),
      run: () => workspace.redo(),
    }),
    command({ id: 'layout.add', group, name: 'Add a panel …', run: () => openPalette('add panel') }),
    command({ id: 'layout.save', group, name: 'Save this layout as …', keys: ['Mod+s'], does: 'under a name of its own', run: () => (dialog.value = 'save-layout') }),
    command({ id: 'layout.window', group, name: 'Open one more window', does: 'of this layout, for another screen', run: () => openWindow(pitWall) }),
    command({ id: 'layout.export', group, name: 'Export this layout to a file', does: 'for somebody else, or another computer', run: () => downloadLayout(withMath(workspace.asShown(), math.list.peek())) }),
    command({ id: 'layout.import', group, name: 'Import a layout from a file', run: () => void importLayout(pitWall) }),
    isSaved
      ? command({
          ...{ id: 'layout.forget', group, name: 'Delete this layout' },
          run: () => {
            const { name } = workspace.current.peek();
            location.hash = '/live';
            workspace.forget(id);
            notices.answer('info', `The layout “${name}” is deleted.`);
          },
        })
      : command({ id: 'layout.reset', group, name: 'Put this layout back as it came', hindrance: () => (workspace.changed.value ? null : 'It is as it came.'), run: () => workspace.reset() }),
  ];
}

function openWindow({ notices }: PitWall): void {
  // The desktop program makes the window itself and gives none back.
  if (window.open(location.href) || location.protocol === 'app:') return;
  notices.answer('warning', 'No window was opened: allow this page to open pop-ups in your browser, and try again.');
}

async function importLayout({ workspace, notices, math }: PitWall): Promise<void> {
  try {
    const { math: channels = [], ...layout } = await uploadLayout();
    const taken = math.merge(channels);
    location.hash = `/${workspace.save(layout)}`;
    if (taken.length > 0) notices.answer('warning', `The layout is here, without its math channels ${taken.join(', ')}: other ones have these names here, or there is no room. Rename or remove those and import it again.`);
  } catch (error) {
    notices.answer('error', (error as Error).message);
  }
}

const SIDES: readonly (readonly [Side, key: string])[] = [['left', 'ArrowLeft'], ['right', 'ArrowRight'], ['top', 'ArrowUp'], ['bottom', 'ArrowDown']];

/** For the panel that was used last. */
function panelCommands({ workspace }: PitWall): Command[] {
  const group = 'Panels';
  const { panels } = workspace.current.value;
  const chosen = (): string | null => {
    const id = workspace.focus.value;
    return id !== null && Object.hasOwn(panels, id) ? id : null;
  };
  const none = (): string | null => (chosen() === null ? 'Click a panel first, or press F6.' : null);
  const single = (): string | null => none() ?? (Object.keys(panels).length < 2 ? 'It is the only panel.' : null);
  return [
    command({ id: 'panel.next', group, name: 'Go to the next panel', keys: ['F6'], run: () => focusNext(workspace.visible.peek(), workspace.focus.peek(), 1) }),
    command({ id: 'panel.next-back', group, name: 'Go to the panel before', keys: ['Shift+F6'], run: () => focusNext(workspace.visible.peek(), workspace.focus.peek(), -1) }),
    command({
      ...{ id: 'panel.maximise', group, name: workspace.maximised.value === null ? 'Give this panel the whole window' : 'Give this panel its place back', keys: ['m'], does: 'as a double click on its header does' },
      hindrance: () => (workspace.maximised.value === null ? single() : null),
      run: () => workspace.toggleMaximised(workspace.maximised.peek() ?? chosen()!),
    }),
    ...SIDES.map(([side, key]) =>
      command({
        ...{ id: `panel.move.${side}`, group, name: `Move this panel to the ${side}`, keys: [`Mod+Shift+${key}`], does: 'along the whole edge', hindrance: single },
        run: () => workspace.move(chosen()!, { at: side, of: null }),
      }),
    ),
    command({
      ...{ id: 'panel.tab', group, name: 'Put this panel behind its neighbour, as a tab', hindrance: single },
      run: () => {
        const id = chosen()!;
        const seen = workspace.visible.peek();
        const of = seen[seen.indexOf(id) + 1] ?? seen[seen.indexOf(id) - 1];
        if (of !== undefined) workspace.move(id, { at: 'tab', of });
      },
    }),
    command({ id: 'panel.close', group, name: 'Close this panel', hindrance: none, does: 'Ctrl+Z brings it back', run: () => workspace.close(chosen()!) }),
  ];
}

/** The handle of the next panel gets the keyboard. */
function focusNext(visible: readonly string[], focus: string | null, by: 1 | -1): void {
  const at = focus === null ? -1 : visible.indexOf(focus);
  const next = at < 0 ? visible[0] : visible[(at + by + visible.length) % visible.length];
  document.querySelector<HTMLElement>(`[data-testid="grip-${next}"]`)?.focus();
}

function addCommands({ workspace }: PitWall): Command[] {
  const full = (): string | null => (Object.keys(workspace.current.value.panels).length < MOST_PANELS ? null : `${MOST_PANELS} panels are as many as can be read.`);
  return PANEL_KINDS.map((kind) =>
    command({ id: `panel.add.${kind}`, group: 'Panels', name: `Add panel: ${KIND_LOOKS[kind].title}`, does: 'beside the panel that was used last', hindrance: full, run: () => workspace.add(kind) }),
  );
}
