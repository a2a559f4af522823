import { expect, it } from 'vitest';
import { profileOf } from '../../../renderer/link/link-profile.ts';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

it('an empty field is no limit, no delay and no loss', () => {
  expect(profileOf(form({ kbit: '', latency: '', jitter: '', loss: '' }))).toEqual({ bits_per_second: null, latency_ms: 0, jitter_ms: 0, loss: 0 });
});

it('takes kilobits and per cent', () => {
  expect(profileOf(form({ kbit: '64', latency: '400', jitter: '150', loss: '2' }))).toEqual({ bits_per_second: 64_000, latency_ms: 400, jitter_ms: 150, loss: 0.02 });
});
