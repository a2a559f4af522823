import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { niceStep } from '../charts/nice-range.ts';
import { followSize } from '../charts/size.ts';

const LEFT = 50;
const RIGHT = 76;
const TOP = 10;
const BOTTOM = 24;

/** Values to CSS px. */
export interface Scale {
  x(value: number): number;
  y(value: number): number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface PlotProps {
  /** What it shows, for who cannot see it. */
  label: string;
  testid: string;
  x: readonly [number, number];
  y: readonly [number, number];
  yWord(value: number): string;
  children(scale: Scale): ComponentChildren;
}

/** A picture with axes: whole numbers along x, values that grow upwards along y. */
export function Plot({ label, testid, x, y, yWord, children }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const [[width, height], setSize] = useState<readonly [number, number]>([0, 0]);
  useEffect(() => followSize(place.current!, (w, h) => setSize([w, h])), []);
  return (
    <div class="plot" ref={place} role="img" aria-label={label} data-testid={testid}>
      {width > 160 && height > 70 && (
        <svg width={width} height={height}>
          {drawn(scaleOf(width, height, x, y), x, y, yWord, children)}
        </svg>
      )}
    </div>
  );
}

function scaleOf(width: number, height: number, [x0, x1]: readonly [number, number], [y0, y1]: readonly [number, number]): Scale {
  const [left, right, top, bottom] = [LEFT, width - RIGHT, TOP, height - BOTTOM];
  return {
    ...{ left, right, top, bottom },
    x: (value) => left + ((value - x0) / Math.max(1e-9, x1 - x0)) * (right - left),
    y: (value) => bottom - ((value - y0) / Math.max(1e-9, y1 - y0)) * (bottom - top),
  };
}

function drawn(scale: Scale, x: readonly [number, number], y: readonly [number, number], yWord: (value: number) => string, children: (scale: Scale) => ComponentChildren) {
  const { left, right, top, bottom } = scale;
  return (
    <>
      {ticks(y, (bottom - top) / 34).map((value) => (
        <g key={`y${value}`}>
          <line class="plot-grid" x1={left} x2={right} y1={scale.y(value)} y2={scale.y(value)} />
          <text x={left - 8} y={scale.y(value) + 4} text-anchor="end">
            {yWord(value)}
          </text>
        </g>
      ))}
      {ticks(x, (right - left) / 60)
        .filter(Number.isInteger)
        .map((value) => (
          <text key={`x${value}`} x={scale.x(value)} y={bottom + 17} text-anchor="middle">
            {value}
          </text>
        ))}
      {children(scale)}
    </>
  );
}

function ticks([low, high]: readonly [number, number], most: number): number[] {
  const step = niceStep(high - low, Math.max(2, most));
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(high / step + 1e-9) - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
