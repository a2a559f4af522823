import './tyre-age.css';
import { computed, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { COMPOUNDS } from '../../../common/lap.ts';
import type { RaceFit } from '../../../common/strategy-fit.ts';
import { fixed, lapTime } from '../../format.ts';
import { ExportMenu } from '../../pictures/ExportMenu.tsx';
import type { AnalysisDesk } from '../analysis-desk.ts';
import { usePlot } from '../figures/use-plot.ts';
import { carNumber } from '../lap-filter.ts';
import { RaceOptions } from '../RaceOptions.tsx';
import { lapName, signed } from '../words.ts';
import { tyreAgeDrawing } from './tyre-age-drawing.ts';
import { tyreAgeExports } from './tyre-age-exports.ts';
import { tyreFits, tyreLaps } from './tyre-laps.ts';
import { leftOutWords, slopeWords } from './tyre-words.ts';

/** A hand further from a point than this points at nothing, CSS px. */
const REACH = 14;

/** Lap times over the age of their tyres, with a line for each compound. A click on a point lays its lap over the others. */
export function TyreAgePanel({ desk }: { desk: AnalysisDesk }) {
  const { library, pitWall } = desk;
  const race = useSignal('');
  const car = useSignal('');
  const compound = useSignal('');
  const pointed = useSignal<string | null>(null);
  const told = useSignal<{ race: string; fit: RaceFit } | null>(null);
  const host = pitWall.host.value;
  const races = library.races.value ?? [];
  const of = races.find(({ race_id }) => race_id === race.value) ?? races.find(({ laps_stored }) => laps_stored > 0) ?? races[0];
  const race_id = of?.race_id;
  useEffect(() => library.open(), [library]);
  useEffect(() => {
    if (host === 'connected') void pitWall.attempt(library.fetchRaces());
  }, [library, host, pitWall]);
  useEffect(() => {
    if (race_id === undefined || host !== 'connected') return;
    race.value = race_id;
    void pitWall.attempt(library.fetchLaps([race_id]));
    let current = true;
    void pitWall.connection.request('strategy.fit', { race_id }).then((fit) => current && (told.value = { race: race_id, fit }), () => undefined);
    return () => {
      current = false;
    };
  }, [library, race_id, host, pitWall]);
  const picture = useMemo(
    () =>
      computed(() => {
        const laps = tyreLaps(library.laps.value.get(race.value)?.values() ?? [], car.value, compound.value);
        return { laps, fits: tyreFits(laps) };
      }),
    [library, race, car, compound],
  );
  const drawing = useMemo(() => tyreAgeDrawing(picture, pointed), [picture, pointed]);
  const { host: place, moving, plot } = usePlot(drawing);
  const { laps, fits } = picture.value;
  const rows = library.laps.value.get(race.value);
  const cars = new Map([...(rows?.values() ?? [])].map((row) => [row.car, row.driver]).toSorted(([a], [b]) => Number(carNumber(a!)) - Number(carNumber(b!))) as [string, string][]);
  const scope = [of ? `${of.track}, ${of.race_id}` : '', car.value === '' ? 'all cars' : `car ${carNumber(car.value)} ${cars.get(car.value) ?? ''}`, ...(compound.value === '' ? [] : [compound.value])].join(' · ');
  const open = (id: string | null): void => {
    const lap = laps.find(({ row }) => row.id === id);
    if (!lap || !of) return;
    if (!pitWall.lapChoice.add(lap.row, of)) pitWall.notices.answer('info', 'There is no room for another lap on the charts: take one away first.');
  };
  const nearest = (event: PointerEvent | MouseEvent): string | null => {
    const at = plot.current?.at(event);
    if (!at) return null;
    const away = laps.map(({ row, age, time }) => ({ id: row.id, away: Math.hypot((age - at.x) / at.perX, (time - at.y) / at.perY) })).toSorted((a, b) => a.away - b.away)[0];
    return away && away.away <= REACH ? away.id : null;
  };
  const step = (event: KeyboardEvent): void => {
    const ordered = laps.toSorted((a, b) => a.age - b.age || a.time - b.time);
    const now = ordered.findIndex(({ row }) => row.id === pointed.value);
    if (event.key === 'Enter') open(pointed.value);
    else if (event.key === 'ArrowRight') pointed.value = ordered[Math.min(ordered.length - 1, now + 1)]?.row.id ?? null;
    else if (event.key === 'ArrowLeft') pointed.value = ordered[Math.max(0, now - 1)]?.row.id ?? null;
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const under = laps.find(({ row }) => row.id === pointed.value);
  const fuelless = told.value?.race === race.value ? told.value.fit : null;
  return (
    <section class="panel figure figure-tyre-age" aria-label="Lap times by tyre age" data-testid="figure-tyre-age">
      <header class="panel-head">
        <h2>Lap times by tyre age</h2>
        <span class="push" />
        <ExportMenu exports={tyreAgeExports(picture.value, scope)} disabled={fits.length === 0} />
      </header>
      <div class="figure-bar">
        <select aria-label="Race" value={race.value} data-testid="tyre-race" onChange={(event) => {
          race.value = event.currentTarget.value;
          car.value = '';
        }}>
          <RaceOptions races={races} single />
        </select>
        <select aria-label="Car" value={car.value} data-testid="tyre-car" onChange={(event) => (car.value = event.currentTarget.value)}>
          <option value="">all cars</option>
          {[...cars].map(([id, driver]) => <option key={id} value={id}>{carNumber(id)} {driver}</option>)}
        </select>
        <select aria-label="Tyre" value={compound.value} data-testid="tyre-compound" onChange={(event) => (compound.value = event.currentTarget.value)}>
          <option value="">any tyre</option>
          {COMPOUNDS.map((name) => <option key={name} value={name}>{name}</option>)}
        </select>
      </div>
      <div
        class="map-body figure-body"
        tabIndex={0}
        role="application"
        aria-label="Lap times by tyre age: left and right go from lap to lap, Enter lays one over the others"
        data-testid="tyre-age-body"
        onKeyDown={step}
        onPointerMove={(event) => (pointed.value = nearest(event))}
        onClick={(event) => open(nearest(event))}
      >
        <div ref={place} class="figure-host" data-testid="tyre-age-plot" data-points={laps.length} />
        <canvas ref={moving} />
        {under && (
          <p class="tyre-pointed" data-testid="tyre-pointed">
            <b>{lapName(under.row)}</b> {lapTime(under.time)} · {under.compound}, {under.age} laps{under.leftOut && ` · ${under.leftOut === 'slow' ? 'slow' : `${under.leftOut} lap`}, left out`}
          </p>
        )}
        {fits.length === 0 && <p class="empty over" data-testid="tyre-age-empty">{rows ? 'No flying lap with a known tyre here: choose another race, car or tyre.' : race_id === undefined ? 'No race is stored yet.' : 'Reading the laps …'}</p>}
      </div>
      <ul class="tyre-fits" data-testid="tyre-fits">
        {fits.map((fit) => {
          const strategy = fuelless?.compounds[fit.compound]?.k_1_lin;
          return (
            <li key={fit.compound} data-testid={`tyre-fit-${fit.compound}`}>
              <span class={`ring ${fit.compound}`}>{fit.compound[0]!.toUpperCase()}</span> <b data-slope={fit.line?.slope}>{slopeWords(fit)}</b>
              {strategy && (
                <small title="What the Strategy screen works with: fuel, traffic and the pace of each car taken out, over all cars of the race">
                  fuel taken out {strategy.told ? `${signed(strategy.value)} ± ${fixed(strategy.within, 3)}` : 'not known yet'}
                </small>
              )}
            </li>
          );
        })}
        {leftOutWords(laps) !== '' && <li class="muted">{leftOutWords(laps)}</li>}
      </ul>
    </section>
  );
}
