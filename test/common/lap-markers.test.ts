import { describe, expect, test } from 'vitest';
import { changeMarker, markerLine, markersOf, withoutMarkers } from '../../common/lap-markers.ts';

const NOTE = 'Traffic in S1.\n@812.5 m: late on the throttle\n@12.345 s\n@ 5 m is no marker\n@7 km: nor this';

describe('markers in the note of a lap', () => {
  test('lines that begin with a place are markers, the others the note', () => {
    expect(markersOf(NOTE)).toEqual([
      { at: 812.5, unit: 'm', text: 'late on the throttle', line: 1 },
      { at: 12.345, unit: 's', text: '', line: 2 },
    ]);
    expect(withoutMarkers(NOTE)).toBe('Traffic in S1.\n@ 5 m is no marker\n@7 km: nor this');
    expect([markersOf(''), withoutMarkers('')]).toEqual([[], '']);
  });

  test('a marker is written as it is read', () => {
    for (const marker of [{ at: 0, unit: 'm', text: 'a: b @1 m' }, { at: 101.26, unit: 'm', text: '' }, { at: 3.1234, unit: 's', text: ' two\nlines ' }] as const) {
      const [read] = markersOf(markerLine(marker));
      expect(read).toMatchObject({ unit: marker.unit, text: marker.text.replace(/\s+/g, ' ').trim() });
      expect(read!.at).toBeCloseTo(marker.at, 1);
    }
  });

  test('one is added, changed and taken away, and the rest of the note stays', () => {
    const kerb = { at: 20, unit: 'm', text: 'kerb' } as const;
    expect(changeMarker('', null, kerb)).toBe('@20 m: kerb');
    const added = changeMarker(NOTE, null, kerb)!;
    expect(added).toBe(`${NOTE}\n@20 m: kerb`);
    expect(changeMarker(added, markersOf(NOTE)[0]!, { ...kerb, text: 'moved' })).toBe(added.replace('@812.5 m: late on the throttle', '@20 m: moved'));
    expect(changeMarker(added, kerb, null)).toBe(NOTE);
  });

  test('one that somebody else has changed meanwhile is not found', () => {
    expect(changeMarker('@20 m: curb', { at: 20, unit: 'm', text: 'kerb' }, null)).toBeNull();
  });
});
