import type { CarEntry } from '../../common/lap.ts';
import type { RaceTrace } from '../../common/strategy-trace.ts';
import { usePitWall } from '../state/context.ts';
import { apart } from './apart.ts';
import { Plot, type Scale } from './Plot.tsx';
import { useRaceQuestion } from './race-question.ts';
import { againstCar, againstPace, type TraceLine } from './trace-lines.ts';
import { useLatest } from './use-latest.ts';
import { signed } from './words.ts';

/** CSS px between two labels at the ends of lines, where there is room. */
const LABEL = 15;

interface TraceViewProps {
  /** The car that is looked at. */
  car: string | null;
  /** Against the average pace of the one in front, or against that car. */
  against: 'pace' | 'car';
}

/** The race by lap: every car against an even pace, or against one car with the lines that a stop would take it behind. */
export function TraceView({ car, against }: TraceViewProps) {
  const { connection, race } = usePitWall();
  const question = useRaceQuestion();
  const { answer, fault } = useLatest(({ race_id, racetime }: NonNullable<typeof question>) => connection.request('strategy.trace', { race_id, ...(racetime !== undefined && { racetime }) }), question);
  if (question === null) return <p class="empty">No race yet: start one, or replay one from the Laps screen.</p>;
  if (!answer) return <p class="empty">{fault ? fault.line : 'Reading the laps of the race…'}</p>;
  const entries = race.value?.cars ?? [];
  const lines = against === 'pace' ? againstPace(answer) : car === null ? [] : againstCar(answer, car);
  if (lines.every(({ points }) => points.length === 0)) return <p class="empty">Waiting for the first lap to end.</p>;
  return (
    <div class="strategy-gap">
      <header class="strategy-line">
        <span class="strategy-hint">{against === 'pace' ? 'seconds against the average pace of the leader · higher is ahead · a ring is a stop' : `seconds ahead (+) of or behind (−) ${numberOf(entries, car)} at the line · dashed: where a stop now comes out`}</span>
        <span class="strategy-readout" data-testid={`trace-${against}-readout`}>
          {`a stop costs ${answer.stop.green.toFixed(1)} ± ${answer.stop.within.toFixed(1)} s (virtual safety car ${answer.stop.vsc.toFixed(1)}, safety car ${answer.stop['safety-car'].toFixed(1)})${answer.stop.from === 'usual' ? ', as usual: stops so far do not tell it' : ''}`}
        </span>
      </header>
      <TracePlot trace={answer} lines={lines} car={car} against={against} entries={entries} />
    </div>
  );
}

function TracePlot({ trace, lines, car, against, entries }: { trace: RaceTrace; lines: readonly TraceLine[]; car: string | null; against: 'pace' | 'car'; entries: readonly CarEntry[] }) {
  const all = lines.flatMap(({ points }) => points.map(({ ahead }) => ahead));
  const last = Math.max(...lines.flatMap(({ points }) => points.map(({ lap }) => lap)));
  const { stop } = trace;
  const reach = against === 'car' ? Math.max(10, 1.5 * stop.green) : 3 * stop.green;
  const y = [Math.max(-reach, Math.min(...all, against === 'car' ? -1.15 * stop.green : 0) - 1), Math.min(reach, Math.max(...all, 0) + 1)] as const;
  return (
    <Plot label={`${against === 'pace' ? 'Race trace' : 'Gaps to one car'}: ${lines.length} cars, ${last} laps`} testid={`trace-${against}`} x={[1, Math.max(2, last)]} y={y} yWord={(value) => signed(value, Number.isInteger(value) ? 0 : 1)}>
      {(scale) => (
        <>
          {against === 'car' && <PitLossLines stop={stop} scale={scale} />}
          {lines.map((line) => (
            <Line key={line.car} line={line} own={against === 'pace' && line.car === car} scale={scale} range={y} />
          ))}
          <Labels lines={lines} car={against === 'pace' ? car : null} scale={scale} entries={entries} range={y} />
        </>
      )}
    </Plot>
  );
}

/** Where a stop now would come out: behind all that lies above the line. */
function PitLossLines({ stop, scale }: { stop: RaceTrace['stop']; scale: Scale }) {
  const lines = [
    ['stop', stop.green],
    ['virtual', stop.vsc],
    ['safety car', stop['safety-car']],
  ] as const;
  return (
    <>
      <line class="plot-zero" x1={scale.left} x2={scale.right} y1={scale.y(0)} y2={scale.y(0)} />
      {lines.map(([name, seconds], i) => (
        <g key={name} class="pit-loss" data-testid={`pit-loss-${name.replace(' ', '-')}`}>
          <line x1={scale.left} x2={scale.right} y1={scale.y(-seconds)} y2={scale.y(-seconds)} />
          <text x={scale.left + 6 + 100 * i} y={scale.y(-seconds) - 4}>
            {`${name} −${seconds.toFixed(1)} s`}
          </text>
        </g>
      ))}
    </>
  );
}

function Line({ line: { points, stops, out }, own, scale, range: [low, high] }: { line: TraceLine; own: boolean; scale: Scale; range: readonly [number, number] }) {
  const shown = points.filter(({ ahead }) => ahead >= low && ahead <= high);
  return (
    <g class={own ? 'trace own' : out ? 'trace out' : 'trace'}>
      <polyline points={shown.map(({ lap, ahead }) => `${scale.x(lap).toFixed(1)},${scale.y(ahead).toFixed(1)}`).join(' ')} />
      {shown
        .filter(({ lap }) => stops.includes(lap))
        .map(({ lap, ahead }) => (
          <circle key={lap} cx={scale.x(lap)} cy={scale.y(ahead)} r={own ? 4 : 3} />
        ))}
    </g>
  );
}

function Labels({ lines, car, scale, entries, range: [low, high] }: { lines: readonly TraceLine[]; car: string | null; scale: Scale; entries: readonly CarEntry[]; range: readonly [number, number] }) {
  const ends = lines.flatMap((line) => {
    const end = line.points.at(-1);
    return end && !line.out && end.ahead >= low && end.ahead <= high ? [{ car: line.car, ...end }] : [];
  });
  const heights = apart(ends.map(({ ahead }) => scale.y(ahead)), Math.min(LABEL, (scale.bottom - scale.top) / Math.max(1, ends.length)), scale.top + 4, scale.bottom);
  return (
    <>
      {ends.map((end, i) => (
        <text key={end.car} class={end.car === car ? 'trace-label own' : 'trace-label'} x={scale.right + 8} y={heights[i]! + 4}>
          {`${numberOf(entries, end.car)} ${signed(end.ahead)}`}
        </text>
      ))}
    </>
  );
}

function numberOf(entries: readonly CarEntry[], car: string | null): string {
  return String(entries.find((entry) => entry.car === car)?.number ?? car ?? '');
}
