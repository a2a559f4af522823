import { CHANNELS, channelIndex } from '../../common/channels.ts';

/**
 * Places in `CHANNELS`, by name, of channels that are sampled `rate` times a second. What it returns throws for a channel to
 * which the catalogue gives another rate, so that no tier of the sampling can differ from it.
 */
export function sampledAt(rate: number): (name: string) => number {
  return (name) => {
    const index = channelIndex(name);
    const own = CHANNELS[index]!.rate;
    if (own !== rate) throw new Error(`${name} is sampled ${own} times a second, not ${rate}`);
    return index;
  };
}

/** The same for a channel of each wheel: the place of that of the front left one; the others follow in the order of the wheels. */
export function wheelsSampledAt(rate: number): (name: string) => number {
  const at = sampledAt(rate);
  return (name) => {
    for (const wheel of ['FR', 'RL', 'RR']) at(name + wheel);
    return at(`${name}FL`);
  };
}
