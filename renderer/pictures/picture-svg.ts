import { axisNumber } from '../charts/axis-number.ts';
import type { Theme } from '../charts/theme.ts';
import type { Picture, PictureLine, PictureStrip } from './picture.ts';

const LEFT = 62;
const RIGHT = 14;
const HEAD = 26;
const LINE = 17;
const BETWEEN = 10;
const FOOT = 34;
const PLACES = 16;
/** About the width of a letter, px. */
const LETTER = 6.4;

interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Text that stands in markup as it is, whatever it says. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!).replace(/[^\P{Cc}\n\t]/gu, '');
}

/** A picture as an SVG document of this size, px. @param bare without title, facts and legend, for where these stand beside it */
export function pictureSvg(picture: Picture, width: number, height: number, look: Theme, bare = false): string {
  const { title, facts, strips } = picture;
  const parts: string[] = [];
  const say = (x: number, y: number, words: string, more = ''): void => void parts.push(`<text x="${round(x)}" y="${round(y)}" ${more}>${escapeMarkup(words)}</text>`);
  let top = bare ? 4 : HEAD;
  if (!bare) {
    say(RIGHT, 19, title, `font-size="15" font-weight="600" fill="${look.text}"`);
    for (const fact of facts) say(RIGHT, (top += LINE) - 3, fact, `fill="${look.muted}"`);
    top = legend(parts, picture, width, top, look);
  }
  if (picture.places.length > 0) top += PLACES;
  const room = height - top - FOOT - BETWEEN * (strips.length - 1);
  const shares = strips.reduce((sum, { share }) => sum + share, 0);
  strips.forEach((strip, i) => {
    const frame = { left: LEFT, top, width: width - LEFT - RIGHT, height: (room * strip.share) / shares };
    drawStrip(parts, picture, strip, frame, look, i === 0);
    top += frame.height + BETWEEN;
  });
  const foot = height - FOOT;
  for (const { at, words } of picture.x.splits) say(xOf(picture, at, LEFT, width - LEFT - RIGHT), foot + 14, words, `text-anchor="middle" fill="${look.muted}"`);
  say(LEFT + (width - LEFT - RIGHT) / 2, foot + 29, picture.x.words, `text-anchor="middle" fill="${look.muted}"`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeMarkup(look.font)}" font-size="11"><title>${escapeMarkup(title)}</title><rect width="${width}" height="${height}" fill="${look.panel}"/>${parts.join('')}</svg>\n`;
}

/** Lines and their names, as many in a row as there is room for. Gives where it ends. */
function legend(parts: string[], { legend: names }: Picture, width: number, top: number, look: Theme): number {
  let x = RIGHT;
  let y = top + LINE;
  for (const { name, colour } of names) {
    const needs = 34 + name.length * LETTER;
    if (x > RIGHT && x + needs > width - RIGHT) {
      x = RIGHT;
      y += LINE;
    }
    parts.push(`<rect x="${round(x)}" y="${y - 8}" width="16" height="4" fill="${colour}"/><text x="${round(x + 21)}" y="${y - 3}" fill="${look.text}">${escapeMarkup(name)}</text>`);
    x += needs;
  }
  return names.length > 0 ? y : top;
}

function drawStrip(parts: string[], picture: Picture, strip: PictureStrip, frame: Frame, look: Theme, first: boolean): void {
  const { left, top, width, height } = frame;
  const [min, max] = strip.range;
  const y = (value: number): number => top + height - ((value - min) / (max - min)) * height;
  const x = (at: number): number => xOf(picture, at, left, width);
  parts.push(`<svg x="${left}" y="${round(top)}" width="${round(width)}" height="${round(height)}" viewBox="${left} ${round(top)} ${round(width)} ${round(height)}">`);
  for (const split of strip.splits) parts.push(`<path d="M${left} ${round(y(split))}h${round(width)}" stroke="${look.line}"/>`);
  for (const { at } of picture.places) parts.push(`<path d="M${round(x(at))} ${round(top)}v${round(height)}" stroke="${look.line}"/>`);
  for (const { points, colour } of strip.areas ?? []) parts.push(`<path d="${pathOf({ points, colour, width: 1 }, x, (value) => y(value * strip.scale))}Z" fill="${colour}" fill-opacity="0.16"/>`);
  for (const line of strip.lines) {
    const d = line.dots ? dotsOf(line, x, (value) => y(value * strip.scale)) : pathOf(line, x, (value) => y(value * strip.scale));
    if (d !== '') parts.push(`<path d="${d}" fill="none" stroke="${line.colour}" stroke-width="${line.width}" stroke-linejoin="bevel"${line.dots ? ' stroke-linecap="round"' : ''}/>`);
  }
  parts.push(`</svg><rect x="${left}" y="${round(top)}" width="${round(width)}" height="${round(height)}" fill="none" stroke="${look.line}"/>`);
  for (const split of strip.splits) parts.push(`<text x="${left - 6}" y="${round(y(split) + 4)}" text-anchor="end" fill="${look.muted}">${axisNumber(strip.log ? 10 ** split : split)}</text>`);
  const words = escapeMarkup(strip.unit === '' ? strip.name : `${strip.name} [${strip.unit}]`);
  parts.push(`<text x="${left + 6}" y="${round(top + 13)}" font-weight="600" fill="${look.text}" stroke="${look.panel}" stroke-width="3" paint-order="stroke">${words}</text>`);
  if (first) namePlaces(parts, picture, x, top, look);
}

function namePlaces(parts: string[], picture: Picture, x: (at: number) => number, top: number, look: Theme): void {
  let free = -Infinity;
  for (const { at, name } of picture.places) {
    const half = (name.length * LETTER) / 2;
    if (at < picture.x.from || at > picture.x.to || x(at) - half < free) continue;
    parts.push(`<text x="${round(x(at))}" y="${round(top - 4)}" text-anchor="middle" fill="${look.muted}">${escapeMarkup(name)}</text>`);
    free = x(at) + half + 5;
  }
}

function pathOf({ points, stepped = false }: PictureLine, x: (at: number) => number, y: (value: number) => number): string {
  let d = '';
  let broken = true;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const at = points[i]!;
    if (Number.isNaN(at) || Number.isNaN(points[i + 1]!)) {
      broken = true;
      continue;
    }
    const alone = broken && (i + 2 >= points.length || Number.isNaN(points[i + 2]!));
    d += broken ? `M${round(x(at))} ${round(y(points[i + 1]!))}` : stepped ? `H${round(x(at))}V${round(y(points[i + 1]!))}` : `L${round(x(at))} ${round(y(points[i + 1]!))}`;
    if (alone) d += 'h0.01';
    broken = false;
  }
  return d;
}

/** Lines of no length, whose round ends are dots. */
function dotsOf({ points }: PictureLine, x: (at: number) => number, y: (value: number) => number): string {
  let d = '';
  for (let i = 0; i + 1 < points.length; i += 2) if (!Number.isNaN(points[i]!)) d += `M${round(x(points[i]!))} ${round(y(points[i + 1]!))}h0.01`;
  return d;
}

function xOf({ x }: Picture, at: number, left: number, width: number): number {
  return left + ((at - x.from) / (x.to - x.from)) * width;
}

const round = (value: number): number => Math.round(value * 100) / 100;
