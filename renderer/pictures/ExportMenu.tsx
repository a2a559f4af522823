import './export-menu.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { theme } from '../charts/theme.ts';
import { fileStamp, saveFile } from '../save-file.ts';
import { usePitWall } from '../state/context.ts';
import { pictureSvg } from './picture-svg.ts';
import type { Picture } from './picture.ts';
import { svgToPng } from './svg-image.ts';
import { tableCsv } from './value-table.ts';
import type { ValueTable } from './value-table.ts';

/** What a place with charts says of them, to be exported. */
export interface Exports {
  /** What files are called: letters, figures and dashes. */
  name: string;
  /** Charts that can be had alone; the first stands for all of them together. */
  charts: readonly (readonly [key: string, words: string])[];
  /** As they are on the screen, of one chart or of all. */
  picture(chart: string): Picture;
  /** Values of what is in view, of one chart or of all. */
  table(chart: string): Promise<ValueTable>;
}

type Format = 'png' | 'svg' | 'csv';

const FORMATS: readonly (readonly [Format, string, string])[] = [
  ['png', 'PNG', 'A picture for a slide or a message'],
  ['svg', 'SVG', 'A picture of lines, sharp at any size'],
  ['csv', 'CSV', 'The values in view, for a spreadsheet or a script'],
];

/** px of an exported picture. */
const WIDTH = 1280;
const HEAD = 110;
const PER_CHART = 190;
/** Pixels of a PNG for each of those. */
const RATIO = 2;

/** A button that opens: which chart, and as what it is exported. */
export function ExportMenu({ exports, disabled }: { exports: Exports; disabled: boolean }) {
  const pitWall = usePitWall();
  const open = useSignal(false);
  const chosen = useSignal('');
  const busy = useSignal(false);
  const root = useRef<HTMLSpanElement>(null);
  const chart = exports.charts.some(([key]) => key === chosen.value) ? chosen.value : exports.charts[0]![0];
  useEffect(() => {
    if (!open.value) return;
    root.current!.querySelector<HTMLElement>('select, [data-format]')?.focus();
    const outside = (event: PointerEvent): void => {
      if (!root.current!.contains(event.target as Node)) open.value = false;
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open.value, open]);
  const run = async (format: Format): Promise<void> => {
    busy.value = true;
    await pitWall.attempt(write(exports, chart, format));
    busy.value = false;
    open.value = false;
    root.current?.querySelector('button')?.focus();
  };
  return (
    <span
      class="export-menu"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open.value) return;
        event.stopPropagation();
        open.value = false;
        root.current!.querySelector('button')?.focus();
      }}
    >
      <button type="button" class="small" aria-haspopup="dialog" aria-expanded={open.value} disabled={disabled} title="Charts and values of what is in view as a file" data-testid={`export-${exports.name}`} onClick={() => (open.value = !open.value)}>
        Export ▾
      </button>
      {open.value && (
        <div class="panel-menu export-box" role="dialog" aria-label="Export">
          {exports.charts.length > 1 && (
            <select aria-label="Which chart" value={chart} data-testid="export-chart" onChange={(event) => (chosen.value = event.currentTarget.value)}>
              {exports.charts.map(([key, words]) => <option key={key} value={key}>{words}</option>)}
            </select>
          )}
          {FORMATS.map(([format, words, says]) => (
            <button key={format} type="button" data-format={format} disabled={busy.value} data-testid={`export-as-${format}`} onClick={() => void run(format)}>
              <b>{words}</b> <span class="muted">{says}</span>
            </button>
          ))}
        </div>
      )}
    </span>
  );
}

async function write(exports: Exports, chart: string, format: Format): Promise<void> {
  const part = chart === exports.charts[0]![0] ? '' : `-${chart.toLowerCase().replace(/[^a-z\d]+/g, '-')}`;
  const name = `lapwing-${exports.name}${part}-${fileStamp(new Date())}.${format}`;
  if (format === 'csv') return saveFile(name, new Blob([tableCsv(await exports.table(chart))], { type: 'text/csv' }));
  const picture = exports.picture(chart);
  const height = HEAD + PER_CHART * Math.max(2, picture.strips.length);
  const svg = pictureSvg(picture, WIDTH, height, theme());
  saveFile(name, format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await svgToPng(svg, WIDTH, height, RATIO));
}
