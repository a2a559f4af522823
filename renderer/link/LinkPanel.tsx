import { count } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import { LinkControls } from './LinkControls.tsx';
import { LINK_CLASS, catchUpWords, radioWords } from './link-words.ts';
import { Trend } from './Trend.tsx';

/** The radio link in brief, beside the race. */
export function LinkPanel() {
  const pitWall = usePitWall();
  const link = pitWall.link.value;
  return (
    <section class="panel link-panel" aria-label="Radio link">
      <header class="panel-head">
        <h2>Radio link</h2>
        {link && (
          <span class={`push ${LINK_CLASS[link.radio]}`} data-testid="link-state">
            ● {radioWords(link)}
          </span>
        )}
      </header>
      {link ? (
        <>
          <p class="link-backlog">
            <b data-testid="link-backlog">{count(link.backlog)}</b> <small>frames not confirmed yet</small>
          </p>
          <Trend quantity="backlog" window={120} full={false} testid="backlog-sparkline" />
          <LinkControls />
          <p class="muted link-words" data-testid="link-words">
            {catchUpWords(link, pitWall.linkHistory)}
          </p>
        </>
      ) : (
        <p class="empty">Waiting for the first word of the link.</p>
      )}
    </section>
  );
}
