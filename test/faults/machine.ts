import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a tool of the machine. Throws with what it said. */
export function tool(program: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}

function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => (found ??= { value: find() }).value;
}

const works = (program: string, ...args: string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** Why no file system can be mounted here; null when one can. */
export const lacksMount = once((): string | null => {
  if (process.platform !== 'linux') return 'it takes Linux, to mount a small file system';
  const folder = mkdtempSync(join(tmpdir(), 'lapwing-mount-'));
  try {
    if (!works('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder)) return 'it takes the right to mount a small file system (root)';
    tool('umount', folder);
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Why no image of a disk can be mounted here; null when one can. */
export const lacksLoop = once((): string | null => {
  if (lacksMount() !== null) return lacksMount();
  if (!existsSync('/dev/loop-control')) return 'it takes loop devices, to mount the image of a disk';
  return works('mkfs.ext4', '-V') ? null : 'it takes mkfs.ext4 (apt-get install e2fsprogs)';
});

/** Why system calls cannot be made to fail here; null when they can. */
export const lacksStrace = once((): string | null => {
  if (process.platform !== 'linux') return 'it takes Linux and strace, to make system calls fail';
  return works('strace', '-o', '/dev/null', 'true') ? null : 'it takes strace, to make system calls fail (apt-get install strace), and the right to trace';
});

/** Mounts a file system in memory of so many MB for as long as `use` takes. */
export async function onSmallDisk<T>(folder: string, megabytes: number, use: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  tool('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
  try {
    return await use();
  } finally {
    tool('umount', '-l', folder);
  }
}

const FAKETIME = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib'].map((folder) => join(folder, 'faketime', 'libfaketimeMT.so.1'));

/** Why the clock of a process cannot be made to jump here; null when it can. */
export const lacksFaketime = once((): string | null => (FAKETIME.some(existsSync) ? null : 'it takes libfaketime, to make the clock jump (apt-get install faketime)'));

/** The surroundings of a process whose clock of the day says what the file says, such as `-3600`; its monotonic one stays as it is. */
export function jumpingClock(file: string): NodeJS.ProcessEnv {
  return {
    LD_PRELOAD: FAKETIME.find(existsSync),
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DONT_RESET: '1',
  };
}
