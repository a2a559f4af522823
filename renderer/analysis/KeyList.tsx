import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { KEY_WORDS } from './chart-keys.ts';

/** A button that shows what the keys do; so does the key `?`. */
export function KeyList() {
  const open = useSignal(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === '?') open.value = !open.value;
      else if (event.key === 'Escape' && open.value) {
        open.value = false;
        event.preventDefault();
      }
    };
    addEventListener('keydown', press, true);
    return () => removeEventListener('keydown', press, true);
  }, [open]);
  return (
    <span class="key-list push">
      <button type="button" class="small" aria-expanded={open.value} title="What the keys do (?)" data-testid="analysis-keys" onClick={() => (open.value = !open.value)}>
        Keys
      </button>
      {open.value && (
        <dl>
          {KEY_WORDS.map(([keys, words]) => [<dt key={keys}>{keys}</dt>, <dd key={words}>{words}</dd>])}
        </dl>
      )}
    </span>
  );
}
