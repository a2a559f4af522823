import type { BrakeCircuit } from './car-spec.ts';

/** K between two entries of a friction table. */
const STEP = 10;

/** What a disc is made of. */
export class BrakeMaterial {
  /** J/kgK at 0 °C and for each K. */
  readonly heat: number = 0;
  readonly heatRise: number = 0;
  /** K above the air that its ducts are laid out for. */
  readonly goal: number = 0;
  /** °C that it does not outlast. */
  readonly hottest: number = 0;
  private readonly table: Float64Array;

  /** `friction` holds [°C, factor on the pad's friction] from 0 °C, rising; linear between. */
  constructor(heat: number, heatRise: number, goal: number, hottest: number, friction: readonly (readonly [number, number])[]) {
    this.heat = heat;
    this.heatRise = heatRise;
    this.goal = goal;
    this.hottest = hottest;
    this.table = new Float64Array(hottest / STEP + 2);
    let next = 1;
    for (let i = 0; i < this.table.length; i++) {
      const temperature = Math.min(hottest, i * STEP);
      while (next < friction.length - 1 && friction[next]![0] < temperature) next++;
      const [t0, f0] = friction[next - 1]!;
      const [t1, f1] = friction[next]!;
      this.table[i] = f0 + ((f1 - f0) * (temperature - t0)) / (t1 - t0);
    }
  }

  /** Factor on the pad's friction at a temperature, °C. */
  fade(temperature: number): number {
    const u = (temperature < 0 ? 0 : temperature > this.hottest ? this.hottest : temperature) / STEP;
    const i = u | 0;
    const low = this.table[i]!;
    return low + (this.table[i + 1]! - low) * (u - i);
  }
}

/** Figures of our own after makers' curves: carbon bites from 400 °C and burns away past 1000, iron is at home from 150 to 550 and fades past 650. */
export const BRAKE_MATERIALS: Readonly<Record<BrakeCircuit['material'], BrakeMaterial>> = {
  carbon: new BrakeMaterial(700, 1.15, 850, 2000, [
    [0, 0.72], [120, 0.9], [250, 0.985], [400, 1], [900, 1], [1050, 0.98], [1300, 0.86], [2000, 0.5],
  ]),
  iron: new BrakeMaterial(450, 0.35, 400, 1150, [
    [0, 0.88], [80, 0.96], [150, 0.99], [250, 1], [550, 1], [650, 0.985], [850, 0.87], [1150, 0.55],
  ]),
};
