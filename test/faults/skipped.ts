/** A row of the matrix that this harness does not run. */
export interface SkippedRow {
  id: string;
  what: string;
  why: string;
}

const UNWRITTEN = 'is not written yet';

/** What is not run, each with its reason. */
export const skipped: readonly SkippedRow[] = [
  { id: 'F14', what: 'screen or SQL process dies', why: 'is a matter of the hosts; the SQL process is killed in test/trackside/sql' },
  { id: 'F26', what: 'wrong password, expired certificate', why: UNWRITTEN },
  { id: 'F29', what: 'retention passes unread records', why: UNWRITTEN },
];
