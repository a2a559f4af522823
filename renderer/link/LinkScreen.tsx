import { useSignal } from '@preact/signals';
import type { LinkView } from '../../common/link-view.ts';
import { bitRate, count } from '../format.ts';
import { Choice } from '../shell/Choice.tsx';
import { usePitWall } from '../state/context.ts';
import { healthWords } from './health-words.ts';
import { LinkCars } from './LinkCars.tsx';
import { LinkControls } from './LinkControls.tsx';
import { LinkProfile } from './LinkProfile.tsx';
import { LINK_CLASS, catchUpWords, liveWords, radioWords, whyWords } from './link-words.ts';
import { Trend } from './Trend.tsx';

/** Tab 3: the way of the data from the cars to the factory, and what of it has arrived. */
export function LinkScreen() {
  const pitWall = usePitWall();
  const window = useSignal(300);
  const link = pitWall.link.value;
  if (!link) {
    return (
      <section class="panel">
        <p class="empty">{pitWall.host.value === 'lost' ? 'No answer from the workstation. It is being tried again.' : 'Waiting for the first word of the link.'}</p>
      </section>
    );
  }
  return (
    <div class="link-screen">
      <section class="panel link-state" aria-label="Radio link">
        <header class="panel-head">
          <h2>Radio link</h2>
          <span class={`push ${LINK_CLASS[link.radio]}`} data-testid="link-state">
            ● {radioWords(link)}
          </span>
        </header>
        <LinkControls />
        <LinkProfile />
        <p class="muted link-why" data-testid="link-why">
          {whyWords(link)}
        </p>
        <p class="link-words" data-testid="link-words">
          {catchUpWords(link, pitWall.linkHistory)}
        </p>
        <p class={link.live.active ? 'warn' : 'muted'} data-testid="link-live">
          {liveWords(link)}
        </p>
        <Health link={link} />
        <Clock link={link} />
        <Figures link={link} />
        <Stream link={link} />
        <Gaps link={link} />
      </section>
      <div class="link-middle">
        <section class="panel" aria-label="Backlog">
          <header class="panel-head">
            <h2>Backlog</h2>
            <span class="muted">frames on the cars’ disks that the factory has not confirmed</span>
            <span class="push" />
            <Choice
              label="Window"
              value={window.value}
              options={[
                [60, '1 min'],
                [300, '5 min'],
                [600, '10 min'],
              ]}
              onChange={(next) => (window.value = next)}
            />
          </header>
          <Trend quantity="backlog" window={window.value} full testid="backlog-chart" />
        </section>
        <section class="panel" aria-label="Rate">
          <header class="panel-head">
            <h2>Rate</h2>
            <span class="muted">frames a second over the link</span>
          </header>
          <Trend quantity="rate" window={window.value} full testid="rate-chart" />
        </section>
      </div>
      <LinkCars link={link} />
    </div>
  );
}

/** Healthy means that confirmed numbers move. */
function Health({ link }: { link: LinkView }) {
  const { tone, words } = healthWords(link);
  return (
    <p class={`link-health ${tone}`} data-testid="link-health">
      {words}
    </p>
  );
}

function Figures({ link }: { link: LinkView }) {
  const { frames } = link;
  return (
    <dl class="figures">
      <Figure name="Backlog" value={count(link.backlog)} unit="frames" what="on disk, not confirmed" testid="link-backlog" />
      <Figure name="Rate" value={count(link.rate)} unit="frames/s" what={bitRate(link.throughput)} />
      <Figure name="Confirmed up to" value={link.lag.toFixed(1)} unit="s ago" what="the oldest frame not confirmed" />
      <Figure name="Generated" value={count(frames.generated)} unit="frames" what="by the cars" />
      <Figure name="On disk" value={count(frames.buffered)} unit="frames" what="committed on the cars" />
      <Figure name="Stored" value={count(frames.stored)} unit="frames" what="trackside, each once" />
      <Figure name="Confirmed" value={count(frames.confirmed)} unit="frames" what="by the factory" />
      <Figure name="Repeats" value={count(frames.duplicates)} unit="frames" what="came again and were dropped" />
    </dl>
  );
}

interface FigureProps {
  name: string;
  value: string;
  unit: string;
  what: string;
  testid?: string;
}

function Figure({ name, value, unit, what, testid }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b data-testid={testid}>{value}</b> <small>{unit}</small>
      </dd>
      <dd class="what">{what}</dd>
    </div>
  );
}

function Stream({ link }: { link: LinkView }) {
  const { kind, address, trouble } = link.stream;
  return (
    <p class="link-stream">
      <span class="muted">Stream</span> {kind === 'kafka' ? `Kafka at ${address}` : 'embedded, no broker needed'}
      {trouble !== null && <span class="bad"> {trouble}</span>}
    </p>
  );
}

/** Frames whose time is not to be trusted are all there, in their order. */
function Clock({ link }: { link: LinkView }) {
  const { clock_suspect } = link.frames;
  if (clock_suspect === 0) return null;
  return (
    <p class="warn link-clock" data-testid="link-clock">
      {count(clock_suspect)} frames were closed while the clock of the computer was not to be trusted. They are marked and in order; check the clock.
    </p>
  );
}

const SHOWN_GAPS = 50;

function Gaps({ link }: { link: LinkView }) {
  const { gaps } = link.frames;
  if (gaps.length === 0) return <p class="good link-gaps">No gaps: every frame on disk has arrived or is on its way.</p>;
  return (
    <div class="link-gaps">
      <h3 class="bad">
        {count(gaps.length)} {gaps.length === 1 ? 'gap' : 'gaps'}
      </h3>
      <ul>
        {gaps.slice(0, SHOWN_GAPS).map((gap) => (
          <li key={`${gap.car}${gap.from}`}>
            {gap.car}: frames {count(gap.from)} to {count(gap.to)}, {gap.reason}
          </li>
        ))}
      </ul>
      {gaps.length > SHOWN_GAPS && <p class="muted">and {count(gaps.length - SHOWN_GAPS)} more</p>}
    </div>
  );
}
