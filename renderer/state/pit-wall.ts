import { batch, computed, effect, signal } from '@preact/signals';
import type {
  Connection,
  EventPayload,
  RaceView,
  TrackView,
  WorkstationView,
} from '../../common/contract.ts';
import type { LinkView } from '../../common/link-view.ts';
import { LiveFeed } from '../live/live-feed.ts';
import { DEFAULT_STRIPS } from '../live/strips.ts';
import { LapChoice } from './lap-choice.ts';
import { LinkHistory } from './link-history.ts';
import { MessageLog } from './message-log.ts';
import { Notices } from './notices.ts';
import { Picks } from './picks.ts';
import { SectorBests } from './sector-bests.ts';
import { StripChoice } from './strip-choice.ts';

type Standings = EventPayload<'standings'>;

/** What every screen shows of the workstation, kept up to date by its events and fetched anew when it comes back. */
export class PitWall {
  readonly connection: Connection;
  readonly host = signal<'connecting' | 'connected' | 'lost'>('connecting');
  readonly workstation = signal<WorkstationView | null>(null);
  /** Undefined until the workstation has said; null when no race has been started. */
  readonly race = signal<RaceView | null | undefined>(undefined);
  readonly standings = signal<Standings | null>(null);
  readonly link = signal<LinkView | null>(null);
  readonly track = signal<TrackView | null>(null);
  readonly linkHistory = new LinkHistory();
  readonly picks = new Picks();
  readonly notices = new Notices();
  readonly strips = new StripChoice(localStorage, DEFAULT_STRIPS);
  readonly lapChoice = new LapChoice();
  readonly sectorBests = new SectorBests();
  readonly messages = new MessageLog();
  readonly live: LiveFeed;
  readonly raceId = computed(() => this.race.value?.race_id ?? null);
  readonly #trackName = computed(() => this.race.value?.track ?? null);
  #pickedFor: string | null = null;

  constructor(connection: Connection) {
    this.connection = connection;
    this.live = new LiveFeed(connection);
    connection.onState((state) => {
      this.host.value = state;
      if (state === 'connected') void this.#fetch();
    });
    connection.on('race', (race) => this.#setRace(race));
    connection.on('standings', (standings) => this.#setStandings(standings));
    connection.on('link', (link) => this.#setLink(link));
    connection.on('lap', (lap) => {
      if (lap.race_id === this.raceId.value) this.sectorBests.addLap(lap);
    });
    connection.on('messages', ({ race_id, messages }) => {
      if (race_id === this.raceId.value) this.messages.add(messages);
    });
    connection.on('notice', ({ level, text }) => this.notices.add(level, text));
    effect(() => {
      const name = this.#trackName.value;
      if (name) void this.#fetchTrack(name);
    });
  }

  /** Asks for something; a failure becomes a notice and `undefined`. */
  async attempt<T>(asking: Promise<T>): Promise<T | undefined> {
    try {
      return await asking;
    } catch (error) {
      this.notices.add('error', error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  async #fetch(): Promise<void> {
    const { connection } = this;
    const answers = await this.attempt(
      Promise.all([
        connection.request('workstation', {}),
        connection.request('race.current', {}),
        connection.request('standings.current', {}),
        connection.request('link', {}),
      ]),
    );
    if (!answers) return;
    const [workstation, race, standings, link] = answers;
    batch(() => {
      this.workstation.value = workstation;
      this.#setRace(race);
      if (standings) this.#setStandings(standings);
      this.#setLink(link);
    });
    if (race) void this.#fetchMessages(race.race_id);
  }

  async #fetchTrack(name: string): Promise<void> {
    const track = await this.attempt(this.connection.request('track', { name }));
    if (track && name === this.#trackName.value) this.track.value = track;
  }

  async #fetchSectorBests(race_id: string): Promise<void> {
    const laps = await this.attempt(this.connection.request('laps.list', { race_id }));
    if (race_id !== this.raceId.value) return;
    for (const lap of laps ?? []) this.sectorBests.addLap(lap);
  }

  /** What the answer holds is all that has been said before it came. */
  async #fetchMessages(race_id: string): Promise<void> {
    const messages = await this.attempt(this.connection.request('messages.list', { race_id }));
    if (messages && race_id === this.raceId.value) this.messages.replace(messages);
  }

  #setRace(race: RaceView | null): void {
    const before = this.raceId.value;
    const another = race?.race_id !== this.race.value?.race_id;
    batch(() => {
      if (another) {
        this.standings.value = null;
        this.sectorBests.clear();
        this.messages.replace([]);
      }
      this.race.value = race;
    });
    if (another && before !== null) this.live.startAfresh();
    if (another && race) void this.#fetchSectorBests(race.race_id);
  }

  #setStandings(standings: Standings): void {
    for (const { car, sectors } of standings.rows) this.sectorBests.add(car, sectors);
    this.standings.value = standings;
    const race = this.raceId.value;
    if (race === null || race === this.#pickedFor || standings.rows.length === 0) return;
    this.#pickedFor = race;
    const cars = new Set(standings.rows.map((row) => row.car));
    const kept = this.picks.list.value.map((pick) => pick.car).filter((car) => cars.has(car));
    this.picks.set(kept.length > 0 ? kept : standings.rows.slice(0, 2).map((row) => row.car));
  }

  #setLink(link: LinkView): void {
    this.linkHistory.add(link, Date.now() / 1000);
    this.link.value = link;
  }
}
