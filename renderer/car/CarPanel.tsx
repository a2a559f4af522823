import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { frameLoop } from '../frame-loop.ts';
import type { PlayClock } from '../live/play-clock.ts';
import type { Standing } from '../../common/timing.ts';
import { HoldButton } from '../hold/HoldButton.tsx';
import { useHold } from '../hold/use-hold.ts';
import { usePitWall } from '../state/context.ts';
import { CarFeed } from './car-feed.ts';
import type { CarState } from './car-state.ts';
import { CarSwitch } from './CarSwitch.tsx';
import { Systems } from './Systems.tsx';
import { Wheels } from './Wheels.tsx';

/** What is known of a car at a moment. */
interface CarMoment {
  state: CarState | null;
  row: Standing | undefined;
}

/** Tyres, brakes and machinery of one of the followed cars as they are now. `clock` knows how old that is. */
export function CarPanel({ clock, inFocus }: { clock: PlayClock; inFocus: boolean }) {
  const pitWall = usePitWall();
  const [feed, setFeed] = useState<CarFeed | null>(null);
  const silent = useSignal(0);
  const car = pitWall.picks.focus.value;
  useEffect(() => {
    if (car === null) return setFeed(null);
    const opened = new CarFeed(pitWall.live, car, () => pitWall.track.value?.length);
    setFeed(opened);
    const end = frameLoop.everyFrame((now) => {
      opened.tick(now);
      silent.value = Math.floor(clock.missing(now));
    });
    return () => {
      end();
      opened.close();
    };
  }, [pitWall, car, clock, silent]);
  const newest = feed?.state.value ?? null;
  const standing = pitWall.standings.value?.rows.find((each) => each.car === car);
  const hold = useHold<CarMoment>({ look: () => ({ state: newest, row: standing }), of: car, inFocus });
  const { state, row } = hold.held ?? { state: newest, row: standing };
  const stale = hold.held === null && silent.value > 0;
  return (
    <section class="panel car" aria-label="Car" data-testid="car-panel" data-car={car ?? ''}>
      <header class="panel-head">
        <h2>Car</h2>
        <CarSwitch />
        {stale && <span class="bad">no data {silent.value} s</span>}
        <span class="push" />
        <HoldButton hold={hold} name="car" />
        {row && (
          <span class="car-tyre">
            <span class={`ring ${row.compound}`}>{row.compound[0]!.toUpperCase()}</span>
            <span class="muted" title={`${row.compound}, laps on this set`}>
              {row.tyre_age} {row.tyre_age === 1 ? 'lap' : 'laps'}
            </span>
          </span>
        )}
      </header>
      {state ? (
        <div class={stale ? 'car-body stale' : 'car-body'}>
          <Wheels wheels={state.wheels} window={row && pitWall.workstation.value?.tyre_windows[row.compound]} />
          <Systems state={state} />
        </div>
      ) : (
        <p class="empty">{car === null ? 'Pick a car in the timing tower to see its tyres, brakes and machinery.' : 'Nothing of this car has come yet.'}</p>
      )}
    </section>
  );
}
