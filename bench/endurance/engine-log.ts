import type { EventName, EventPayload } from '../../common/contract.ts';
import { decodeLivePacket } from '../../common/live-packet.ts';
import type { Session, Workstation } from '../../main/session.ts';
import type { ShownFigures, ShownRow } from './shown-figures.ts';

/** So much of the past is held against what a screen shows, ms. */
const KEPT_MS = 5000;
/** Channels that the panel of values shows, the factor to its unit, and its digits. */
const VALUES: readonly (readonly [channel: string, scale: number, digits: number])[] = [['Speed', 3.6, 0], ['RPM', 1, 0], ['Fuel', 1, 1]];

type Rows = EventPayload<'standings'>['rows'];

interface Said<T> {
  at: number;
  what: T;
}

interface Sample {
  at: number;
  car: string;
  values: readonly number[];
}

/** What the workstation said and sent over the last seconds, to hold the figures on a screen against. */
export class EngineLog {
  readonly session: Session;
  readonly #standings: Said<Rows>[] = [];
  readonly #links: Said<EventPayload<'link'>>[] = [];
  readonly #samples: Sample[] = [];

  constructor(workstation: Workstation) {
    this.session = workstation.open({
      event: (name: EventName, payload: unknown) => {
        const at = Date.now();
        if (name === 'standings') this.#standings.push({ at, what: (payload as EventPayload<'standings'>).rows });
        if (name === 'link') this.#links.push({ at, what: payload as EventPayload<'link'> });
        drop(this.#standings);
        drop(this.#links);
      },
      live: (packet) => this.#take(packet),
    });
  }

  /** Listens to samples of all cars. */
  async follow(): Promise<void> {
    await this.session.request('live.subscribe', { subscription: 1, cars: [], channels: VALUES.map(([channel]) => channel), past: 5 });
  }

  #take(packet: Uint8Array): void {
    for (const { car, racetime, columns } of decodeLivePacket(packet).cars) {
      for (let i = 0; i < racetime.length; i++) this.#samples.push({ at: Date.now(), car, values: columns.map((column) => column[i]!) });
    }
    drop(this.#samples);
    void this.session.request('live.credit', { subscription: 1 });
  }

  /** What of the figures on a screen the workstation has not said in the last seconds. */
  wrong({ rows, status, values }: ShownFigures): string[] {
    const wrong: string[] = [];
    if (!this.#standings.some(({ what }) => sameRows(rows, what))) wrong.push(`timing tower: ${JSON.stringify(rows.slice(0, 3))} …`);
    if (!this.#links.some(({ what: { frames } }) => status.join() === [frames.buffered, frames.confirmed, frames.gaps.length, frames.duplicates].join())) {
      wrong.push(`status line: ${status.join(' ')}`);
    }
    for (const { channel, car, text } of values) {
      const at = VALUES.findIndex(([name]) => name === channel);
      if (at < 0 || text === '–') continue;
      const [, scale, digits] = VALUES[at]!;
      const shown = Number(text.replace('\u2212', '-'));
      if (!this.#samples.some((sample) => sample.car === car && Math.abs(sample.values[at]! * scale - shown) < 0.51 * 10 ** -digits)) wrong.push(`${channel} of ${car}: ${text}`);
    }
    return wrong;
  }
}

/** What is older leaves; the last word holds until there is another. */
function drop(list: { at: number }[]): void {
  const from = list.findIndex(({ at }) => at > Date.now() - KEPT_MS);
  list.splice(0, from < 0 ? Math.max(0, list.length - 1) : Math.max(0, from - 1));
}

const near = (shown: number | null, said: number | null): boolean => (shown === null || said === null ? shown === said : Math.abs(shown - said) < 0.0006);

function sameRows(shown: readonly ShownRow[], said: Rows): boolean {
  return (
    shown.length === said.length &&
    shown.every((row, i) => {
      const { car, position, last, best, stops } = said[i]!;
      return row.car === car && row.position === position && near(row.last, last) && near(row.best, best) && row.stops === stops;
    })
  );
}
