import { Ballast } from './ballast.ts';
import { ballastPath, reservePath } from './edge-place.ts';

const RESERVE = 1024 * 1024;

/** How the disk of an edge buffer is. */
export interface StorageState {
  /** `low`: the disk was full, and the ballast is not whole again yet. `fault`: the last access to the files failed. */
  state: 'ok' | 'low' | 'fault';
  /** Bytes left on the disk. */
  free: number;
}

/** The room that an edge buffer keeps to give up on a full disk: most of it for anything, the last of it only to open and to let go of frames. */
export class DiskRoom {
  /** The disk was full, and what was given up is not whole again. */
  low = false;
  private readonly ballast: Ballast;
  private readonly reserve: Ballast;

  /** @param size bytes of the ballast; 0 for none */
  constructor(database: string, size: number) {
    this.ballast = new Ballast(ballastPath(database), size);
    this.reserve = new Ballast(reservePath(database), Math.min(RESERVE, size / 4));
  }

  /** Bytes left on the disk; none where the folder is gone. */
  get free(): number {
    try {
      return this.ballast.free;
    } catch {
      return 0;
    }
  }

  /** Gives up all but the last. False when there was nothing. */
  release(): boolean {
    this.low = true;
    return this.ballast.release();
  }

  /**
   * Gives up the last while files are opened or closed, or frames are let go of: even that takes room. What there is of it then is
   * taken again before anything else can. Throws what `use` throws.
   */
  withLast<T>(use: () => T): T {
    this.reserve.release();
    try {
      return use();
    } finally {
      this.takeBack();
    }
  }

  /** Of a disk that is full to the last byte, `grow` takes it when there is room. */
  private takeBack(): void {
    try {
      this.reserve.grow('any');
    } catch {
      this.low = true;
    }
  }

  /** Takes a step towards being whole again, as long as there is room. Throws the system's error. */
  grow(): void {
    this.reserve.grow();
    this.ballast.grow();
    if (this.ballast.whole && this.reserve.whole) this.low = false;
  }
}
