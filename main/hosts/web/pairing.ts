import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TRIES = 10;
const WINDOW_MS = 60_000;
/** Remembered addresses; an attacker with more of them only makes the oldest be forgotten. */
const ADDRESSES = 1000;

export type Verdict = 'accepted' | 'wrong' | 'too many tries';

/** Counts failures by address within a minute. */
class Tries {
  private readonly failures = new Map<string, { count: number; until: number }>();

  spent(address: string, now: number): boolean {
    const entry = this.failures.get(address);
    return entry !== undefined && entry.until > now && entry.count >= TRIES;
  }

  fail(address: string, now: number): void {
    const entry = this.failures.get(address);
    if (entry && entry.until > now) {
      entry.count++;
      return;
    }
    this.failures.delete(address);
    this.failures.set(address, { count: 1, until: now + WINDOW_MS });
    if (this.failures.size > ADDRESSES) this.failures.delete(this.failures.keys().next().value!);
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (a: Buffer, b: string): boolean => timingSafeEqual(a, digest(b));

/**
 * Who may come in: the printed address carries a token, which is exchanged once for a cookie. Both are 256 random bits
 * that live as long as the process. The token is in no log and no argument list.
 */
export class Pairing {
  readonly token = randomBytes(32).toString('base64url');
  private readonly secret = randomBytes(32).toString('base64url');
  private readonly tokenDigest = digest(this.token);
  private readonly secretDigest = digest(this.secret);
  private readonly tokenTries = new Tries();
  private readonly cookieTries = new Tries();
  private readonly now: () => number;

  /** `now` in ms. */
  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /** After ten failures in a minute from one address not even the right token is looked at. */
  checkToken(token: string, address: string): Verdict {
    const now = this.now();
    if (this.tokenTries.spent(address, now)) return 'too many tries';
    if (same(this.tokenDigest, token)) return 'accepted';
    this.tokenTries.fail(address, now);
    return 'wrong';
  }

  /** The right cookie always passes: a stale tab that keeps trying must not lock out the others on this machine. */
  checkCookie(header: string | undefined, port: number, address: string): Verdict {
    const value = readCookie(header, cookieName(port));
    if (value === undefined) return 'wrong';
    if (same(this.secretDigest, value)) return 'accepted';
    const now = this.now();
    if (this.cookieTries.spent(address, now)) return 'too many tries';
    this.cookieTries.fail(address, now);
    return 'wrong';
  }

  /** For `Set-Cookie`. */
  cookie(port: number): string {
    return `${cookieName(port)}=${this.secret}; HttpOnly; SameSite=Strict; Path=/`;
  }
}

/** Cookies are shared by all ports of a host; the name keeps two workstations apart. */
const cookieName = (port: number): string => `lapwing_${port}`;

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
