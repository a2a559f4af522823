import { type Car, NO_CAP } from '../car/car.ts';
import { collide } from '../car/collision.ts';
import { CAR_LENGTH } from '../constants.ts';
import type { Track } from '../track/track.ts';
import { GivingWay } from './giving-way.ts';
import { getsAway, isLapping, staysBehind } from './lapping.ts';
import { shelter } from './shelter.ts';

/** Longer than any car, m. */
const LONGEST_CAR = 7;
/** How far ahead a driver looks, m. */
const SIGHT = 90;
/** Cars whose centres are closer than this across the track are in each other's way, m. */
const IN_WAY = 2.2;
/** Centre to centre of cars side by side, m. */
const ROOM = 2.8;
/** Way along the track within which two cars count as side by side, m. */
const BESIDE = 7.5;
/** How hard a driver who catches another counts on slowing down to his speed, m/s², and m/s of surplus for each m of room. */
const CATCH_BRAKE = 4.5;
const CATCH_GAIN = 1.2;
/** Room between two cars: m and s behind one that is followed, m behind one that is about to be passed. */
const ROOM_BEHIND = 2.2;
const TIME_BEHIND = 0.18;
const CLOSE = 1.2;
/** s before the next bend at which an attacker who will not get alongside drops back. */
const ATTACK_ENDS = 1;
/** s before the next bend from which a faster car leaves room for braking, and s that braking takes. */
const BEND_NEAR = 2;
const BRAKE_TIME = 1.1;
/** An attacker stays in the tow until the gap is this, m, and so many seconds of the difference in speed. */
const PULL_OUT_GAP = 3;
const PULL_OUT_TIME = 1.3;
/** Straight that is needed to begin to pass, m. */
const PASS_ROOM = 140;
/** s behind a lapped car from which it is shown the blue flag. */
const BLUE_TIME = 1.2;
/** Within so many m who must not pass falls in line, wherever across the road he is. */
const FALLS_IN = 25;
/** From so far behind, m, who laps keeps to the side of the road that a lapped car leaves. */
const LEFT_ROOM = 40;
/** The same as `ROOM` for two of which one is being lapped. */
const LAP_ROOM = 4.2;
/** m that a car may come back towards the other in one look while it gives way or is let by. */
const SLACK = 0.05;
/** m that a car moves over to defend, from an attacker so near behind, on so much straight; m of air up to which one is not alongside yet. */
const DEFEND = 1.7;
const DEFEND_FROM = 32;
const DEFEND_ROOM = 90;
const ALONGSIDE = 3;
/** Farther aside than any road is wide, m. */
const NOWHERE = 1000;
/** From the lights, drivers keep to their column of the grid up to so far past the line, and fall in line from here on, m. */
const LAUNCH_WAY = 250;
const FILE_FROM = 120;

/** What drivers do about the cars around them: follow, tow, pass, keep apart, give way. */
export class Traffic {
  private readonly track: Track;
  private readonly cars: readonly Car[];
  /** Cars by their place on the lap, the one farthest along first, and their offsets from the centre line. */
  private readonly around: Int32Array;
  private readonly offsets: Float64Array;
  private readonly edge: number = 0;
  /** Side of the inside of the next bend, by entry of the track's tables. */
  private readonly inside: Int8Array;
  private readonly giving: GivingWay;
  /** Offsets between which the car that is looked at has room beside who gives way to it, m. */
  private freeLow = 0;
  private freeHigh = 0;

  constructor(track: Track, cars: readonly Car[]) {
    this.track = track;
    this.cars = cars;
    this.around = Int32Array.from(cars, (car) => car.index);
    this.offsets = new Float64Array(cars.length);
    this.edge = track.width / 2 - 1.3;
    this.inside = insideOfNext(track);
    this.giving = new GivingWay(track, cars.length);
  }

  /** Sets cap, tow and drift target of every car that races. */
  look(): void {
    this.sort();
    const { cars, around } = this;
    const n = cars.length;
    this.measure();
    this.touch();
    for (let k = 0; k < n; k++) {
      const car = cars[k]!;
      this.offsets[k] = car.offset;
      car.cap = NO_CAP;
      car.towDrag = 1;
      car.dirtyAir = 1;
      this.giving.note(car);
      car.blue = -1;
    }
    for (let k = 0; k < n; k++) {
      const car = cars[around[k]!]!;
      if (!car.running || car.whereabouts === 'box') continue;
      if (car.whereabouts === 'track') this.race(car, k);
      else this.queue(car, k);
    }
  }

  /** Ways to the next running cars in front and behind. */
  private measure(): void {
    const { cars, around } = this;
    const { length } = this.track;
    let last = -1;
    let first = -1;
    for (let k = 0; k < around.length; k++) {
      const car = cars[around[k]!]!;
      car.wayAhead = 0;
      car.wayBehind = 0;
      if (!car.running) continue;
      if (last < 0) first = around[k]!;
      else {
        const front = cars[last]!;
        front.wayBehind = front.distance - car.distance;
        car.wayAhead = front.wayBehind;
      }
      last = around[k]!;
    }
    if (first === last) return;
    const across = cars[first]!.distance - cars[last]!.distance;
    cars[first]!.wayAhead = length - across;
    cars[last]!.wayBehind = length - across;
  }

  /** Contacts of cars next to each other on the road. */
  private touch(): void {
    const { cars, around } = this;
    const n = cars.length;
    for (let k = 0; k < n; k++) {
      const rear = cars[around[k]!]!;
      if (!rear.running || rear.whereabouts === 'box') continue;
      for (let step = 1; step < n; step++) {
        const front = cars[around[(k + n - step) % n]!]!;
        const gap = this.ahead(rear, front);
        if (gap < 0 || gap > LONGEST_CAR) break;
        if (front.running && front.whereabouts !== 'box') collide(rear, front, gap);
      }
    }
  }

  /** Insertion sort: the order hardly changes between two looks. */
  private sort(): void {
    const { around, cars } = this;
    for (let k = 1; k < around.length; k++) {
      const index = around[k]!;
      const distance = cars[index]!.distance;
      let to = k;
      while (to > 0 && cars[around[to - 1]!]!.distance < distance) {
        around[to] = around[to - 1]!;
        to--;
      }
      around[to] = index;
    }
  }

  /** Way from `car` forward to `other`, m, in [-half a lap, half a lap). */
  private ahead(car: Car, other: Car): number {
    const { length } = this.track;
    const way = other.distance - car.distance;
    return way >= length / 2 ? way - length : way < -length / 2 ? way + length : way;
  }

  private race(car: Car, k: number): void {
    const { cars, around, offsets, track, giving } = this;
    const n = cars.length;
    const clear = track.at(track.line.clear, car.distance);
    const own = offsets[car.index]!;
    const line = track.at(track.line.offset, Math.min(car.distance, track.length));
    const filing = car.lap === 1 && car.distance > FILE_FROM && car.distance < track.corners[0]!.from;
    let goal = this.launching(car) ? track.gridOffset(car.slot) : line;
    let best = CAR_LENGTH + SIGHT;
    let front = -1;
    this.freeLow = -NOWHERE;
    this.freeHigh = NOWHERE;
    this.giveWay(car, cars[around[(k + n - 1) % n]!]!);
    for (let step = 1; step < n; step++) {
      const other = cars[around[(k + n - step) % n]!]!;
      const gap = this.ahead(car, other);
      if (gap < 0 || gap > SIGHT) break;
      if (!other.running || other.whereabouts !== 'track') continue;
      const apart = Math.abs(own - offsets[other.index]!);
      const letsBy = this.letsBy(other, car);
      const pullingOut = (letsBy || car.passing === other.index) && apart > 0.8 && gap > CAR_LENGTH + 2;
      const held = !car.mayPass && !other.stricken && !car.stricken;
      shelter(car, other, gap, apart);
      if (letsBy && gap < LEFT_ROOM) this.useRoom(other);
      const waits = gap < FALLS_IN && (this.isAside(other, gap) || staysBehind(car, other, this.track));
      if ((apart < IN_WAY && !pullingOut) || filing || held || waits) {
        this.follow(car, other, gap, clear);
        if (gap < best) {
          best = gap;
          front = other.index;
        }
      }
      if (this.showsBlue(car, other, gap)) other.blue = car.index;
    }
    this.decide(car, front, best, clear);
    if (car.passing < 0) goal += DEFEND * this.defends(car, k, clear);
    if (car.passing >= 0 && this.pullsOut(car, cars[car.passing]!)) goal = this.beside(car, goal);
    if (giving.side(car) !== 0) goal = giving.side(car) * this.edge;
    goal = Math.max(this.freeLow, Math.min(this.freeHigh, goal));
    car.driftTarget = this.keepApart(car, k, goal, clear) - line;
  }

  /** Whether `other`, `gap` m ahead, is to be shown the blue flag for `car`: the nearest of those who are about to lap it. */
  private showsBlue(car: Car, other: Car, gap: number): boolean {
    if (other.stricken || gap - CAR_LENGTH > BLUE_TIME * car.speed || !isLapping(car, other) || getsAway(other, car)) return false;
    return other.blue < 0 || gap < this.ahead(this.cars[other.blue]!, other);
  }

  /** Lets who laps `car` by where that can be done; `front` is who is next in front. */
  private giveWay(car: Car, front: Car): void {
    const whom = this.giving.whom(car);
    if (whom < 0) return;
    const lapper = this.cars[whom]!;
    this.giving.look(car, lapper, this.ahead(lapper, car), front, Math.abs(this.ahead(car, front)));
  }

  /** Whether `car` lets `other`, who laps it, by at the moment. */
  private letsBy(car: Car, other: Car): boolean {
    return this.giving.letsBy(car) && !this.giving.letsBy(other) && isLapping(other, car);
  }

  /** Whether `other`, `gap` m ahead, keeps aside without letting anybody by: there is no room for that where it is. */
  private isAside(other: Car, gap: number): boolean {
    return gap > CAR_LENGTH && this.giving.side(other) !== 0 && !this.giving.letsBy(other);
  }

  /** Keeps who laps `other` to the part of the road that it leaves; the nearest of several counts. */
  private useRoom(other: Car): void {
    if (this.freeLow > -NOWHERE || this.freeHigh < NOWHERE) return;
    const side = this.giving.side(other);
    const offset = this.offsets[other.index]!;
    if (side > 0) this.freeHigh = Math.min(this.edge, Math.max(offset, 0)) - LAP_ROOM;
    else this.freeLow = Math.max(-this.edge, Math.min(offset, 0)) + LAP_ROOM;
  }

  /** Offset at which a car passes another: on its own way where that leaves room. */
  private beside(car: Car, goal: number): number {
    const { passingSide } = car;
    const next = this.offsets[car.passing]! + passingSide * ROOM;
    if (!this.letsBy(this.cars[car.passing]!, car)) return next;
    return passingSide > 0 ? Math.max(goal, next) : Math.min(goal, next);
  }

  /** The side of the road that a car defends, 0 where it need not: the inside of the coming bend, while who attacks is not alongside yet. */
  private defends(car: Car, k: number, clear: number): number {
    if (clear < DEFEND_ROOM || this.giving.whom(car) >= 0) return 0;
    const { cars, around, track } = this;
    const other = cars[around[(k + 1) % cars.length]!]!;
    const gap = this.ahead(other, car);
    if (other.passing !== car.index || gap < CAR_LENGTH + ALONGSIDE || gap > DEFEND_FROM) return 0;
    return this.inside[Math.min(track.centre.count, Math.floor(car.distance / track.centre.step))]!;
  }

  private launching(car: Car): boolean {
    return car.lap === 0 || (car.lap === 1 && car.distance < LAUNCH_WAY);
  }

  private follow(car: Car, other: Car, gap: number, clear: number): void {
    const left = car.speed > 1 ? clear / car.speed : 0;
    const reaches = (car.speed - other.speed) * left > gap - CAR_LENGTH;
    const attacking = (car.passing === other.index || this.letsBy(other, car)) && (left > ATTACK_ENDS || (left > 0 && reaches));
    // Both will brake at the same place, and who arrives faster comes nearer while they do.
    const closing = left < BEND_NEAR && car.speed > other.speed ? BRAKE_TIME * (car.speed - other.speed) : 0;
    const wanted = (attacking ? CLOSE : ROOM_BEHIND + TIME_BEHIND * car.speed) + closing;
    const spare = gap - CAR_LENGTH - wanted;
    const pace = car.whereabouts === 'track' ? this.paceOf(car, other) : other.speed;
    const cap = spare > 0 ? pace + Math.min(CATCH_GAIN * spare, Math.sqrt(2 * CATCH_BRAKE * spare)) : pace + Math.max(0.8 * spare, -0.4 * pace - 1);
    if (cap < car.cap) car.cap = Math.max(0, cap);
  }

  /** How fast `other` was, or will be, where `car` is: both slow down and speed up at the same places, not times. */
  private paceOf(car: Car, other: Car): number {
    const { speed } = car.profile;
    return (other.speed * this.track.at(speed, car.distance)) / this.track.at(speed, other.distance);
  }

  private pullsOut(car: Car, other: Car): boolean {
    return this.ahead(car, other) < CAR_LENGTH + PULL_OUT_GAP + PULL_OUT_TIME * Math.max(0, car.speed - other.speed);
  }

  /** Begins and ends a pass. */
  private decide(car: Car, front: number, gap: number, clear: number): void {
    if (!car.mayPass || this.giving.side(car) !== 0) car.passing = -1;
    if (car.passing >= 0) {
      const way = this.ahead(car, this.cars[car.passing]!);
      const over = way < -BESIDE - 1 || way > 40 || !this.cars[car.passing]!.running;
      if (over || (clear < 20 && way > 3)) car.passing = -1;
      else if (way > CAR_LENGTH + ALONGSIDE) this.chooseSide(car, car.passing);
      return;
    }
    if (front < 0 || !car.mayPass || clear < PASS_ROOM || this.giving.side(car) !== 0 || this.launching(car)) return;
    const other = this.cars[front]!;
    if (gap - CAR_LENGTH > 2 + 0.25 * car.speed) return;
    const spare = car.speed - this.paceOf(car, other);
    if (staysBehind(car, other, this.track)) return;
    const faster = car.profile.lapTime < other.profile.lapTime - 0.03 && spare > -0.4;
    if (!faster && spare < 1.2) return;
    car.passing = front;
    this.chooseSide(car, front);
  }

  /** Where the other one leaves more room. */
  private chooseSide(car: Car, other: number): void {
    car.passingSide = this.offsets[other]! > 0 ? -1 : 1;
  }

  /** `goal`, an offset from the centre line, moved away from cars alongside and kept on the track. */
  private keepApart(car: Car, k: number, goal: number, clear: number): number {
    const { cars, around, offsets, edge } = this;
    const n = cars.length;
    let low = -edge;
    let high = edge;
    let alone = true;
    for (let way = -1; way <= 1; way += 2) {
      for (let step = 1; step < n; step++) {
        const other = cars[around[(k + n - way * step) % n]!]!;
        const gap = this.ahead(car, other);
        if (gap * way < 0 || gap * way > BESIDE) break;
        if (!other.running || other.whereabouts !== 'track') continue;
        alone = false;
        const across = offsets[car.index]! - offsets[other.index]!;
        const behind = gap > 0 || (gap === 0 && car.index > other.index);
        const letsBy = this.letsBy(other, car);
        const room = letsBy ? LAP_ROOM : ROOM;
        if (across > 0 || (across === 0 && behind)) low = Math.max(low, offsets[other.index]! + room);
        else high = Math.min(high, offsets[other.index]! - room);
        if (!letsBy && behind && (clear === 0 || Math.abs(across) < IN_WAY)) car.cap = Math.min(car.cap, Math.max(3, other.speed - 1.5));
      }
    }
    this.hold(car, alone ? -NOWHERE : low, alone ? NOWHERE : high);
    if (low > high) return Math.max(-edge, Math.min(edge, (low + high) / 2));
    return Math.max(low, Math.min(high, goal));
  }

  /**
   * Tells the hands between which offsets the car must stay. Who gives way, and who is let by, does not come back towards the
   * other, wherever the racing line goes.
   */
  private hold(car: Car, low: number, high: number): void {
    const { hands } = car.pilot;
    const own = this.offsets[car.index]!;
    const side = this.giving.side(car);
    const right = side > 0 ? Math.min(own - SLACK, this.edge) : Math.min(own - SLACK, this.freeLow);
    const left = side < 0 ? Math.max(own + SLACK, -this.edge) : Math.max(own + SLACK, this.freeHigh);
    hands.low = side > 0 || this.freeLow > -NOWHERE ? Math.max(low, right) : low;
    hands.high = side < 0 || this.freeHigh < NOWHERE ? Math.min(high, left) : high;
  }

  /** In the pit lane nobody passes; a car at its box stands aside. */
  private queue(car: Car, k: number): void {
    const { cars, around, offsets } = this;
    const n = cars.length;
    for (let step = 1; step < n; step++) {
      const other = cars[around[(k + n - step) % n]!]!;
      const gap = this.ahead(car, other);
      if (gap < 0 || gap > SIGHT) break;
      if (!other.running || other.whereabouts === 'track') continue;
      const sameBox = car.whereabouts === 'lane' && other.box === car.box;
      const aside = Math.abs(offsets[car.index]! - offsets[other.index]!) > IN_WAY;
      if ((other.whereabouts === 'box' || aside) && !sameBox) continue;
      this.follow(car, other, gap, 0);
    }
  }
}

/** For each entry of the tables the side of the bend that comes next, or that the entry is in. */
function insideOfNext(track: Track): Int8Array {
  const { count, step } = track.centre;
  const sides = new Int8Array(count + 1);
  let next = track.corners.length > 0 ? track.corners[0]!.side : 0;
  for (let i = count, k = track.corners.length - 1; i >= 0; i--) {
    while (k >= 0 && track.corners[k]!.to >= i * step) next = track.corners[k--]!.side;
    sides[i] = next;
  }
  return sides;
}
