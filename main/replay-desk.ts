import type { DeskListener } from './desk-listener.ts';
import type { ParsedParams } from '../common/contract.ts';
import type { TrackView } from '../common/race-view.ts';
import { LapwingError } from '../common/errors.ts';
import type { ReplayTimeline, ReplayView } from '../common/replay.ts';
import type { LapStore } from './trackside/laps/lap-store.ts';
import { drivenTrack } from './trackside/driven-track.ts';
import { RaceTracks } from './trackside/race-tracks.ts';
import { Replay } from './trackside/replay/replay.ts';

/** Which screen follows which replay. A replay lasts for as long as somebody follows it. */
export class ReplayDesk {
  private readonly store: LapStore;
  private readonly tell: DeskListener['event'];
  private readonly byClient = new Map<string, Replay>();
  /** Those that are followed together, by race. */
  private readonly shared = new Map<string, Replay>();
  private readonly tracks: RaceTracks;
  private last = 0;

  constructor(store: LapStore, tell: DeskListener['event']) {
    this.store = store;
    this.tell = tell;
    this.tracks = new RaceTracks(store.db);
  }

  /** Undefined for a client that sees the live race. */
  of(client: string): Replay | undefined {
    return this.byClient.get(client);
  }

  /** Whether somebody is being shown this race. */
  shows(race_id: string): boolean {
    return [...this.byClient.values()].some((replay) => replay.now.race_id === race_id);
  }

  /** Throws LapwingError E_NO_RACE, E_RACE_RUNNING, E_NO_LAP or E_DB_CORRUPT; the client then sees what it saw before. */
  open(client: string, { race_id, racetime, playing, speed, together }: ParsedParams<'replay.open'>): ReplayView {
    const replay = (together && this.shared.get(race_id)) || this.begin(race_id, { racetime, playing, speed, together });
    this.follow(client, replay);
    return replay.now;
  }

  private begin(race_id: string, how: { racetime: number | undefined; playing: boolean; speed: number; together: boolean }): Replay {
    const replay = new Replay({ store: this.store, race_id, number: ++this.last, ...how, tell: (clients, name, payload) => this.tell(name, payload, clients) });
    if (how.together) this.shared.set(race_id, replay);
    return replay;
  }

  private follow(client: string, replay: Replay): void {
    if (this.byClient.get(client) === replay) return;
    this.close(client);
    this.byClient.set(client, replay);
    replay.join(client);
  }

  set(client: string, { playing, speed, together }: ParsedParams<'replay.set'>): ReplayView {
    const replay = this.following(client);
    if (together !== undefined) this.setTogether(client, replay, together);
    const now = this.following(client);
    if (speed !== undefined) now.setSpeed(speed);
    if (playing === true) now.play();
    if (playing === false) now.pause();
    return now.now;
  }

  /** Together: to the clock of the others on this race, or lends them this one. Alone: to a clock of its own that stands where theirs does. */
  private setTogether(client: string, replay: Replay, together: boolean): void {
    const { race_id, racetime, playing, speed, together: before } = replay.now;
    if (before === together) return;
    const others = together ? this.shared.get(race_id) : undefined;
    this.follow(client, others ?? this.begin(race_id, { racetime, playing, speed, together }));
  }

  seek(client: string, to: ParsedParams<'replay.seek'>): ReplayView {
    const replay = this.following(client);
    replay.seek(to);
    return replay.now;
  }

  step(client: string, by: ParsedParams<'replay.step'>): ReplayView {
    const replay = this.following(client);
    replay.step(by);
    return replay.now;
  }

  timeline(client: string): ReplayTimeline {
    return this.following(client).race.timeline;
  }

  /** The circuit of the race that the client replays, if it is called `name` and was kept. */
  trackOf(client: string, name: string): TrackView | undefined {
    const replay = this.byClient.get(client);
    const track = replay && this.tracks.of(replay.race.race_id);
    return track?.name === name ? track : undefined;
  }

  /** A circuit that came from a file, as it was kept with a race, or else as a lap was driven on it. */
  storedTrack(name: string): TrackView | undefined {
    return this.tracks.named(name) ?? drivenTrack(this.store.db, name);
  }

  private following(client: string): Replay {
    const replay = this.byClient.get(client);
    if (replay) return replay;
    throw new LapwingError('E_NO_REPLAY', 'This screen replays no race. Choose one on the Laps screen and press “Replay”.');
  }

  /** The client sees the live race again. */
  close(client: string): void {
    const replay = this.byClient.get(client);
    if (!replay) return;
    this.byClient.delete(client);
    replay.leave(client);
    if (replay.followers.size > 0) return;
    replay.close();
    if (this.shared.get(replay.race.race_id) === replay) this.shared.delete(replay.race.race_id);
  }

  closeAll(): void {
    for (const client of [...this.byClient.keys()]) this.close(client);
  }
}
