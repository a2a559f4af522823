import { bitRate, count } from '../format.ts';
import { LINK_CLASS, radioWords } from '../link/link-words.ts';
import { usePitWall } from '../state/context.ts';
import { NoticeButton } from './NoticeLog.tsx';

/** The promise, always on screen: where every frame is, and whether one is missing. */
export function StatusLine() {
  const pitWall = usePitWall();
  const link = pitWall.link.value;
  const host = pitWall.host.value;
  if (!link) {
    return (
      <footer class="status">
        <span class={host === 'lost' ? 'bad' : 'muted'}>
          {host === 'lost' ? '● Workstation lost, trying again' : 'Asking the workstation …'}
        </span>
        <span class="push" />
        <NoticeButton />
      </footer>
    );
  }
  const { frames, stream } = link;
  return (
    <footer class="status">
      {host === 'lost' && <span class="bad">● Workstation lost, trying again</span>}
      <span>
        <i class={LINK_CLASS[link.radio]}>●</i> Link <b>{radioWords(link)}</b>
      </span>
      <span title="Bits a second that go out over the link">
        <b>{bitRate(link.throughput)}</b>
      </span>
      <span title="Frames committed to the disks of the cars">
        On disk <b data-testid="status-disk">{count(frames.buffered)}</b>
      </span>
      <span title="Frames that the factory holds and has said so">
        Confirmed <b data-testid="status-confirmed">{count(frames.confirmed)}</b>
      </span>
      <span title="Runs of frames that are missing for good or not received yet">
        Gaps{' '}
        <b class={frames.gaps.length === 0 ? 'good' : 'bad'} data-testid="status-gaps">
          {count(frames.gaps.length)}
        </b>
      </span>
      <span title="Frames that came again and were dropped">
        Repeats dropped <b data-testid="status-repeats">{count(frames.duplicates)}</b>
      </span>
      {stream.trouble !== null && <span class="bad status-trouble">{stream.trouble}</span>}
      <span class="push muted" data-testid="status-stream">
        {stream.kind === 'kafka' ? `Kafka ${stream.address}` : 'Embedded stream'}
      </span>
      <span class="muted status-race" data-testid="status-race">
        {pitWall.liveRace.value?.race_id ?? 'no race'}
      </span>
      <NoticeButton />
    </footer>
  );
}
