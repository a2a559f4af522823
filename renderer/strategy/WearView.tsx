import { useState } from 'preact/hooks';
import type { RaceFit } from '../../common/strategy-fit.ts';
import { usePitWall } from '../state/context.ts';
import { carNames } from './advice-words.ts';
import { fitRows, lapsSentence, pointSentence, type FitPoint } from './fit-words.ts';
import { Plot, type Scale } from './Plot.tsx';
import { useRaceQuestion } from './race-question.ts';
import { useLatest } from './use-latest.ts';
import { signed } from './words.ts';

/** What the laps of the race say of its tyres: a point for each lap, the line that was fitted, and what it may be off by. */
export function WearView() {
  const { connection, race } = usePitWall();
  const [pointed, setPointed] = useState<FitPoint | null>(null);
  const question = useRaceQuestion();
  const { answer, fault } = useLatest(({ race_id, racetime }: NonNullable<typeof question>) => connection.request('strategy.fit', { race_id, ...(racetime !== undefined && { racetime }) }), question);
  if (question === null) return <p class="empty">No race yet: start one, or replay one from the Laps screen.</p>;
  if (!answer) return <p class="empty">{fault ? fault.line : 'Fitting the laps of the race…'}</p>;
  const nameOf = carNames(race.value?.cars ?? []);
  return (
    <div class="wear" data-testid="wear" data-points={answer.points.length}>
      <div class="strategy-gap">
        <header class="strategy-line">
          <span class="strategy-hint">{`seconds lost by laps of age, against a fresh ${answer.reference ?? 'set'} · a cross was left out`}</span>
          <span class="strategy-readout" data-testid="wear-readout" aria-live="polite">
            {pointed ? pointSentence(pointed, nameOf) : answer.points.length > 0 ? 'point at one for its lap' : ''}
          </span>
        </header>
        {answer.points.length === 0 ? <p class="empty">No lap of this race tells of its tyres yet: laps in clear air, under green and after the first one do.</p> : <WearPlot fit={answer} pointed={pointed} onPoint={setPointed} nameOf={nameOf} />}
      </div>
      <div class="wear-figures">
        <table class="strategy-times">
          <thead>
            <tr>
              <th scope="col">what</th>
              <th scope="col">value</th>
              <th scope="col">laps</th>
            </tr>
          </thead>
          <tbody>
            {fitRows(answer).map(({ name, value, laps, told }) => (
              <tr key={name} class={told ? '' : 'untold'} title={told ? '' : 'too uncertain to plan with'}>
                <th scope="row">{name}</th>
                <td>{value}</td>
                <td>{laps}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <small data-testid="wear-laps">{lapsSentence(answer)} Grey numbers are too uncertain to plan with; what is usual stands in for them.</small>
      </div>
    </div>
  );
}

interface WearPlotProps {
  fit: RaceFit;
  pointed: FitPoint | null;
  onPoint(point: FitPoint | null): void;
  nameOf(car: string): string;
}

function WearPlot({ fit, pointed, onPoint, nameOf }: WearPlotProps) {
  const { points, compounds } = fit;
  const losses = points.filter(({ outlier }) => !outlier).map(({ loss }) => loss);
  const y = [Math.min(-0.2, ...losses), Math.max(0.5, ...losses)] as const;
  const oldest = Math.max(2, ...points.map(({ age }) => age));
  return (
    <Plot label={`Tyre wear: ${points.length} laps. ${lapsSentence(fit)}`} testid="wear-plot" x={[0, oldest]} y={y} yWord={(value) => signed(value, 1)}>
      {(scale) => (
        <>
          {Object.entries(compounds).map(([name, compound]) => (
            <FitLine key={name} name={name} compound={compound} scale={scale} />
          ))}
          {points.map((point) => {
            const [x, at] = [scale.x(point.age), Math.max(scale.top, Math.min(scale.bottom, scale.y(point.loss)))];
            const same = point.car === pointed?.car && point.lap === pointed.lap;
            return (
              <g key={`${point.car}/${point.lap}`} class={`wear-point tyre-${point.compound}${same ? ' at' : ''}`} data-testid="wear-point" onPointerEnter={() => onPoint(point)} onPointerLeave={() => onPoint(null)}>
                <title>{pointSentence(point, nameOf)}</title>
                {point.outlier ? <path d={`M${x - 3.5} ${at - 3.5}l7 7m0 -7l-7 7`} /> : <circle cx={x} cy={at} r={same ? 5 : 3.2} />}
              </g>
            );
          })}
        </>
      )}
    </Plot>
  );
}

/** The line of a compound, and the band that its wear may be off by, as far as there were laps. */
function FitLine({ name, compound: { k_0, k_1_lin, oldest }, scale }: { name: string; compound: RaceFit['compounds'][string]; scale: Scale }) {
  const at = (age: number, off: number): string => {
    const loss = k_0.value + (k_1_lin.value + off * k_1_lin.within) * age;
    return `${scale.x(age).toFixed(1)},${Math.max(scale.top, Math.min(scale.bottom, scale.y(loss))).toFixed(1)}`;
  };
  const ages = Array.from({ length: 21 }, (_, i) => (i / 20) * oldest);
  const line = (off: number): string => ages.map((age) => at(age, off)).join(' ');
  return (
    <g class={`wear-line tyre-${name}`}>
      <polygon points={`${line(1)} ${ages.map((age) => at(age, -1)).reverse().join(' ')}`} />
      <polyline points={line(0)} />
      <text x={scale.x(oldest) + 8} y={Math.max(scale.top + 8, Math.min(scale.bottom, scale.y(k_0.value + k_1_lin.value * oldest))) + 4}>
        {name}
      </text>
    </g>
  );
}
