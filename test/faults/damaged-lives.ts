import { join } from 'node:path';
import { seededRandom } from '../support/random.ts';
import { drive, type Drive } from './drive.ts';
import { killedWay, type KilledLife } from './killed-way.ts';
import { firstOfLife } from './made-frame.ts';
import type { Evidence, FrameId } from './oracle.ts';
import type { LoneContext } from './row.ts';

/** One life that ends with a kill, and what is then done to its edge buffer's files. */
export interface Damage {
  what: string;
  do(folder: string): void;
}

export interface DamagedLives {
  damages: readonly Damage[];
  /** What a person has to be told after a damage that cost frames. */
  told: RegExp;
  /** The most frames that each damage may cost. */
  most?: number;
  more?: Partial<Drive>;
}

const CUT_AFTER = 400;

/**
 * A way over the embedded stream lives and is killed in the middle of its work, most of its frames still in the edge buffer;
 * its files are damaged, and it lives again, once for each damage. At the end everything that is left arrives, and what
 * was destroyed has to be declared: exactly that.
 */
export async function damagedLives({ folder, name, seed }: LoneContext, { damages, told, most = Infinity, more }: DamagedLives): Promise<Evidence> {
  const random = seededRandom(seed);
  const way = { folder, name, place: { kind: 'embedded' as const, path: join(folder, 'stream.db') } };
  const before: FrameId[] = [];
  const names = new Map<string, FrameId>();
  const texts: string[] = [];
  /** Each life, and what the one after it was told. */
  const lives: (KilledLife & { heard: readonly string[] })[] = [];
  for (const [n, { do: damage }] of damages.entries()) {
    const life = await killedWay({ way: { ...way, first: firstOfLife(n) }, cars: 4, every: 5, cutAfter: CUT_AFTER }, { after: CUT_AFTER + 900 + random() * 900 });
    before.push(...life.acknowledged);
    for (const [key, id] of life.names) names.set(key, id);
    texts.push(...life.texts);
    const last = lives.at(-1);
    if (last) last.heard = life.texts;
    lives.push({ ...life, heard: [] });
    damage(folder);
  }
  const done = await drive({ way: { ...way, first: firstOfLife(damages.length) }, cars: 4, frames: 20, every: 5, before, names, destroys: true, ...more });
  lives.at(-1)!.heard = done.texts;
  const held = new Set(done.factory);
  const complaints: string[] = [];
  for (const [i, { acknowledged }] of lives.entries()) {
    const lost = acknowledged.filter((id) => !held.has(id));
    if (lost.length > 0 && !lives.slice(i).some((life) => life.heard.some((text) => told.test(text)))) complaints.push(`${damages[i]!.what}: ${lost.length} frames lost, and nobody was told`);
    if (lost.length > most) complaints.push(`${damages[i]!.what}: ${lost.length} frames lost instead of ${most} at most`);
  }
  return {
    ...done,
    texts: [...texts, ...done.texts].map((text) => text.replaceAll(folder, 'FOLDER')),
    complaints: [...done.complaints, ...complaints],
    note: `${summary(damages)}: ${done.declaredMissing?.length ?? 0} frames destroyed, each declared by number`,
  };
}

/** Each kind of damage, with how often it was done. */
function summary(damages: readonly Damage[]): string {
  return damages.length > 5 ? `${damages.length} times` : damages.map(({ what }) => what).join(', ');
}
