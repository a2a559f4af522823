import { count } from '../format.ts';
import type { CarState } from './car-state.ts';
import { degrees, plain } from './figures.ts';

/** kW that count as no deployment and no harvest. */
const IDLE = 1;

/** Engine, fuel, and what only some cars have. */
export function Systems({ state }: { state: CarState }) {
  const { water, oil, fuel, fuelLaps, ers, drs, damage } = state;
  return (
    <dl class="systems">
      <div>
        <dt>Water</dt>
        <dd>
          {degrees(water)} <small>°C</small>
        </dd>
      </div>
      <div>
        <dt>Oil</dt>
        <dd>
          {degrees(oil)} <small>°C</small>
        </dd>
      </div>
      {drs && (
        <div class="end" data-testid="car-drs">
          <dt>DRS</dt>
          <dd class={drs === 'open' ? 'good' : ''}>{drs}</dd>
        </div>
      )}
      <div class="two" title="Fuel in the tank, and the laps it lasts for at the pace of the last ones" data-testid="car-fuel">
        <dt>Fuel</dt>
        <dd>
          {plain(fuel, 1)} <small>kg</small> {fuelLaps === null ? '–' : plain(fuelLaps, 1)} <small>laps</small>
        </dd>
      </div>
      {damage > 0 && (
        <div class="end" title="Damage in points" data-testid="car-damage">
          <dt>Damage</dt>
          <dd class="bad">{count(damage)}</dd>
        </div>
      )}
      {ers && <Ers {...ers} />}
    </dl>
  );
}

function Ers({ charge, power }: { charge: number; power: number }) {
  const doing = power > IDLE ? 'deploy' : power < -IDLE ? 'harvest' : '';
  const sign = { deploy: '▲', harvest: '▼', '': '·' }[doing];
  return (
    <div class="ers" title="Charge of the store; ▲ the motor pushes, ▼ it charges" data-testid="car-ers">
      <dt>ERS</dt>
      <dd>
        <meter min={0} max={100} value={charge} aria-label="Charge" />
        <span class="ers-charge">
          {plain(charge, 0)} <small>%</small>
        </span>
        <span class={`ers-power ${doing}`}>
          {sign} {plain(Math.abs(power), 0)} <small>kW</small>
        </span>
      </dd>
    </div>
  );
}
