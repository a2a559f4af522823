import { describe, expect, it } from 'vitest';
import { FirstSteps, STEPS } from '../../../renderer/first-steps/first-steps.ts';

const memory = (items = new Map<string, string>()) => ({
  getItem: (key: string) => items.get(key) ?? null,
  setItem: (key: string, value: string) => void items.set(key, value),
  removeItem: (key: string) => void items.delete(key),
});

describe('FirstSteps', () => {
  it('knows the next, in whatever order they are taken, and remembers', () => {
    const kept = memory();
    const steps = new FirstSteps(kept);
    expect(steps.next.value).toBe('race');
    steps.take('cars');
    expect(steps.next.value).toBe('race');
    steps.take('race');
    expect(steps.next.value).toBe('link');
    const again = new FirstSteps(kept);
    expect(again.next.value).toBe('link');
    for (const step of STEPS) again.take(step);
    expect(again.next.value).toBeNull();
  });

  it('stay closed, until they are asked for again', () => {
    const kept = memory();
    const steps = new FirstSteps(kept);
    steps.take('race');
    steps.close();
    expect(new FirstSteps(kept).closed.value).toBe(true);
    steps.again();
    const again = new FirstSteps(kept);
    expect([again.closed.value, again.next.value]).toEqual([false, 'race']);
  });

  it('begins anew with what it cannot read', () => {
    expect(new FirstSteps(memory(new Map([[FirstSteps.KEY, '{"x":1}']]))).next.value).toBe('race');
  });
});
