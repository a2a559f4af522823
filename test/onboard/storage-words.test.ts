import { expect, test } from 'vitest';
import { LapwingError } from '../../common/errors.ts';
import { refusedFrames, storageTrouble } from '../../main/onboard/storage-words.ts';

const failure = (message: string, code: string) => Object.assign(new Error(message), { code });

test.each([
  [failure('no space left on device', 'ENOSPC'), 'The edge buffer cannot write to /data: no space left on device. Free some space on its disk; the race waits.'],
  [failure('i/o error', 'EIO'), 'The edge buffer cannot write to /data: i/o error. Check the folder, its rights and its disk; the race waits.'],
  [new LapwingError('E_DATA_DIR', '/data cannot be made: EROFS. Name another folder with --data.'), '/data cannot be made: EROFS. Name another folder with --data. The race waits.'],
])('a refusal says what, where, and what to do: %s', (error, text) => {
  expect(refusedFrames(error, '/data')).toBe(text);
});

test('a disk that is well needs no word; one that is not is named, with what is left', () => {
  expect(storageTrouble({ state: 'ok', free: 1 }, '/data')).toBeNull();
  expect(storageTrouble({ state: 'low', free: 2_500_000 }, '/data')).toContain('2 MB left for /data');
  expect(storageTrouble({ state: 'fault', free: 0 }, '/data')).toContain('storage fault: /data cannot be read or written');
});
