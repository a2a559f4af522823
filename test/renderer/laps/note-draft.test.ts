import { expect, test } from 'vitest';
import { differs, draftOf, tagCounts, tagsOf } from '../../../renderer/laps/notes/note-draft.ts';

const note = (tags: string[], text = '') => ({ id: 'r/car7/001', revision: 1, text, tags, author: 'Ada', changed: 0 });

test('tags are typed with commas between, and their order, case and repeats make no difference', () => {
  const draft = draftOf(note(['kerb', 'slow'], 'wide'));
  expect(draft).toEqual({ text: 'wide', tags: 'kerb, slow' });
  expect(tagsOf({ text: '', tags: ' a,, b c , ' })).toEqual(['a', 'b c']);
  expect(differs({ text: 'wide', tags: 'Slow,kerb, slow,' }, note(['kerb', 'slow'], 'wide'))).toBe(false);
  expect(differs({ text: 'wide', tags: 'kerb' }, note(['kerb', 'slow'], 'wide'))).toBe(true);
  expect(differs({ text: 'wide ', tags: '' }, note([], 'wide'))).toBe(true);
});

test('the tags that most laps have come first', () => {
  expect(tagCounts([note(['b', 'a']), note(['c', 'b']), note([])])).toEqual([['b', 2], ['a', 1], ['c', 1]]);
});
