import Database from 'better-sqlite3';
import { vi } from 'vitest';

const memory = new Database(':memory:');
const prototype = Object.getPrototypeOf(memory.prepare('SELECT 1')) as { all(): unknown };
memory.close();

/** What lists rows fails while `during` runs, as on a disk that cannot be read. */
export function whileListingFails(during: () => void): void {
  const all = vi.spyOn(prototype, 'all').mockImplementation(() => {
    throw new Error('disk I/O error');
  });
  try {
    during();
  } finally {
    all.mockRestore();
  }
}
