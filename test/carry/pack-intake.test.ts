import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PackIntake } from '../../main/carry/pack-intake.ts';
import type { LapwingError } from '../../common/errors.ts';
import { testFolder } from '../support/folder.ts';

const START = Buffer.concat([Buffer.from('LAPWING\x1a', 'latin1'), Buffer.of(1)]);
const FILE = Buffer.concat([START, Buffer.alloc(1000, 7)]);

function open() {
  const folder = join(testFolder(), 'packs');
  const intake = new PackIntake(folder);
  onTestFinished(() => intake.close());
  return { folder, intake, there: () => (existsSync(folder) ? readdirSync(folder) : []) };
}

const part = (number: number, bytes: Buffer, last = false, size = FILE.length) => ({ file: 'race.lapwing', size, part: number, bytes, last });
const refusal = (task: () => unknown): string | undefined => {
  try {
    task();
  } catch (error) {
    expect((error as LapwingError).message).toMatch(/^race\.lapwing [^\n]+\.$/);
    return (error as LapwingError).code;
  }
  return undefined;
};

test('parts become a file again, under a name of ours', () => {
  const { folder, intake, there } = open();
  expect(intake.take('one 1', part(0, FILE.subarray(0, 400)))).toBeNull();
  expect(intake.take('one 2', part(0, FILE.subarray(0, 9)))).toBeNull();
  expect(intake.take('one 1', part(1, FILE.subarray(400, 900)))).toBeNull();
  const path = intake.take('one 1', part(2, FILE.subarray(900), true))!;
  expect(path.startsWith(folder)).toBe(true);
  expect(path).not.toContain('race');
  expect(readFileSync(path)).toEqual(FILE);
  expect(there()).toHaveLength(2);
  intake.close();
  expect(there()).toHaveLength(1);
});

test('what is no pack, or of a newer version, is refused before anything is written', () => {
  const { intake, there } = open();
  expect(refusal(() => intake.take('one 1', part(0, Buffer.from('MZ and so on'))))).toBe('E_PACK_FILE');
  expect(refusal(() => intake.take('one 1', part(0, Buffer.alloc(0), true, 0)))).toBe('E_PACK_FILE');
  expect(refusal(() => intake.take('one 1', part(0, Buffer.concat([START.subarray(0, 8), Buffer.of(2)]))))).toBe('E_PACK_VERSION');
  expect(there()).toEqual([]);
});

test.each<[string, (intake: PackIntake) => unknown]>([
  ['a part that comes twice', (intake) => (intake.take('one 1', part(0, START)), intake.take('one 1', part(1, START)), intake.take('one 1', part(1, START)))],
  ['a part that is missing', (intake) => (intake.take('one 1', part(0, START)), intake.take('one 1', part(2, START)))],
  ['more than was said', (intake) => (intake.take('one 1', part(0, START)), intake.take('one 1', part(1, FILE)))],
  ['less than was said', (intake) => (intake.take('one 1', part(0, START)), intake.take('one 1', part(1, START, true)))],
  ['a part of nothing', (intake) => intake.take('one 1', part(1, START))],
])('%s ends the file', (_, send) => {
  const { intake, there } = open();
  expect(refusal(() => send(intake))).toBe('E_PACK_PART');
  expect(there()).toEqual([]);
});

test('four files come in at once; those of a client that has gone are given up', () => {
  const { intake, there } = open();
  for (const upload of ['one 1', 'one 2', 'two 1', 'two 2']) intake.take(upload, part(0, START));
  expect(refusal(() => intake.take('three 1', part(0, START)))).toBe('E_PACK_LIMIT');
  intake.leave('two');
  expect(there()).toHaveLength(2);
  expect(intake.take('three 1', part(0, START))).toBeNull();
});

test('a file for which the disk has no room is refused at its first part', () => {
  const { intake, there } = open();
  expect(refusal(() => intake.take('one 1', part(0, START, false, 1e15)))).toBe('E_DISK_FULL');
  expect(there()).toEqual([]);
});

test('what a killed Lapwing left is taken away, and nothing else', () => {
  const { folder, intake, there } = open();
  mkdirSync(folder, { recursive: true });
  for (const name of ['coming-3.part', 'race.lapwing', 'coming-3.part.txt']) writeFileSync(join(folder, name), 'x');
  intake.take('one 1', part(0, START));
  expect(there().toSorted()).toEqual(['coming-1.part', 'coming-3.part.txt', 'race.lapwing']);
});
