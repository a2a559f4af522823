import { computed, signal } from '@preact/signals';

/** A line for the person. */
export interface Notice {
  id: number;
  level: 'info' | 'warning' | 'error';
  text: string;
  /** Unix time at which it was said last, ms. */
  at: number;
  /** How often it was said in a row. */
  count: number;
}

/** Lines that are shown at a time; the others are in the log. */
const SHOWN = 3;
/** Lines that the log keeps. */
const KEPT = 200;
/** ms that a line stays, whatever is in it, and for each of its characters; a slow reader takes 15 a second. */
const STAYS = { info: 3000, warning: 4000, error: 5000 } as const;
const PER_CHARACTER = 65;
/** ms that a line stays at least after somebody has pointed at it. */
const AFTER_HOLD = 2000;
/** ms for which the workstation's same line is not shown again: what is tried again and again is told once. */
const SILENT = 60_000;

/** ms that a line is shown. */
export function lifetime({ level, text }: Pick<Notice, 'level' | 'text'>): number {
  return STAYS[level] + PER_CHARACTER * text.length;
}

/** What the person is told: shown for a time in proportion to its length unless it is pointed at or closed, and kept in a log. */
export class Notices {
  /** Newest last. */
  readonly list = signal<readonly Notice[]>([]);
  /** All of them, newest first. */
  readonly log = signal<readonly Notice[]>([]);
  /** Whether the log is open. */
  readonly open = signal(false);
  /** Id of the newest that was there when the log was open last. */
  readonly #seen = signal(0);
  /** Warnings and errors since then, the worst of them first. */
  readonly unread = computed(() => {
    const fresh = this.log.value.filter(({ id, level }) => id > this.#seen.value && level !== 'info');
    return { count: fresh.length, worst: fresh.find(({ level }) => level === 'error')?.level ?? fresh[0]?.level ?? null };
  });
  #last = 0;
  /** Of each that is shown: when it goes, as `performance.now()` counts; and what takes it away, unless they are held. */
  readonly #ends = new Map<number, { at: number; timer: ReturnType<typeof setTimeout> | undefined }>();
  #heldAt: number | undefined;

  /** The answer to something that the person has done: shown even where the same line has just gone. */
  answer(level: Notice['level'], text: string): void {
    const shown = this.list.value.find((notice) => notice.text === text);
    if (shown) this.#take(shown.id);
    this.#show(this.#record(level, text));
  }

  /** What the workstation says by itself: a line that comes again and again is counted. */
  tell(level: Notice['level'], text: string): void {
    const before = this.log.value.find((notice) => notice.text === text);
    const again = before !== undefined && (this.#ends.has(before.id) || Date.now() - before.at < SILENT);
    const notice = this.#record(level, text);
    if (again) this.list.value = this.list.value.map((shown) => (shown.id === notice.id ? notice : shown));
    else this.#show(notice);
  }

  /** The same line as one that was said in the last minute, or is shown, is that one. */
  #record(level: Notice['level'], text: string): Notice {
    const before = this.log.value.find((notice) => notice.text === text && (this.#ends.has(notice.id) || Date.now() - notice.at < SILENT));
    const notice: Notice = { id: before?.id ?? ++this.#last, level, text, at: Date.now(), count: (before?.count ?? 0) + 1 };
    this.log.value = [notice, ...this.log.value.filter(({ id }) => id !== notice.id)].slice(0, KEPT);
    if (this.open.value) this.#seen.value = this.#last;
    return notice;
  }

  #show(notice: Notice): void {
    const most = [...this.list.value, notice];
    for (const { id } of most.slice(0, -SHOWN)) this.#take(id);
    this.list.value = most.slice(-SHOWN);
    this.#goIn(notice.id, lifetime(notice));
  }

  #goIn(id: number, ms: number): void {
    const timer = this.#heldAt === undefined ? setTimeout(() => this.dismiss(id), ms) : undefined;
    this.#ends.set(id, { at: performance.now() + ms, timer });
  }

  #take(id: number): void {
    clearTimeout(this.#ends.get(id)?.timer);
    this.#ends.delete(id);
    this.list.value = this.list.value.filter((notice) => notice.id !== id);
  }

  dismiss(id: number): void {
    this.#take(id);
    // What was pointed at went from under the pointer: nothing says that it has left.
    if (this.list.value.length === 0) this.#heldAt = undefined;
  }

  /** While they are pointed at, none of them goes. */
  hold(): void {
    this.#heldAt ??= performance.now();
    for (const { timer } of this.#ends.values()) clearTimeout(timer);
  }

  release(): void {
    const { list } = this;
    if (this.#heldAt === undefined) return;
    const heldAt = this.#heldAt;
    this.#heldAt = undefined;
    for (const { id } of list.value) this.#goIn(id, Math.max(AFTER_HOLD, this.#ends.get(id)!.at - heldAt));
  }

  /** Opens the log, after which nothing is unread; or closes it. */
  toggle(): void {
    this.open.value = !this.open.value;
    this.#seen.value = this.#last;
  }
}
