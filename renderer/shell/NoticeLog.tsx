import { useEffect, useRef } from 'preact/hooks';
import { clockTime } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import type { Notice } from '../state/notices.ts';

const LEVELS: Readonly<Record<Notice['level'], [css: string, words: string]>> = { info: ['muted', 'Note'], warning: ['warn', 'Warning'], error: ['bad', 'Error'] };

/** In the status line: opens all that was said, and counts what has not been looked at. */
export function NoticeButton() {
  const { notices } = usePitWall();
  const { count, worst } = notices.unread.value;
  return (
    <button
      type="button"
      class="status-button"
      aria-expanded={notices.open.value}
      title="All messages of Lapwing since this window was opened"
      data-testid="notice-log-button"
      onClick={() => notices.toggle()}
    >
      Messages{count > 0 && <b class={LEVELS[worst!][0]}> {count} new</b>}
    </button>
  );
}

/** All that was said, newest first. */
export function NoticeLog() {
  const { notices } = usePitWall();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => before instanceof HTMLElement && before.focus();
  }, []);
  const log = notices.log.value;
  return (
    <div
      class="notice-log"
      ref={panel}
      role="dialog"
      aria-label="Messages"
      tabIndex={-1}
      data-testid="notice-log"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        notices.toggle();
      }}
    >
      <header>
        <h2>Messages</h2>
        <button type="button" class="small" aria-label="Close the messages" title="Close (Escape)" data-testid="notice-log-close" onClick={() => notices.toggle()}>
          ✕
        </button>
      </header>
      {log.length === 0 && <p class="muted">Nothing has been said since this window was opened.</p>}
      <ol class="scroll" tabIndex={0}>
        {log.map(({ id, level, text, at, count }) => (
          <li key={id} data-testid="notice-log-row">
            <time class="muted">{clockTime(at / 1000)}</time>
            <b class={LEVELS[level][0]}>{LEVELS[level][1]}</b>
            <span>
              {text}
              {count > 1 && <span class="muted"> ({count} times)</span>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
