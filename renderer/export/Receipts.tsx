import type { ExportReceipt } from '../../common/lap-export.ts';
import { clockTime, count } from '../format.ts';
import { VirtualTable } from '../table/VirtualTable.tsx';

const COLUMNS = [
  { key: 'car', numeric: false, head: 'Car' },
  { key: 'lap', numeric: true, head: 'Lap' },
  { key: 'revision', numeric: true, head: 'Rev.' },
  { key: 'bytes', numeric: true, head: 'Bytes' },
  { key: 'confirmed', numeric: false, head: 'Confirmed' },
  { key: 'sha256', numeric: false, head: 'SHA-256' },
];

/** What the factory holds, lap by lap, with the checksum that it reckoned. */
export function Receipts({ receipt: { receipts } }: { receipt: ExportReceipt }) {
  if (receipts.length === 0) return null;
  return (
    <VirtualTable
      label="Receipt of the factory"
      testid="export-receipt"
      columns={COLUMNS}
      rows={receipts.length}
      cells={(row) => {
        const { car, lap, revision, bytes, confirmed, before, sha256 } = receipts[row]!;
        return [
          car,
          lap,
          revision,
          count(bytes),
          <span class={before ? 'muted' : 'good'}>
            {clockTime(confirmed)}
            {before ? ' before' : ''}
          </span>,
          <span class="muted" title={sha256}>
            {sha256.slice(0, 12)}
          </span>,
        ];
      }}
    />
  );
}
