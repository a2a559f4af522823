import { FieldRace } from '../../../../sim/strategy/field-race.ts';
import type { FieldSpec } from '../../../../sim/strategy/field-spec.ts';
import { Field } from '../../../../sim/strategy/field.ts';
import type { DrivenLap, DrivenRace } from '../../../../sim/strategy/fit/driven-race.ts';
import { Luck } from '../../../../sim/strategy/luck.ts';
import { referenceOf, setEvents, timeEvents } from '../../../../sim/strategy/schedule.ts';

/** Laps of one random race of a field, as its timing would have told them; null where the race does not count. */
export function simulatedLaps(spec: FieldSpec, seed: number, events: boolean): DrivenRace | null {
  const field = new Field(spec);
  const { count, laps, firstStint, stintFrom, stintAge } = field;
  const race = new FieldRace(field);
  const luck = new Luck(spec, { noise: true, events, seed }, Math.max(...spec.cars.map(({ stints }) => stints.length)));
  const reference = referenceOf(field);
  setEvents(race, reference);
  luck.draw(0, 0);
  race.noise = luck.noise;
  spec.cars.forEach((car, c) => {
    for (let k = 1; k < car.stints.length; k++) race.standing[firstStint[c]! + k] = spec.fastestChange + luck.slowerChange[k * count + c]!;
  });
  if (luck.lottery) {
    race.retireAt.set(luck.lottery.retireAt);
    race.retiring = luck.lottery.retirements;
    race.retireInSeconds = false;
    race.phases = luck.lottery.phases;
    timeEvents(race, reference);
  }
  const fuelAt = Float64Array.from(field.greenFuel);
  race.wall = ({ offTable, fuel }, lap) => {
    for (let c = 0; c < count && lap < laps; c++) if (offTable[c] === 1) fuelAt[lap * count + c] = fuel[c]!;
  };
  if (race.run() !== 0) return null;
  const driven = spec.cars.flatMap(({ id, stints }, c): DrivenLap[] => {
    const own: DrivenLap[] = [];
    for (let lap = 1; lap <= laps; lap++) {
      const start = race.times[(lap - 1) * count + c]!;
      const time = race.times[lap * count + c]! - start;
      if (Number.isNaN(time)) break;
      const on = stints.findLastIndex(({ from }) => from < lap);
      const { from, compound } = stints[on]!;
      const out = on > 0 && from === lap - 1;
      own.push({
        ...{ car: id, lap, start, time, out, in: stints[on + 1]?.from === lap, compound },
        age: stintAge[firstStint[c]! + on]! + lap - 1 - stintFrom[firstStint[c]! + on]!,
        fuel: fuelAt[(lap - 1) * count + c]!,
        disturbed: false,
        standing: out ? race.standing[firstStint[c]! + on]! : null,
      });
    }
    return own;
  });
  const { phases } = race;
  const slow = Array.from({ length: phases.count }, (_, i) => ({
    start: phases.startTime[i]!,
    end: phases.endTime[i]!,
    why: phases.safetyCar[i] === 1 ? ('safety-car' as const) : ('vsc' as const),
  }));
  return { laps, driven, slow };
}
