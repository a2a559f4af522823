import { theme } from '../charts/theme.ts';
import { count, fixed } from '../format.ts';
import { stripOf } from '../live/strips.ts';
import type { Exports } from '../pictures/ExportMenu.tsx';
import type { ValueColumn } from '../pictures/value-table.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { lapFacts, lapNameOf, lapWords, trackWords } from './export-words.ts';
import { lapLooks } from './lap-looks.ts';
import { overlayPicture } from './overlay-picture.ts';
import type { Span, TableAnswer, ViewAnswer } from './overlay/messages.ts';

const ALL = 'all';
const DELTA_KEY = 'delta';
/** Digits beyond those that a channel is shown with, and of times and places. */
const MORE_DIGITS = 3;
const TIME_DIGITS = 4;

/** What of laps over each other can be exported: what is in view, all of it or one chart. @param channels that are drawn */
export function overlayExports(desk: AnalysisDesk, channels: readonly string[]): Exports {
  const wanted = (chart: string): readonly string[] => (chart === ALL ? channels : chart === DELTA_KEY ? [] : [chart]);
  return {
    name: 'laps',
    charts: [[ALL, 'All charts'], [DELTA_KEY, 'Δ time'], ...channels.map((name) => [name, name] as const)],
    picture(chart) {
      const [view, laps, focus, look] = [desk.view.peek()!, desk.pitWall.lapChoice.list.peek(), desk.focus.peek(), theme()];
      const looks = lapLooks(view.laps, laps, focus, view.reference, look);
      const charts = [...(chart === ALL || chart === DELTA_KEY ? [null] : []), ...wanted(chart)];
      return {
        ...overlayPicture({ view, charts, laps, focus, track: desk.track.peek(), look }),
        title: `${chart === ALL ? 'Lap against lap' : chart === DELTA_KEY ? 'Δ time' : chart}, ${trackWords(desk)}`,
        facts: [`${rangeWords(view)} · reference ${lapNameOf(desk, view.reference)}`],
        legend: view.laps.map((id, i) => ({ name: lapWords(desk, id), colour: looks[i]!.colour })),
      };
    },
    async table(chart) {
      const answer = await desk.tableOnce(wanted(chart));
      return { facts: [['Lapwing', 'laps over each other'], ['reference', lapNameOf(desk, answer.reference)], ...lapFacts(desk, answer.laps, rangeWords(answer))], columns: columns(desk, answer, chart) };
    },
  };
}

function columns(desk: AnalysisDesk, answer: TableAnswer, chart: string): ValueColumn[] {
  const [mine, other] = answer.axis === 'distance' ? ([['Distance', 'm'], ['Time', 's']] as const) : ([['Time', 's'], ['Distance', 'm']] as const);
  return [
    { name: mine[0], unit: mine[1], digits: TIME_DIGITS, values: answer.xs },
    ...answer.laps.flatMap((id, lap): ValueColumn[] => {
      const name = lapNameOf(desk, id);
      return [
        { name: `${name} ${other[0]}`, unit: other[1], digits: TIME_DIGITS, values: answer.others[lap]! },
        ...(chart === ALL || chart === DELTA_KEY ? [{ name: `${name} Delta time`, unit: 's', digits: TIME_DIGITS, values: answer.deltas[lap]! }] : []),
        ...answer.channels.map((channel, i): ValueColumn => {
          const { unit, scale, digits } = stripOf(channel.name);
          return { name: `${name} ${channel.name}`, unit, digits: digits + MORE_DIGITS, values: answer.values[i]![lap]!.map((value) => value * scale) };
        }),
      ];
    }),
  ];
}

function rangeWords({ axis, from, to }: Span & Pick<ViewAnswer, 'axis'>): string {
  return axis === 'distance' ? `${count(from)} to ${count(to)} m from the line` : `${fixed(from, 2)} to ${fixed(to, 2)} s since the line`;
}
