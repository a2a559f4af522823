import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RADIO_PRESET_NAMES } from '../../common/radio.ts';
import { readRadio } from '../../main/interchange/radio-file.ts';
import { testFolder } from '../support/folder.ts';

function file(text: string): string {
  const path = join(testFolder(), 'link.json');
  writeFileSync(path, text);
  return path;
}

test('every preset can be had by its name', () => {
  expect(RADIO_PRESET_NAMES.map((name) => readRadio(name).name)).toEqual([...RADIO_PRESET_NAMES]);
});

test('what a file leaves out is no limit, no delay and no loss', () => {
  expect(readRadio(file('{"bits_per_second": 64000, "tunnels": [{"from": 5000, "to": 200}]}'))).toEqual({
    ...{ bits_per_second: 64_000, latency_ms: 0, jitter_ms: 0, loss: 0, seed: 1 },
    ...{ outages: [], tunnels: [{ from: 5000, to: 200 }] },
  });
});

test.each([
  ['{"loss": 2}', 'loss: from 0 to 0.5; correct the file'],
  ['{"latency": 40}', 'there is no "latency" here; take it out; correct the file'],
  ['{"outages": [{"at": 10}]}', 'outages[0].lasts: is missing: give a number; correct the file'],
  ['[]', 'must be an object with fields, not an empty list; correct the file'],
  ['{"loss": ', 'it is not JSON'],
  ['', 'it is not JSON'],
])('%s is refused in one line', (text, reason) => {
  const path = file(text);
  expect(() => readRadio(path)).toThrow(expect.objectContaining({ code: 'E_LINK', message: expect.stringContaining(`${path}: ${reason}`) as string }) as Error);
});

test('a name that is none, and a file that is not there, are refused', () => {
  expect(() => readRadio('nix')).toThrow('nix: no such radio link; choose one of good, edge, tunnel, or name a file (FILE.json)');
  expect(() => readRadio('/nowhere/link.json')).toThrow('/nowhere/link.json: there is no such file; check the path');
});
