import type { LinkView } from '../../common/contract.ts';
import { count } from '../format.ts';
import { usePitWall } from '../state/context.ts';

/** How far each car's frames have come. */
export function LinkCars({ link }: { link: LinkView }) {
  const pitWall = usePitWall();
  const entries = new Map(pitWall.race.value?.cars.map((entry) => [entry.car, entry]));
  const cars = link.cars.toSorted((a, b) => (entries.get(a.car)?.number ?? 0) - (entries.get(b.car)?.number ?? 0));
  const most = Math.max(1, ...cars.map((car) => car.buffered));
  return (
    <section class="panel link-cars" aria-label="Frames by car">
      <header class="panel-head">
        <h2>Frames by car</h2>
      </header>
      {cars.length === 0 ? (
        <p class="empty">No car has sent anything yet. Start a race.</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th class="left">Car</th>
                <th title="Committed on the car’s disk">On disk</th>
                <th title="Stored trackside, each once">Stored</th>
                <th title="By the factory">Confirmed</th>
                <th title="On disk, not confirmed">Open</th>
                <th class="left bar-head" />
              </tr>
            </thead>
            <tbody>
              {cars.map(({ car, buffered, confirmed, stored }) => (
                <tr key={car}>
                  <td class="left">
                    <b>{entries.get(car)?.number}</b> {entries.get(car)?.driver.split(' ').at(-1) ?? car}
                  </td>
                  <td>{count(buffered)}</td>
                  <td>{count(stored)}</td>
                  <td>{count(confirmed)}</td>
                  <td class={buffered > confirmed ? '' : 'muted'}>{count(buffered - confirmed)}</td>
                  <td class="bar">
                    <meter min={0} max={most} value={buffered - confirmed} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
