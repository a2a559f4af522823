import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LapwingError } from '../../common/errors.ts';
import { fileTrouble, needPackStart } from './pack-file.ts';

const MOST_AT_ONCE = 4;
/** Without a word a file is given up, ms. */
const PATIENCE = 60_000;
/** Of its size: the file itself, and what the store needs for it. */
const ROOM = 2.4;
/** Stays free for the race that is on, bytes. */
const LEFT_FREE = 256e6;
const NAME = /^coming-\d+\.part$/;

/** A part of a file that a screen sends. */
export interface PackPart {
  /** What the person calls it. */
  file: string;
  /** Of the whole file, bytes. */
  size: number;
  /** Counted from 0. */
  part: number;
  bytes: Uint8Array;
  last: boolean;
}

interface Upload {
  path: string;
  descriptor: number;
  next: number;
  bytes: number;
  idle: NodeJS.Timeout;
}

/** Packs on their way in from a screen: each in a file under a name of ours, which is gone again when whoever takes it is done. */
export class PackIntake {
  private readonly folder: string;
  private readonly uploads = new Map<string, Upload>();
  private last = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Takes the next part; gives the path of the file after the last one, and it belongs to the caller then. `upload` names the file among
   * those that are on their way. Throws LapwingError E_PACK_FILE, E_PACK_VERSION, E_PACK_PART, E_PACK_LIMIT, E_DISK_FULL or E_FILE, and forgets the file.
   */
  take(upload: string, { file, size, part, bytes, last }: PackPart): string | null {
    const known = part === 0 ? this.begin(upload, file, size, bytes) : this.uploads.get(upload);
    try {
      if (!known || known.next !== part || known.bytes + bytes.length > size || (last && known.bytes + bytes.length !== size)) {
        throw new LapwingError('E_PACK_PART', `${file} was not taken in: a part of it is missing. Drop it again.`);
      }
      known.next++;
      known.idle.refresh();
      for (let at = 0; at < bytes.length; ) at += writeSync(known.descriptor, bytes, at);
      known.bytes += bytes.length;
    } catch (error) {
      this.forget(upload);
      throw error instanceof LapwingError ? error : fileTrouble(file, error);
    }
    if (!last) return null;
    this.end(upload);
    return known.path;
  }

  private begin(upload: string, file: string, size: number, bytes: Uint8Array): Upload {
    this.forget(upload);
    if (this.uploads.size >= MOST_AT_ONCE) throw new LapwingError('E_PACK_LIMIT', `${file} was not taken in: ${MOST_AT_ONCE} files are coming in already. Wait for them.`);
    needPackStart(file, bytes);
    try {
      mkdirSync(this.folder, { recursive: true });
      if (this.last === 0) this.sweep();
      const { bavail, bsize } = statfsSync(this.folder);
      if (bavail * bsize < size * ROOM + LEFT_FREE) {
        throw new LapwingError('E_DISK_FULL', `${file} was not taken in: it needs ${Math.ceil((size * ROOM + LEFT_FREE) / 1e6)} MB of free disk, and there are ${Math.floor((bavail * bsize) / 1e6)} MB. Make room, and drop it again.`);
      }
      const path = join(this.folder, `coming-${++this.last}.part`);
      const idle = setTimeout(() => this.forget(upload), PATIENCE);
      idle.unref();
      const begun = { path, descriptor: openSync(path, 'wx', 0o600), next: 0, bytes: 0, idle };
      this.uploads.set(upload, begun);
      return begun;
    } catch (error) {
      throw error instanceof LapwingError ? error : fileTrouble(file, error);
    }
  }

  /** What a killed Lapwing left: before the first file of ours. */
  private sweep(): void {
    for (const name of readdirSync(this.folder)) if (NAME.test(name)) rmSync(join(this.folder, name));
  }

  private end(upload: string): void {
    const known = this.uploads.get(upload)!;
    clearTimeout(known.idle);
    closeSync(known.descriptor);
    this.uploads.delete(upload);
  }

  private forget(upload: string): void {
    const known = this.uploads.get(upload);
    if (!known) return;
    this.end(upload);
    rmSync(known.path, { force: true });
  }

  /** Gives up what a client that has gone was sending. */
  leave(client: string): void {
    for (const upload of [...this.uploads.keys()]) if (upload.startsWith(`${client} `)) this.forget(upload);
  }

  close(): void {
    for (const upload of [...this.uploads.keys()]) this.forget(upload);
  }
}
