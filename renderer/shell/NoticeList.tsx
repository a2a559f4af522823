import { useEffect } from 'preact/hooks';
import { usePitWall } from '../state/context.ts';
import type { Notice } from '../state/notices.ts';
import { isTyping } from './screens.ts';

/** What the person is told, in rows above the status line which cover nothing; Escape closes the newest, unless a dialog is open, which it closes then. */
export function NoticeList() {
  const { notices } = usePitWall();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const newest = notices.list.peek().at(-1);
      if (event.key !== 'Escape' || event.defaultPrevented || notices.open.peek() || !newest || isTyping(event) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      notices.dismiss(newest.id);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [notices]);
  const shown = notices.list.value;
  return (
    <>
      <div
        class="notices"
        data-testid="notices"
        onPointerEnter={() => notices.hold()}
        onPointerLeave={() => notices.release()}
        onFocusIn={() => notices.hold()}
        onFocusOut={() => notices.release()}
      >
        {shown.map((notice) => (
          <p key={notice.id} class={`notice ${notice.level}`} data-testid="notice">
            <span class="notice-text">
              {notice.text}
              {notice.count > 1 && <span class="muted"> ({notice.count} times)</span>}
            </span>
            <button type="button" class="small" aria-label="Close this message" title="Close (Escape)" data-testid="notice-close" onClick={() => notices.dismiss(notice.id)}>
              ✕
            </button>
          </p>
        ))}
      </div>
      <p class="unseen" role="status" data-testid="said-status">
        {lastOf(shown, (level) => level !== 'error')}
      </p>
      <p class="unseen" role="alert" data-testid="said-alert">
        {lastOf(shown, (level) => level === 'error')}
      </p>
    </>
  );
}

/** What a screen reader says of them: the newest of its kind. */
const lastOf = (shown: readonly Notice[], fits: (level: Notice['level']) => boolean): string => shown.findLast(({ level }) => fits(level))?.text ?? '';
