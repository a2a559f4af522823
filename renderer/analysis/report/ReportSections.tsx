import { lapTime } from '../../format.ts';
import { signClass, signed } from '../words.ts';
import type { ReportSheet } from './report-sheet.ts';

/** More sections than this stand in two columns' worth of smaller rows. */
const MANY = 18;

/** Times of sectors and corners, against the reference's. */
export function ReportSections({ sheet, against }: { sheet: ReportSheet; against: boolean }) {
  const { summary, lap } = sheet;
  const at = (id: string | null): readonly number[] => summary.times[summary.laps.indexOf(id ?? '')] ?? [];
  const [mine, other] = [at(lap.id), at(summary.reference)];
  const time = (value: number | undefined): string => lapTime(value === undefined || Number.isNaN(value) ? null : value);
  if (summary.sections.length === 0) return <p class="muted">The circuit is not known: no sections.</p>;
  return (
    <table class={summary.sections.length > MANY ? 'report-sections many' : 'report-sections'} data-testid="report-sections">
      <thead>
        <tr>
          <th>Section</th>
          <th>this lap</th>
          {against && <th>reference</th>}
          {against && <th>Δ s</th>}
        </tr>
      </thead>
      <tbody>
        {summary.sections.map(({ name, kind }, i) => {
          const loss = (mine[i] ?? NaN) - (other[i] ?? NaN);
          return (
            <tr key={`${kind}${name}`} class={kind}>
              <td>{name}</td>
              <td>{time(mine[i])}</td>
              {against && <td>{time(other[i])}</td>}
              {against && <td class={signClass(loss)}>{signed(loss)}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
