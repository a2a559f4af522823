import { LapwingError } from '../../../common/errors.ts';

/** A number of a file, in SI units, with the range that the file allows it. */
export interface ParamsNumber {
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** A word of a file; `choices` are the other words that may stand in its place. */
export interface ParamsText {
  readonly value: string;
  readonly choices: readonly string[];
}

/** One section of a TORCS parameter file: its numbers and texts by name, and the sections in it in the order of the file. */
export class ParamsSection {
  readonly name: string;
  /** From the root, such as `Engine/data points/1`; empty for the root. */
  readonly path: string;
  readonly file: string;
  /** Where it starts in the file. */
  readonly line: number;
  readonly sections: ParamsSection[] = [];
  readonly numbers = new Map<string, ParamsNumber>();
  readonly texts = new Map<string, ParamsText>();

  constructor(name: string, path: string, file: string, line: number) {
    this.name = name;
    this.path = path;
    this.file = file;
    this.line = line;
  }

  /** The section at `path` from here: `Engine/data points`. The empty path is this one. */
  find(path: string): ParamsSection | undefined {
    if (path === '') return this;
    const [first, ...rest] = path.split('/');
    return this.sections.find((section) => section.name === first)?.find(rest.join('/'));
  }

  /** The sections in the section at `path`, in the order of the file; none where there is no such section. */
  list(path: string): readonly ParamsSection[] {
    return this.find(path)?.sections ?? [];
  }

  /** The number at `path`, SI: `Engine/tickover`. Throws `E_TORCS_FILE` where it is missing and has no `fallback`. */
  number(path: string, fallback?: number): number {
    const [section, key] = this.holderOf(path);
    return section?.numbers.get(key)?.value ?? fallback ?? this.missing(path, 'number');
  }

  /** The text at `path`. Throws `E_TORCS_FILE` where it is missing or empty and has no `fallback`. */
  text(path: string, fallback?: string): string {
    const [section, key] = this.holderOf(path);
    return section?.texts.get(key)?.value || (fallback ?? this.missing(path, 'text'));
  }

  private holderOf(path: string): [ParamsSection | undefined, string] {
    const cut = path.lastIndexOf('/');
    return [this.find(path.slice(0, Math.max(0, cut))), path.slice(cut + 1)];
  }

  private missing(path: string, kind: string): never {
    const whole = this.path ? `${this.path}/${path}` : path;
    throw new LapwingError('E_TORCS_FILE', `${this.file}:${this.line}: ${whole}: this ${kind} is missing; add it.`);
  }
}
