import { describe, expect, it } from 'vitest';
import { MATH_LIMITS } from '../../../common/math/math-limits.ts';
import { MathChannels } from '../../../renderer/state/math-channels.ts';

function memory(kept?: string) {
  const items = new Map<string, string>(kept === undefined ? [] : [[MathChannels.KEY, kept]]);
  return { getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value) };
}
const A = { name: 'A', expression: 'Speed' };
const B = { name: 'B', expression: 'A * 2' };

describe('math channels that are kept', () => {
  it('are there again, in their order', () => {
    const kept = memory();
    const channels = new MathChannels(kept);
    channels.put(A, null);
    channels.put(B, null);
    channels.put({ name: 'C', expression: 'Fuel' }, 'A');
    expect(new MathChannels(kept).list.value).toEqual([{ name: 'C', expression: 'Fuel' }, B]);
    channels.remove('C');
    expect(new MathChannels(kept).list.value).toEqual([B]);
  });

  it.each(['{', '7', '[{"name":"1x","expression":""}]', '[{"name":"x"}]'])('none out of %s', (text) => {
    expect(new MathChannels(memory(text)).list.value).toEqual([]);
  });

  it('take in those of a file whose names are free, and name the others', () => {
    const channels = new MathChannels(memory());
    channels.put(A, null);
    expect(channels.merge([A, { name: 'a', expression: 'Fuel' }, B])).toEqual(['a']);
    expect(channels.list.value).toEqual([A, B]);
    const many = Array.from({ length: MATH_LIMITS.channels }, (_, i) => ({ name: `m${i}`, expression: '1' }));
    expect(channels.merge(many)).toEqual([`m${MATH_LIMITS.channels - 2}`, `m${MATH_LIMITS.channels - 1}`]);
    expect(channels.full).toBe(true);
  });
});
