import { useEffect, useRef } from 'preact/hooks';
import { computed, effect } from '@preact/signals';
import { followSize } from '../charts/size.ts';
import { theme, themeTurns } from '../charts/theme.ts';
import { frameLoop } from '../frame-loop.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { PlayClock } from '../live/play-clock.ts';
import { HoldButton } from '../hold/HoldButton.tsx';
import { useHold } from '../hold/use-hold.ts';
import { usePitWall } from '../state/context.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { CarMotion } from './car-motion.ts';
import { MapPainter } from './map-painter.ts';
import type { MapCar } from './map-painter.ts';

/** What shows on the map at a moment. */
interface MapMoment {
  cars: readonly MapCar[];
  motions: ReadonlyMap<string, CarMotion>;
  /** Race time, s. */
  time: number;
}

/** The circuit with every car on it; a click on a car follows it. `clock` gives the race time that is shown. */
export function TrackMap({ clock, inFocus }: { clock: PlayClock; inFocus: boolean }) {
  const pitWall = usePitWall();
  const now = useRef<MapMoment>({ cars: [], motions: new Map(), time: NaN });
  const hold = useHold<MapMoment>({ look: () => momentOf(now.current), inFocus });
  const held = useRef<MapMoment | null>(null);
  held.current = hold.held;
  const box = useRef<HTMLDivElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const moving = useRef<HTMLCanvasElement>(null);
  const painter = useRef<MapPainter | null>(null);
  useEffect(() => {
    const element = box.current!;
    const map = new MapPainter(still.current!, moving.current!);
    painter.current = map;
    const motions = new Map<string, CarMotion>();
    now.current = { cars: [], motions, time: NaN };
    const ends = [
      effect(() => {
        const track = pitWall.track.value;
        map.setTrack(track);
        return track ? followCars(pitWall.live, track.length, motions, clock) : undefined;
      }),
      effect(() => {
        now.current.cars = mapCars(pitWall);
      }),
      followFlags(pitWall, map),
      followSize(element, (width, height) => map.resize(width, height)),
      frameLoop.moving(() => {
        now.current.time = clock.time;
        const { cars, motions: known, time } = held.current ?? now.current;
        map.paintCars(cars, known, time);
        element.dataset['latest'] = Number.isNaN(time) ? '' : time.toFixed(2);
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [pitWall, clock]);
  const track = pitWall.track.value;
  return (
    <section class="panel map" aria-label="Track map">
      <header class="panel-head">
        <h2>Track</h2>
        <span class="muted">{track?.title}</span>
        <span class="push muted">{track ? `${(track.length / 1000).toFixed(3)} km` : ''}</span>
        <HoldButton hold={hold} name="map" />
      </header>
      <div
        class="map-body"
        ref={box}
        data-testid="track-map"
        onClick={(event) => {
          const { left, top } = event.currentTarget.getBoundingClientRect();
          const car = painter.current?.carAt(event.clientX - left, event.clientY - top);
          if (car) pitWall.picks.toggle(car);
        }}
      >
        <canvas ref={still} />
        <canvas ref={moving} />
        {!track && <p class="empty over">The circuit shows as soon as a race is on.</p>}
      </div>
    </section>
  );
}

/** A moment that stays as it is: cars keep the colours that they had, and stand where they were. */
function momentOf({ cars, motions, time }: MapMoment): MapMoment {
  return { cars, time, motions: new Map([...motions].map(([car, motion]) => [car, motion.copy()])) };
}

/** Keeps the newest positions of all cars until the function that is returned is called. */
function followCars(live: LiveFeed, lapLength: number, motions: Map<string, CarMotion>, clock: PlayClock): () => void {
  let epoch = -1;
  const wish = { cars: [], channels: ['Distance', 'Offset'], past: 1, samples: 'newest' as const };
  const feed = live.open(wish, (packet) => {
    if (packet.epoch !== epoch) motions.clear();
    epoch = packet.epoch;
    clock.follow(epoch);
    for (const { car, racetime, columns } of packet.cars) {
      let motion = motions.get(car);
      if (!motion) motions.set(car, (motion = new CarMotion()));
      const last = racetime.length - 1;
      motion.add(racetime[last]!, columns[0]![last]!, columns[1]![last]!, lapLength);
      clock.received(racetime[last]!, performance.now());
    }
  });
  return () => feed.close();
}

/** Shows the flags on the map until the function that is returned is called; the map is painted only when they change. */
function followFlags(pitWall: PitWall, map: MapPainter): () => void {
  const flags = computed(() => {
    const race = pitWall.race.value;
    return race?.state === 'running' ? `${race.flag} ${race.yellow_sectors.join(' ')}` : '';
  });
  return effect(() => {
    void themeTurns.value;
    const [flag = '', ...sectors] = flags.value.split(' ').filter(Boolean);
    const { warn, bad } = theme();
    const road = { vsc: warn, 'safety-car': warn, red: bad }[flag] ?? null;
    map.setFlags({ road, yellowSectors: sectors.map(Number) });
  });
}

/** Leaders above the rest, followed cars above all. */
function mapCars(pitWall: PitWall): MapCar[] {
  const rows = pitWall.standings.value?.rows ?? [];
  const numbers = new Map(pitWall.race.value?.cars.map((entry) => [entry.car, entry.number]));
  return rows
    .map(({ car, position, state }) => {
      const colour = pitWall.picks.colourOf(car);
      const aside = state === 'pit' || state === 'out' || state === 'finished';
      return { car, position, number: numbers.get(car) ?? 0, colour, aside };
    })
    .sort((a, b) => Number(a.colour !== null) - Number(b.colour !== null) || b.position - a.position);
}
