import { decimalsOf, MAX_NUMBER, writeAny, writeDecimal } from '../laps/decimal-text.ts';
import { reading } from '../laps/lap-functions.ts';
import type { OpenLap } from '../laps/open-lap.ts';
import type { SqlArguments } from './sql-arguments.ts';

const COMMA = 0x2c;
let out = Buffer.alloc(1 << 16);
let view = new DataView(out.buffer, out.byteOffset);

/** `channel_values(id, channel)`: every sample, written as the lap document writes it. */
export function valuesText(lap: OpenLap, args: SqlArguments): string | undefined {
  const name = args.text();
  args.end();
  const channel = reading(() => lap.channel(name));
  if (!channel) return undefined;
  const { steps, resolution } = channel;
  const room = (steps.length + 1) * MAX_NUMBER;
  if (room > out.length) {
    out = Buffer.alloc(room * 2);
    view = new DataView(out.buffer, out.byteOffset);
  }
  const decimals = decimalsOf(resolution);
  let at = 0;
  for (let i = 0; i < steps.length; i++) {
    if (i > 0) view.setUint8(at++, COMMA);
    at = decimals < 0 ? writeAny(view, at, steps[i]!, resolution) : writeDecimal(view, at, steps[i]!, decimals);
  }
  return `[${out.toString('latin1', 0, at)}]`;
}

/** `sample_time(id, channel, n)`: s. */
export function sampleTime(lap: OpenLap, args: SqlArguments): number | undefined {
  const [name, n] = [args.text(), args.number()];
  args.end();
  const channel = reading(() => lap.channel(name));
  const instant = channel && lap.instants(channel.stride)[n];
  return instant === undefined ? undefined : lap.racetime(instant);
}

/** `sample_distance(id, channel, n)`: m. */
export function sampleDistance(lap: OpenLap, args: SqlArguments): number | undefined {
  const [name, n] = [args.text(), args.number()];
  args.end();
  const channel = reading(() => lap.channel(name));
  const distance = channel && reading(() => lap.distances(channel.stride))?.[n];
  return distance === undefined || Number.isNaN(distance) ? undefined : distance;
}
