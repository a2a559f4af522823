import type { Exports } from '../../pictures/ExportMenu.tsx';
import { splitsBetween } from '../../pictures/splits.ts';
import { fitLines, tyreColour, tyreRange } from './tyre-age-drawing.ts';
import type { TyrePicture } from './tyre-age-drawing.ts';
import { slopeWords } from './tyre-words.ts';

/** Lap times over the age of tyres as a file. @param scope race and cars in words */
export function tyreAgeExports({ laps, fits }: TyrePicture, scope: string): Exports {
  const facts = fits.map((fit) => `${fit.compound}: ${slopeWords(fit)}`);
  return {
    name: 'tyre-age',
    charts: [['all', 'Lap times by tyre age']],
    picture() {
      const range = tyreRange({ laps, fits })!;
      const drawn = fits.map((fit) => ({ fit, lines: fitLines(fit), colour: tyreColour(fit.compound) }));
      return {
        title: `Lap times by tyre age, ${scope}`,
        facts,
        legend: drawn.map(({ fit, colour }) => ({ name: fit.compound, colour })),
        x: { from: range.x[0], to: range.x[1], splits: splitsBetween(...range.x, 14).filter(Number.isInteger).map((at) => ({ at, words: String(at) })), words: 'Laps of the tyre' },
        places: [],
        strips: [
          {
            ...{ name: 'Lap time', unit: 's', share: 1, range: range.y, splits: splitsBetween(...range.y, 8), scale: 1 },
            areas: drawn.flatMap(({ lines, colour }) => (lines && lines.band.length > 0 ? [{ points: lines.band, colour }] : [])),
            lines: drawn.flatMap(({ fit, lines, colour }) => [
              { points: laps.filter(({ compound, leftOut }) => compound === fit.compound && leftOut === null).flatMap(({ age, time }) => [age, time]), colour, width: 6, dots: true },
              ...(lines ? [{ points: lines.line, colour, width: 2 }] : []),
            ]),
          },
        ],
      };
    },
    table: async () => ({
      facts: [['Lapwing', 'lap times by tyre age'], ['laps', scope], ...facts.map((fact) => ['fit', fact] as const)],
      columns: [
        { name: 'Lap id', unit: '', digits: 0, values: laps.map(({ row }) => row.id) },
        { name: 'Car', unit: '', digits: 0, values: laps.map(({ row }) => row.car) },
        { name: 'Driver', unit: '', digits: 0, values: laps.map(({ row }) => row.driver) },
        { name: 'Lap', unit: '', digits: 0, values: laps.map(({ row }) => row.lap) },
        { name: 'Compound', unit: '', digits: 0, values: laps.map(({ compound }) => compound) },
        { name: 'Tyre age', unit: 'laps', digits: 0, values: laps.map(({ age }) => age) },
        { name: 'Lap time', unit: 's', digits: 3, values: laps.map(({ time }) => time) },
        { name: 'Left out', unit: '', digits: 0, values: laps.map(({ leftOut }) => leftOut ?? '') },
      ],
    }),
  };
}
