import { batch, computed, effect, signal } from '@preact/signals';
import type { Connection, EventPayload, WorkstationView } from '../../common/contract.ts';
import type { RaceView, TrackView } from '../../common/race-view.ts';
import type { LinkView } from '../../common/link-view.ts';
import { CommandList } from '../commands/command-list.ts';
import { LiveFeed } from '../live/live-feed.ts';
import { LapChoice } from './lap-choice.ts';
import { ReplayControl } from '../replay/replay-control.ts';
import { LinkHistory } from './link-history.ts';
import { MathChannels } from './math-channels.ts';
import { MessageLog } from './message-log.ts';
import { Notices } from './notices.ts';
import { Picks } from './picks.ts';
import { SectorBests } from './sector-bests.ts';
import { StoredRaces } from './stored-races.ts';
import { shown } from '../shell/screens.ts';
import { FirstSteps } from '../first-steps/first-steps.ts';
import { Workspace } from '../workspace/workspace.ts';

type Standings = EventPayload<'standings'>;

/** What every screen shows of the workstation, kept up to date by its events and fetched anew when it comes back. */
export class PitWall {
  readonly connection: Connection;
  readonly host = signal<'connecting' | 'connected' | 'lost'>('connecting');
  readonly workstation = signal<WorkstationView | null>(null);
  /** The race that is shown, live or replayed. Undefined until the workstation has said; null when no race has been started. */
  readonly race = signal<RaceView | null | undefined>(undefined);
  /** The race that is on or was last, whatever is shown. */
  readonly liveRace = signal<RaceView | null | undefined>(undefined);
  readonly standings = signal<Standings | null>(null);
  readonly link = signal<LinkView | null>(null);
  readonly track = signal<TrackView | null>(null);
  readonly linkHistory = new LinkHistory();
  readonly picks = new Picks();
  readonly notices = new Notices();
  readonly math = new MathChannels(localStorage);
  readonly workspace = new Workspace({ memory: localStorage, shown, isMath: (name) => this.math.book.peek().has(name), complain: (line) => this.notices.tell('warning', line) });
  readonly firstSteps = new FirstSteps(localStorage);
  readonly lapChoice = new LapChoice(sessionStorage);
  readonly sectorBests = new SectorBests();
  readonly messages = new MessageLog();
  readonly commands = new CommandList(navigator.platform.startsWith('Mac'));
  readonly storedRaces = new StoredRaces(() => this.attempt(this.connection.request('races.list', {})));
  readonly live: LiveFeed;
  readonly replay: ReplayControl;
  readonly raceId = computed(() => this.race.value?.race_id ?? null);
  readonly #trackName = computed(() => this.race.value?.track ?? null);
  #pickedFor: string | null = null;

  constructor(connection: Connection) {
    this.connection = connection;
    this.live = new LiveFeed(connection);
    this.replay = new ReplayControl({
      connection,
      attempt: (asking) => this.attempt(asking),
      storage: sessionStorage,
      onBegin: () => {
        this.#startOver(this.replay.now(performance.now()));
        this.live.startAfresh();
      },
      onJump: () => this.#startOver(this.replay.now(performance.now())),
      onEnd: () => void this.#showLive(),
    });
    connection.onState((state) => {
      this.host.value = state;
      if (state === 'connected') void this.#fetch();
    });
    connection.on('race', (race) => {
      this.liveRace.value = race;
      if (!this.replay.view.value) this.#setRace(race);
    });
    connection.on('standings', (standings) => this.replay.view.value ?? this.#setStandings(standings));
    connection.on('replay.race', (race) => this.replay.view.value && this.#setRace(race));
    connection.on('replay.standings', (standings) => this.replay.view.value && this.#setStandings(standings));
    connection.on('link', (link) => this.#setLink(link));
    connection.on('lap', (lap) => {
      if (lap.race_id === this.raceId.value && !this.replay.view.value) this.sectorBests.addLap(lap);
    });
    connection.on('messages', ({ race_id, messages }) => {
      if (race_id === this.raceId.value && !this.replay.view.value) this.messages.add(messages);
    });
    connection.on('replay.messages', ({ messages }) => this.replay.view.value && this.messages.add(messages));
    connection.on('notice', ({ level, text }) => this.notices.tell(level, text));
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
      this.notices.answer('error', error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  async #fetch(): Promise<void> {
    const { connection } = this;
    await this.replay.resume();
    const answers = await this.attempt(Promise.all([connection.request('workstation', {}), connection.request('link', {})]));
    if (!answers) return;
    const [workstation, link] = answers;
    batch(() => {
      this.workstation.value = workstation;
      this.#setLink(link);
    });
    await this.#fetchLive();
  }

  /** The race that is on or was last; shown, unless another is replayed. */
  async #fetchLive(): Promise<void> {
    const { connection } = this;
    const answers = await this.attempt(Promise.all([connection.request('race.current', {}), connection.request('standings.current', {})]));
    if (!answers) return;
    const [race, standings] = answers;
    this.liveRace.value = race;
    if (this.replay.view.value) return;
    batch(() => {
      this.#setRace(race);
      if (standings) this.#setStandings(standings);
    });
    if (race) void this.#fetchMessages(race.race_id);
  }

  async #showLive(): Promise<void> {
    this.race.value = this.liveRace.value;
    this.#startOver(undefined);
    this.live.startAfresh();
    await this.#fetchLive();
  }

  /** Nothing of what was shown is to be seen any longer. @param until race time of what is shown now, s; of a live race, undefined */
  #startOver(until: number | undefined): void {
    batch(() => {
      this.standings.value = null;
      this.sectorBests.clear();
      this.messages.replace([]);
    });
    const race_id = this.replay.view.value?.race_id ?? this.liveRace.value?.race_id;
    if (race_id !== undefined) void this.#fetchSectorBests(race_id, until);
  }

  async #fetchTrack(name: string): Promise<void> {
    const track = await this.attempt(this.connection.request('track', { name }));
    if (name === this.#trackName.value) this.track.value = track ?? null;
  }

  async #fetchSectorBests(race_id: string, until: number | undefined): Promise<void> {
    const jumps = this.replay.view.value?.jumps;
    const laps = await this.attempt(this.connection.request('laps.list', { race_id, until }));
    if (race_id !== this.raceId.value || jumps !== this.replay.view.value?.jumps) return;
    for (const lap of laps ?? []) this.sectorBests.addLap(lap);
  }

  /** What the answer holds is all that has been said before it came. */
  async #fetchMessages(race_id: string): Promise<void> {
    const messages = await this.attempt(this.connection.request('messages.list', { race_id }));
    if (messages && race_id === this.raceId.value) this.messages.replace(messages);
  }

  #setRace(race: RaceView | null): void {
    const before = this.race.value;
    this.race.value = race;
    if (this.replay.view.value || race?.race_id === before?.race_id) return;
    this.#startOver(undefined);
    if (before) this.live.startAfresh();
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
