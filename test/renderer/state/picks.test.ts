import { describe, expect, it } from 'vitest';
import { MOST_PICKS, Picks } from '../../../renderer/state/picks.ts';

describe('Picks', () => {
  it('gives each car a colour of its own that stays when others go', () => {
    const picks = new Picks();
    picks.set(['car1', 'car2', 'car3']);
    picks.toggle('car1');
    expect([picks.colourOf('car1'), picks.colourOf('car2'), picks.colourOf('car3')]).toEqual([null, 1, 2]);
    picks.toggle('car9');
    expect(picks.colourOf('car9')).toBe(0);
  });

  it('looks at the car that was picked last, or another that is followed', () => {
    const picks = new Picks();
    expect(picks.focus.value).toBeNull();
    picks.set(['car1', 'car2']);
    expect(picks.focus.value).toBe('car1');
    picks.toggle('car3');
    expect(picks.focus.value).toBe('car3');
    picks.lookAt('car2');
    picks.lookAt('car9');
    expect(picks.focus.value).toBe('car2');
    picks.toggle('car2');
    expect(picks.focus.value).toBe('car1');
    picks.set([]);
    expect(picks.focus.value).toBeNull();
  });

  it('refuses one car too many', () => {
    const picks = new Picks();
    for (let i = 0; i < MOST_PICKS; i++) expect(picks.toggle(`car${i}`)).toBe(true);
    expect(picks.toggle('late')).toBe(false);
    expect(picks.list.value.length).toBe(MOST_PICKS);
  });
});
