import { axisNumber } from '../../charts/axis-number.ts';
import { stripOf } from '../../live/strips.ts';
import type { Exports } from '../../pictures/ExportMenu.tsx';
import type { Picture, PictureLine } from '../../pictures/picture.ts';
import { splitsBetween } from '../../pictures/splits.ts';
import type { ValueColumn } from '../../pictures/value-table.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import { lapFacts, lapNameOf, lapWords, trackWords } from '../export-words.ts';
import { scopeWords } from './FigureFrame.tsx';
import { looksOf } from './lap-drawing.ts';
import type { HistogramAnswer, ScatterAnswer, SpectrumAnswer } from './messages.ts';

const X_SPLITS = 12;
const Y_SPLITS = 8;
/** Digits after the point of what is worked out. */
const DIGITS = 6;

/** What is only worked out when it is exported. */
interface Drawn {
  x: { name: string; unit: string; range: readonly [number, number] };
  y: { name: string; unit: string; range: readonly [number, number]; log?: boolean };
  /** By lap. */
  lines: readonly (Pick<PictureLine, 'points' | 'dots' | 'stepped'> | null)[];
  columns: ValueColumn[];
}

/** How long each lap was in which range of a channel's values. */
export function histogramExports(desk: AnalysisDesk, { bins, times, laps, channel }: HistogramAnswer): Exports | null {
  if (!bins) return null;
  const { unit } = stripOf(channel.name);
  return exportsOf(desk, 'histogram', `Histogram of ${channel.name}`, laps, () => {
    const edges = Array.from({ length: bins.count + 1 }, (_, i) => bins.from + i * bins.width);
    const most = Math.max(...times.map((each) => (each ? Math.max(...each) : 0))) || 1;
    return {
      x: { name: channel.name, unit, range: [edges[0]!, edges.at(-1)!] },
      y: { name: 'Time in each bin', unit: 's', range: [0, most * 1.05] },
      lines: times.map((each) => each && { points: [edges[0]!, 0, ...[...each].flatMap((time, i) => [edges[i]!, time, edges[i + 1]!, time]), edges.at(-1)!, 0] }),
      columns: [
        { name: `${channel.name} from`, unit, digits: DIGITS, values: edges.slice(0, -1) },
        { name: `${channel.name} to`, unit, digits: DIGITS, values: edges.slice(1) },
        ...laps.map((id, lap) => ({ name: `${lapNameOf(desk, id)} Time`, unit: 's', digits: DIGITS, values: times[lap] ?? [] })),
      ],
    };
  });
}

/** A channel over another. */
export function scatterExports(desk: AnalysisDesk, { points, laps, x, y, xRange, yRange, colour, axis }: ScatterAnswer): Exports | null {
  if (!xRange || !yRange) return null;
  const unitOf = (name: string): string => stripOf(name).unit;
  return exportsOf(desk, 'scatter', `${y.name} over ${x.name}`, laps, () => ({
    x: { name: x.name, unit: unitOf(x.name), range: xRange },
    y: { name: y.name, unit: unitOf(y.name), range: yRange },
    lines: points.map((each) => each && { points: Float64Array.from({ length: 2 * each.x.length }, (_, i) => (i % 2 === 0 ? each.x[i / 2]! : each.y[(i - 1) / 2]!)), dots: true }),
    columns: laps.flatMap((id, lap): ValueColumn[] => {
      const [name, each] = [lapNameOf(desk, id), points[lap]];
      return [
        { name: `${name} ${axis === 'distance' ? 'Distance' : 'Time'}`, unit: axis === 'distance' ? 'm' : 's', digits: DIGITS, values: each?.at ?? [] },
        { name: `${name} ${x.name}`, unit: unitOf(x.name), digits: DIGITS, values: each?.x ?? [] },
        { name: `${name} ${y.name}`, unit: unitOf(y.name), digits: DIGITS, values: each?.y ?? [] },
        ...(colour ? [{ name: `${name} ${colour.name}`, unit: unitOf(colour.name), digits: DIGITS, values: each?.colour ?? [] }] : []),
      ];
    }),
  }));
}

/** Amplitudes over frequencies. @param view what the axes show, the y-axis as powers of ten where it is logarithmic */
export function spectrumExports(desk: AnalysisDesk, { spectra, laps, channel }: SpectrumAnswer, view: { x: readonly [number, number]; y: readonly [number, number]; log?: boolean } | null): Exports | null {
  if (!view) return null;
  const { unit } = stripOf(channel.name);
  const height = (value: number): number => (view.log ? Math.log10(Math.max(value, Number.MIN_VALUE)) : value);
  return exportsOf(desk, 'spectrum', `Spectrum of ${channel.name}`, laps, () => ({
    x: { name: 'Frequency', unit: 'Hz', range: view.x },
    y: { name: 'Amplitude', unit, range: view.y, log: view.log ?? false },
    lines: spectra.map((each) => each && { points: [...each.amplitudes].flatMap((value, k) => [k * each.step, height(value)]) }),
    columns: laps.flatMap((id, lap): ValueColumn[] => {
      const each = spectra[lap];
      return [
        { name: `${lapNameOf(desk, id)} Frequency`, unit: 'Hz', digits: DIGITS, values: each ? [...each.amplitudes].map((_, k) => k * each.step) : [] },
        { name: `${lapNameOf(desk, id)} Amplitude`, unit, digits: DIGITS, values: each?.amplitudes ?? [] },
      ];
    }),
  }));
}

function exportsOf(desk: AnalysisDesk, name: string, title: string, laps: readonly string[], draw: () => Drawn): Exports {
  const scope = scopeWords(desk);
  return {
    name,
    charts: [['all', title]],
    picture(): Picture {
      const { x, y, lines } = draw();
      const { looks, order } = looksOf(desk, laps);
      const splits = (range: readonly [number, number], most: number): number[] => splitsBetween(range[0], range[1], most);
      return {
        title: `${title}, ${trackWords(desk)}`,
        facts: [scope],
        legend: laps.map((id, i) => ({ name: lapWords(desk, id), colour: looks[i]!.colour })),
        x: { from: x.range[0], to: x.range[1], splits: splits(x.range, X_SPLITS).map((at) => ({ at, words: axisNumber(at) })), words: x.unit === '' ? x.name : `${x.name} [${x.unit}]` },
        places: [],
        strips: [
          {
            ...{ name: y.name, unit: y.unit, share: 1, range: y.range, splits: splits(y.range, Y_SPLITS).filter((at) => !y.log || Number.isInteger(at)), scale: 1, log: y.log ?? false },
            lines: order.flatMap((lap) => (lines[lap] ? [{ ...lines[lap], colour: looks[lap]!.colour, width: lines[lap].dots ? 3 : looks[lap]!.width }] : [])),
          },
        ],
      };
    },
    table: async () => ({ facts: [['Lapwing', title], ...lapFacts(desk, laps, scope)], columns: draw().columns }),
  };
}
