import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { toErrorShape } from '../../common/errors.ts';
import { usePitWall } from '../state/context.ts';

interface StoreDialogProps {
  title: string;
  testid: string;
  /** On the button that does it, and while it is being done. */
  verb: readonly [does: string, doing: string];
  danger?: boolean;
  children: ComponentChildren;
  /** Between the buttons that leave and that do. */
  also?: ComponentChildren;
  /** Rejects with what is to be said in the dialog, which stays open then. */
  act(form: FormData): Promise<void>;
  onClose(): void;
}

/** Asks before something is done with the store. What is refused is said in it, with what to do about it. */
export function StoreDialog({ title, testid, verb: [does, doing], danger = false, children, also, act, onClose }: StoreDialogProps) {
  const host = usePitWall().host.value;
  const element = useRef<HTMLDialogElement>(null);
  const busy = useSignal(false);
  const refused = useSignal<string | null>(null);
  useEffect(() => element.current!.showModal(), []);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    busy.value = true;
    refused.value = null;
    try {
      await act(form);
      element.current?.close();
    } catch (error) {
      refused.value = toErrorShape(error).message;
    } finally {
      busy.value = false;
    }
  };
  return (
    <dialog ref={element} class="dialog store-dialog" aria-label={title} data-testid={testid} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <h2>{title}</h2>
        {children}
        {refused.value !== null && (
          <p class="bad" role="alert" data-testid={`${testid}-refused`}>
            {refused.value}
          </p>
        )}
        <footer>
          <button type="button" autofocus={danger} onClick={() => element.current!.close()}>
            Cancel
          </button>
          {also}
          <button type="submit" class={danger ? 'danger' : 'primary'} disabled={busy.value || host !== 'connected'} data-testid={`${testid}-do`}>
            {busy.value ? doing : does}
          </button>
        </footer>
      </form>
    </dialog>
  );
}
