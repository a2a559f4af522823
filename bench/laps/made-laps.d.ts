import { type Channel } from '../../common/channels.ts';
import type { StoredLap } from '../../main/trackside/laps/lap-store.ts';
export interface MadeLap {
    race: string;
    car: number;
    lap: number;
    channels: readonly Channel[];
    /** s, whole. */
    seconds: number;
    /** Samples a second of every channel; without it each has its own rate, at most 100. */
    rate?: number;
    /** With what sensors of each kind add. */
    noise: boolean;
}
/** A made-up lap with the shape of real ones: corners and straights, sensor noise, counters that step, wear that creeps. The same for the same arguments. */
export declare function makeLap({ race, car, lap, channels, seconds, rate, noise }: MadeLap): StoredLap;
