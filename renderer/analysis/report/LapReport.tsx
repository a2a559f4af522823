import './report.css';
import { createPortal } from 'preact/compat';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LapRow } from '../../../common/race-view.ts';
import { themeAt } from '../../charts/theme.ts';
import type { Theme } from '../../charts/theme.ts';
import { lapTime, startTime } from '../../format.ts';
import { pictureSvg } from '../../pictures/picture-svg.ts';
import { svgAddress } from '../../pictures/svg-image.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import { carNumber } from '../lap-filter.ts';
import { fillOf } from '../lap-looks.ts';
import { overlayPicture } from '../overlay-picture.ts';
import { IDEAL_NAME, lapName, signed } from '../words.ts';
import { lossMapSvg } from './loss-map-svg.ts';
import { ReportNote } from './ReportNote.tsx';
import { ReportSections } from './ReportSections.tsx';
import { REPORT_CHANNELS } from './report-sheet.ts';
import type { ReportSheet } from './report-sheet.ts';

/** px at 96 to the inch, on paper that is as wide as A4 and as high as Letter. */
const CHART = { width: 700, delta: 170, speed: 210 };
const MAP = { width: 330, height: 225 };

/** One page on the lap that is looked at, as it is printed; it stands over the screen until it is closed. */
export function LapReport({ desk, sheet, onClose }: { desk: AnalysisDesk; sheet: ReportSheet; onClose(): void }) {
  const box = useRef<HTMLDialogElement>(null);
  const paper = useRef<HTMLElement>(null);
  const [look, setLook] = useState<Theme | null>(null);
  useEffect(() => {
    box.current!.showModal();
    setLook(themeAt(paper.current!));
  }, []);
  const { lap, reference, ideal, referenceTime } = sheet;
  const track = desk.track.peek();
  const chosen = desk.pitWall.lapChoice.list.peek();
  const found = chosen.find(({ row }) => row.id === lap.id);
  const against = ideal ? IDEAL_NAME : reference && reference.id !== lap.id ? lapName(reference) : null;
  const behind = against === null ? NaN : (lap.lap_time ?? NaN) - (referenceTime ?? NaN);
  const swatch = (row: LapRow | null) => <i class={`swatch ${row ? fillOf(chosen, row.id) : 'fill-best'}`} />;
  return createPortal(
    <dialog ref={box} class="lap-report" aria-label="Lap report" data-testid="lap-report" onClose={onClose}>
      <p class="report-bar">
        <button type="button" class="primary" autofocus data-testid="report-print" onClick={() => print()}>
          Print, or save as PDF
        </button>
        <span class="muted">One page, A4 or Letter.</span>
        <button type="button" class="push" data-testid="report-close" onClick={() => box.current!.close()}>
          Close
        </button>
      </p>
      <article class="paper report-sheet" ref={paper}>
        <header>
          <h1>
            <span>{swatch(lap)}Lap {lap.lap}</span> <span>{lapTime(lap.lap_time)}</span>
          </h1>
          <p>
            <b>{lap.driver}</b>, car {carNumber(lap.car)} · {track?.title ?? found?.track}{found && ` · race of ${startTime(found.started)}`}
          </p>
          <p>{tyreWords(sheet)}</p>
          {against !== null && (
            <p data-testid="report-against">
              {swatch(reference)}Against {against} {lapTime(referenceTime)}: <b class={behind > 0 ? 'bad' : 'good'}>{signed(behind)} s</b>
            </p>
          )}
        </header>
        {look && <Charts desk={desk} sheet={sheet} look={look} against={against !== null} />}
        <div class="report-columns">
          <ReportSections sheet={sheet} against={against !== null} />
          <div>
            {look && track && against !== null && (
              <figure>
                <img src={svgAddress(lossMapSvg(track, sheet.summary.losses, MAP.width, MAP.height, look))} width={MAP.width} height={MAP.height} alt="The circuit, coloured by the time that is lost and gained" />
                <figcaption>wide, red: lost · narrow, green: gained</figcaption>
              </figure>
            )}
            <ReportNote note={sheet.note} />
          </div>
        </div>
        <footer>Lapwing · {lap.id}</footer>
      </article>
    </dialog>,
    document.body,
  );
}

function tyreWords({ lap }: ReportSheet): string {
  const tyre = lap.compound === null ? 'tyre not known' : `${lap.compound}${lap.tyre_age === null ? '' : `, ${lap.tyre_age} laps old when it began`}`;
  return `${lap.lap_type} lap · ${tyre}${lap.position === null ? '' : ` · P${lap.position}`}`;
}

function Charts({ desk, sheet, look, against }: { desk: AnalysisDesk; sheet: ReportSheet; look: Theme; against: boolean }) {
  const chosen = desk.pitWall.lapChoice.list.peek();
  const { view, lap } = sheet;
  const only = view.laps.map((id, i) => [id, i] as const).filter(([id]) => id === lap.id || id === view.reference);
  const pick = <T,>(list: readonly T[]): T[] => only.map(([, i]) => list[i]!);
  const two = { ...view, laps: pick(view.laps), lines: view.lines.map(pick), deltas: pick(view.deltas) };
  const drawing = (charts: readonly (string | null)[]) => ({ title: '', facts: [], legend: [], ...overlayPicture({ desk, view: two, charts, laps: chosen, focus: lap.id, track: desk.track.peek(), look }) });
  return (
    <>
      {against && <img class="report-chart" src={svgAddress(pictureSvg(drawing([null]), CHART.width, CHART.delta, look, true))} width={CHART.width} height={CHART.delta} alt="Delta-time over the distance" />}
      <img class="report-chart" src={svgAddress(pictureSvg(drawing(REPORT_CHANNELS), CHART.width, CHART.speed, look, true))} width={CHART.width} height={CHART.speed} alt="Speed over the distance" />
    </>
  );
}
