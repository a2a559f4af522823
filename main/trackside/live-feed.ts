import type { CarDeclaration } from '../../common/car-declaration.ts';
import type { FrameBody } from '../../common/frame-body.ts';
import { LivePackets } from './live-packets.ts';
import { LiveRing } from './live-ring.ts';

/** Past that a late screen can ask for, s: the longest window of the charts, and a moment for the asking. */
const PAST = 125;
const LARGEST_RING = 60_000;
/** Of what the live lane brings ahead of the record, s: the record brings all of it once more. */
const AHEAD = 30;

/** What is held of one car. */
interface CarRings {
  record: LiveRing;
  /** What the live lane brought beyond it, with holes; until the record has caught up. */
  ahead: LiveRing | undefined;
  before(channel: string): number;
  until(): number;
}

/** The newest samples of the race that is on. After an outage the newest come first, and the past behind them. */
export class LiveFeed {
  private readonly rings = new Map<string, CarRings>();
  readonly packets = new LivePackets(this.rings, () => this.newest());
  private race: string | undefined;

  /** Shows this race from now on; what was shown before is forgotten. */
  begin(race: string): void {
    this.race = race;
    this.rings.clear();
    this.packets.begin();
  }

  push(race: string, car: string, body: FrameBody, declaration: CarDeclaration): void {
    if (race !== this.race || body.count === 0) return;
    const rings = this.ringsOf(car, declaration);
    rings.record.push(body);
    if (rings.ahead && rings.record.newest >= rings.ahead.newest) rings.ahead = undefined;
    this.packets.schedule();
  }

  /** A frame of the live lane; what is not newer than all there is of its car is left out. */
  pushAhead(race: string, car: string, body: FrameBody, declaration: CarDeclaration): void {
    if (race !== this.race || body.count === 0) return;
    const rings = this.ringsOf(car, declaration);
    if (body.racetime <= Math.max(rings.record.newest, rings.ahead?.newest ?? -Infinity)) return;
    rings.ahead ??= new LiveRing(declaration, AHEAD, LARGEST_RING);
    rings.ahead.push(body);
    this.packets.schedule();
  }

  private ringsOf(car: string, declaration: CarDeclaration): CarRings {
    const known = this.rings.get(car);
    if (known) return known;
    const record = new LiveRing(declaration, PAST, LARGEST_RING);
    const rings: CarRings = { record, ahead: undefined, before: (channel) => record.last(channel), until: () => record.newest };
    this.rings.set(car, rings);
    return rings;
  }

  private newest(): number {
    let newest = 0;
    for (const { record, ahead } of this.rings.values()) newest = Math.max(newest, record.newest, ahead?.newest ?? 0);
    return newest;
  }
}
