import { expect, it } from 'vitest';
import type { ExportView } from '../../../common/lap-export.ts';
import { exportWords } from '../../../renderer/export/export-words.ts';

const view = (change: Partial<ExportView>): ExportView => ({
  ...{ race_id: 'r1', state: 'running', topic: 'factory.t.laps', address: 'embedded', site: '0f8fad5b-d9cb-469f', laps: 60, before: 0 },
  ...{ sent: 0, confirmed: 0, bytes: 0, started: 0, error: null },
  ...change,
});

it('says how far an export is, what was there before, and what came of it', () => {
  expect(exportWords(view({ sent: 12, confirmed: 9, bytes: 4_200_000 }))).toBe('9 of 60 laps confirmed, 12 sent (4.2 MB).');
  expect(exportWords(view({ before: 9, confirmed: 9 }))).toContain('9 of them confirmed before and not sent again.');
  expect(exportWords(view({ state: 'done', sent: 60, confirmed: 60 }))).toMatch(/^The factory 0f8fad5b confirmed 60 of 60 laps on factory\.t\.laps \(embedded\); 60 sent/);
  expect(exportWords(view({ state: 'failed', error: { code: 'E_NO_FACTORY', message: 'No factory has answered.' } }))).toBe('No factory has answered.');
});
