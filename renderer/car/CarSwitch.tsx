import { usePitWall } from '../state/context.ts';

/** Which of the followed cars is looked at: the one picked last, until another is chosen here. */
export function CarSwitch() {
  const pitWall = usePitWall();
  const { picks } = pitWall;
  const numbers = new Map(pitWall.race.value?.cars.map(({ car, number, driver }) => [car, { number, driver }]));
  return (
    <span class="choice car-switch" role="group" aria-label="Car">
      {picks.list.value.map(({ car, colour }) => (
        <button
          key={car}
          type="button"
          title={numbers.get(car)?.driver}
          aria-pressed={car === picks.focus.value}
          data-testid={`car-${car}`}
          onClick={() => picks.lookAt(car)}
        >
          <i class={`swatch fill-${colour + 1}`} />
          {numbers.get(car)?.number ?? car}
        </button>
      ))}
    </span>
  );
}
