import type { SealedFrame } from '../../common/frame.ts';
import { timingEvent, type TimingEvent } from '../../common/timing.ts';
import type { FrameLedger } from '../stream/frame-ledger.ts';
import { deadFrame, readFrames, type DeadLetter } from '../stream/frame-reader.ts';
import type { StreamRecord } from '../stream/stream.ts';
import type { LapStore } from './laps/lap-store.ts';
import { StandingsStore } from './standings-store.ts';

/** The name under which the timing loops send: a source like a car, with a buffer and numbers of its own. */
export const TIMING_SOURCE = 'timing';

export interface TimedEvent {
  race: string;
  event: TimingEvent;
}

/** Throws TypeError for bytes that are no text, instead of putting something in their place. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

interface Unreadable {
  frame: SealedFrame;
  reason: string;
}

export function encodeTiming(event: TimingEvent): Uint8Array {
  return Buffer.from(JSON.stringify(event));
}

/** Stores what race control and the timing loops say: each event once, in order. */
export class TimingIntake {
  private readonly ledger: FrameLedger;
  private readonly laps: LapStore;
  private readonly standings: StandingsStore;
  private readonly commit: (frames: readonly SealedFrame[]) => { news: TimedEvent[]; unreadable: Unreadable[] };

  /** `ledger` is the one of the lap store's file, shared with ingest. */
  constructor(laps: LapStore, ledger: FrameLedger) {
    this.laps = laps;
    this.ledger = ledger;
    this.standings = new StandingsStore(laps.db);
    this.commit = laps.db.transaction((frames: readonly SealedFrame[]) => {
      const news: TimedEvent[] = [];
      const unreadable: Unreadable[] = [];
      for (const frame of frames) this.ledger.admit(frame, (next) => this.accept(next, news, unreadable));
      this.ledger.write();
      return { news, unreadable };
    }).immediate;
  }

  /** Stores a batch of one partition. What cannot be read is returned for the dead-letter topic. */
  take(records: readonly StreamRecord[]): { news: TimedEvent[]; dead: DeadLetter[] } {
    const { frames, dead, sourceOf } = readFrames(records);
    try {
      const { news, unreadable } = this.commit(frames);
      dead.push(...unreadable.map(({ frame, reason }) => deadFrame(sourceOf(frame), frame, reason)));
      return { news, dead };
    } catch (error) {
      this.ledger.reload();
      this.standings.forget();
      throw error;
    }
  }

  private accept(frame: SealedFrame, news: TimedEvent[], unreadable: Unreadable[]): void {
    let said: unknown;
    try {
      said = JSON.parse(UTF8.decode(frame.body));
    } catch (error) {
      unreadable.push({ frame, reason: (error as Error).message });
      return;
    }
    const parsed = timingEvent.safeParse(said);
    // An event of a kind that a newer Lapwing added: its place in the order counts, its content does not.
    if (!parsed.success) return;
    const event = parsed.data;
    if (event.type === 'started') this.laps.raceStarted(frame.race, event);
    if (event.type === 'finished') this.laps.raceFinished(frame.race, event.results);
    if (event.type === 'standings') this.standings.insert(frame.race, event);
    else this.laps.insertEvent(frame.race, frame.seq, event);
    news.push({ race: frame.race, event });
  }
}
