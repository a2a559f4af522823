import { CHANNELS } from '../channels.ts';
import type { Channel } from './channel.ts';

/**
 * The channels that a person may mean by `text`: every word of it must occur in name, group, unit or description, whatever
 * its case. Best first: the name itself, names that begin with it, names that hold it, groups, then descriptions; within a
 * rank in the order of the catalogue. All channels for no text.
 */
export function findChannels(text: string, channels: readonly Channel[] = CHANNELS): Channel[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return channels
    .map((channel) => ({ channel, rank: words.reduce((sum, word) => sum + rankOf(channel, word), 0) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ channel }) => channel);
}

function rankOf({ name, group, unit, description }: Channel, word: string): number {
  const named = name.toLowerCase();
  if (named === word) return 0;
  if (named.startsWith(word)) return 1;
  if (named.includes(word)) return 2;
  if (group.toLowerCase().startsWith(word)) return 3;
  const said = description.toLowerCase();
  if (said.split(/[^\p{L}\p{N}-]+/u).some((part) => part.startsWith(word))) return 4;
  return said.includes(word) || unit.toLowerCase() === word ? 5 : Infinity;
}
