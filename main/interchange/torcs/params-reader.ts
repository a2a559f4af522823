import sax from 'sax';
import { LapwingError } from '../../../common/errors.ts';
import { oneLine } from '../one-line.ts';
import { declaredIncludes, SHARED_NAMES } from './includes.ts';
import { type ParamsNumber, ParamsSection } from './params-section.ts';
import { unitFactor } from './units.ts';

const MAX_DEPTH = 32;
const MAX_INCLUDES = 8;
/** A second point and what follows are left out, as TORCS's scanf does: one of its cars has a torque of "350.0.0". */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(?=$|\.[\d.]*$)/i;
const HEXADECIMAL = /^0x[\da-f]+$/i;

type Attributes = Readonly<Record<string, string>>;

/**
 * Reads a TORCS parameter document. The parser expands no entity; where the text refers to one of TORCS's shared lists of
 * sections, `load` gives that file's text and its sections are read in place, one level deep. (One that is not declared is
 * passed over, as TORCS's own parser does: e-track-4 has one.) Anything else that a DOCTYPE declares is refused.
 * Throws `E_TORCS_FILE` with one line: file, line, element, reason.
 */
export function readParamsText(text: string, file: string, load: (file: string) => string): ParamsSection {
  const reader = new ParamsReader(file, []);
  let includes = new Map<string, string>();
  let included = 0;
  Object.assign(reader.parser, {
    ondoctype(doctype: string) {
      includes = declaredIncludes(doctype, file, (reason) => reader.fail(reason));
    },
    ontext(content: string) {
      for (const [, name] of content.matchAll(/&([\w-]+);/g)) {
        const shared = includes.get(name!);
        if (!shared) continue;
        if (++included > MAX_INCLUDES) reader.fail(`it refers to shared files more than ${MAX_INCLUDES} times`);
        readShared(load(shared), shared, reader.open);
      }
    },
  });
  reader.read(text);
  return reader.root ?? reader.fail('the file is empty');
}

/** A shared file is a list of sections without a root of its own; they go to the end of the innermost of `open`. */
function readShared(text: string, file: string, open: readonly ParamsSection[]): void {
  const reader = new ParamsReader(file, [...open]);
  Object.assign(reader.parser, { ondoctype: () => reader.fail('a shared file may not have a DOCTYPE') });
  reader.read(`<params>${text.replace(/^\s*<\?xml.*?\?>/, '')}</params>`);
}

class ParamsReader {
  readonly parser = sax.parser(true);
  readonly file: string;
  /** The way from the root down to the section that is being read. */
  readonly open: ParamsSection[];
  root: ParamsSection | undefined;
  private depth = 0;
  private element = '';

  constructor(file: string, open: ParamsSection[]) {
    this.file = file;
    this.open = open;
    this.root = open[0];
    for (const name of SHARED_NAMES) this.parser.ENTITIES[name] = `&${name};`;
    Object.assign(this.parser, {
      onerror: (error: Error) => this.fail(plainly(error)),
      onopentag: (tag: sax.Tag) => this.enter(tag.name, tag.attributes),
      onclosetag: (name: string) => this.leave(name),
    });
  }

  read(text: string): void {
    this.parser.write(text).close();
  }

  fail(reason: string): never {
    const element = this.element ? `${this.element}: ` : '';
    throw new LapwingError('E_TORCS_FILE', `${this.file}:${this.parser.line + 1}: ${oneLine(element + reason)}.`);
  }

  private enter(tag: string, attributes: Attributes): void {
    const holder = this.open.at(-1);
    this.element = [holder?.path, attributes['name'] ?? tag].filter(Boolean).join('/');
    if (++this.depth > MAX_DEPTH) this.fail(`sections are more than ${MAX_DEPTH} deep`);
    if (this.depth === 1) return this.enterRoot(tag, attributes);
    const { name } = attributes;
    if (name === undefined) this.fail(`<${tag}> has no name`);
    switch (tag) {
      case 'section':
        return this.enterSection(name, holder!);
      case 'attnum':
        holder!.numbers.set(name, this.numberOf(attributes));
        break;
      case 'attstr':
        holder!.texts.set(name, { value: this.valueOf(attributes), choices: attributes['in']?.split(',') ?? [] });
        break;
      default:
        this.fail(`<${tag}> is not TORCS's; there are section, attnum and attstr`);
    }
  }

  private enterRoot(tag: string, attributes: Attributes): void {
    if (tag !== 'params') this.fail(`the document is a <${tag}>; TORCS's are <params>`);
    if (this.open.length > 0) return;
    if (this.root) this.fail('there is a second <params>');
    this.root = new ParamsSection(attributes['name'] ?? '', '', this.file, this.parser.line + 1);
    this.open.push(this.root);
  }

  private enterSection(name: string, holder: ParamsSection): void {
    if (holder.sections.some((other) => other.name === name)) this.fail('there are two sections of this name');
    const section = new ParamsSection(name, holder.path ? `${holder.path}/${name}` : name, this.file, this.parser.line + 1);
    holder.sections.push(section);
    this.open.push(section);
  }

  private leave(tag: string): void {
    this.depth--;
    if (tag === 'section' || (tag === 'params' && this.open.length === 1)) this.open.pop();
    this.element = this.open.at(-1)?.path ?? '';
  }

  private valueOf({ val }: Attributes): string {
    return val ?? this.fail('it has no val');
  }

  /** The range is widened to hold the value, as TORCS does. */
  private numberOf(attributes: Attributes): ParamsNumber {
    const value = this.numeral(this.valueOf(attributes));
    const min = Math.min(value, this.numeral(attributes['min'] ?? attributes['val']!));
    const max = Math.max(value, this.numeral(attributes['max'] ?? attributes['val']!));
    const factor = unitFactor(attributes['unit'] ?? '');
    return { value: value * factor, min: min * factor, max: max * factor };
  }

  private numeral(text: string): number {
    const trimmed = text.trim();
    const [numeral] = DECIMAL.exec(trimmed) ?? HEXADECIMAL.exec(trimmed) ?? [];
    const value = Number(numeral ?? NaN);
    return Number.isFinite(value) ? value : this.fail(`${JSON.stringify(text.slice(0, 40))} is not a number`);
  }
}

/** The parser's message without its own place and in a reader's words. */
function plainly({ message }: Error): string {
  const [first = ''] = message.split('\n');
  if (/^Unclosed root|^Unexpected end/.test(first)) return 'the file ends in the middle; it is cut short';
  if (first.startsWith('Invalid character entity')) return `an entity that is not read; only TORCS's ${SHARED_NAMES.join(' and ')} are`;
  return `it is not XML: ${first.replace(/\.$/, '').toLowerCase()}`;
}
