/** Something that a person can do, by a name in the palette, by a key, or by a button that says which key that is. */
export interface Command {
  /** `replay.play` */
  id: string;
  /** What it has to do with: the heading of its keys. */
  group: string;
  /** What is done, as an order. */
  name: string;
  /** As `chordOf` names them, the one that is shown first; none for what is only chosen from the palette. */
  keys: readonly string[];
  /** What comes of it, in a few words; nothing where the name says it all. */
  does: string;
  /** Why it cannot be done at the moment; null when it can. */
  hindrance(): string | null;
  run(): void;
}

/** A command that is always possible, unless said otherwise. */
export function command({ keys = [], does = '', hindrance = () => null, ...rest }: Pick<Command, 'id' | 'group' | 'name' | 'run'> & Partial<Command>): Command {
  return { keys, does, hindrance, ...rest };
}
