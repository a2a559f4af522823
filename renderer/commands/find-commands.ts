import type { Command } from './command.ts';

/** The commands in which every word of `text` occurs: first those whose name begins with them, whole words before parts, and of equals those that are possible. */
export function findCommands(commands: readonly Command[], text: string): Command[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return commands
    .map((command) => ({ command, rank: rankOf(command, words) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

function rankOf({ name, group, does, hindrance }: Command, words: readonly string[]): number {
  const title = ` ${name.toLowerCase()} `;
  const all = `${title}${group.toLowerCase()} ${does.toLowerCase()}`;
  const [typed, whole] = [` ${words.join(' ')}`, ` ${words.join(' ')} `];
  const steps = [
    words.length === 0 || title.startsWith(whole),
    title.startsWith(typed),
    words.every((word) => title.includes(` ${word} `)),
    words.every((word) => title.includes(` ${word}`)),
    words.every((word) => title.includes(word)),
    words.every((word) => all.includes(word)),
  ];
  const place = steps.indexOf(true);
  return place < 0 ? Infinity : place * 2 + (hindrance() === null ? 0 : 1);
}
