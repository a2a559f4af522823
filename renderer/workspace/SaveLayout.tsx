import { useEffect, useRef } from 'preact/hooks';
import { closeDialog } from '../shell/dialogs.ts';
import { usePitWall } from '../state/context.ts';

/** Asks for the name under which the layout that shows is saved. */
export function SaveLayout() {
  const { workspace, notices } = usePitWall();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => element.current!.showModal(), []);
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = element.current!.querySelector('input')!.value.trim();
    if (name === '') return;
    const id = workspace.save({ ...workspace.asShown(), name });
    element.current!.close();
    location.hash = `/${id}`;
    notices.answer('info', `The layout “${name}” is saved in this browser. Its menu exports it as a file.`);
  };
  return (
    <dialog ref={element} class="dialog" aria-label="Save this layout" data-testid="save-layout-dialog" onClose={() => closeDialog('save-layout')}>
      <form onSubmit={save}>
        <h2>Save this layout</h2>
        <label>
          Name <input name="name" required maxLength={40} autocomplete="off" data-testid="layout-name" />
        </label>
        <p class="muted">Panels, their places and the channels of their charts. It is kept in this browser.</p>
        <footer>
          <button type="button" onClick={() => element.current!.close()}>
            Cancel
          </button>
          <button type="submit" class="primary" data-testid="layout-save">
            Save
          </button>
        </footer>
      </form>
    </dialog>
  );
}
