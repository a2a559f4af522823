import { degrees, plain } from './figures.ts';
import { discBand, treadBand } from './bands.ts';
import type { Window } from './bands.ts';
import type { Wheel } from './car-channels.ts';
import type { CarState, WheelState } from './car-state.ts';

interface WheelsProps {
  wheels: CarState['wheels'];
  /** Tread temperatures at which the compound holds best, °C. */
  window: Window | undefined;
}

/** The four wheels seen from above, the front on top; of each the tread in thirds, as they lie on the car. */
export function Wheels({ wheels, window }: WheelsProps) {
  return (
    <table class="wheels">
      <Axle words="front" left="FL" right="FR" wheels={wheels} window={window} />
      <Axle words="rear" left="RL" right="RR" wheels={wheels} window={window} />
    </table>
  );
}

interface AxleProps extends WheelsProps {
  words: string;
  left: Wheel;
  right: Wheel;
}

function Axle({ words, left, right, wheels, window }: AxleProps) {
  const l = wheels[left];
  const r = wheels[right];
  return (
    <tbody data-testid={`axle-${words}`}>
      <tr>
        <td>
          <Tread thirds={[l.outer, l.middle, l.inner]} name={left} window={window} />
        </td>
        <th>
          {words} <small>°C</small>
        </th>
        <td>
          <Tread thirds={[r.inner, r.middle, r.outer]} name={right} window={window} />
        </td>
      </tr>
      <Pair words="carcass" unit="°C" values={[degrees(l.carcass), degrees(r.carcass)]} />
      <Pair words="pressure" unit="bar" values={[plain(l.pressure, 2), plain(r.pressure, 2)]} />
      <Pair words="wear" unit="%" values={[plain(l.wear, 1), plain(r.wear, 1)]} titles={[grained(l), grained(r)]} />
      <Pair
        words="disc"
        unit="°C"
        values={[degrees(l.disc), degrees(r.disc)]}
        classes={[discBand(l.disc, l.fade) ?? '', discBand(r.disc, r.fade) ?? '']}
        titles={[faded(l), faded(r)]}
      />
    </tbody>
  );
}

function Tread({ thirds, name, window }: { thirds: readonly number[]; name: Wheel; window: Window | undefined }) {
  const title = window ? `${name}: tread from left to right; holds best from ${window.from} to ${window.to} °C` : `${name}: tread from left to right`;
  return (
    <span class="tread" title={title} data-testid={`tread-${name}`}>
      {thirds.map((temperature, i) => (
        <b key={i} class={treadBand(temperature, window) ?? ''}>
          {degrees(temperature)}
        </b>
      ))}
    </span>
  );
}

interface PairProps {
  words: string;
  unit: string;
  values: readonly [string, string];
  classes?: readonly [string, string];
  titles?: readonly [string, string];
}

function Pair({ words, unit, values, classes, titles }: PairProps) {
  return (
    <tr>
      <td class={classes?.[0]} title={titles?.[0]}>
        {values[0]}
      </td>
      <th>
        {words} <small>{unit}</small>
      </th>
      <td class={classes?.[1]} title={titles?.[1]}>
        {values[1]}
      </td>
    </tr>
  );
}

const grained = ({ graining }: WheelState): string => `${plain(graining, 1)} % of the tread is grained`;
const faded = ({ fade }: WheelState): string => `The brake has ${plain(fade, 0)} % of its best friction`;
