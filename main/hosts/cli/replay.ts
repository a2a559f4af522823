import { setTimeout as pause } from 'node:timers/promises';
import { LapwingError } from '../../../common/errors.ts';
import { FASTEST_REPLAY, replaySpeed, SLOWEST_REPLAY } from '../../../common/replay.ts';
import { decodeLivePacket } from '../../../common/live-packet.ts';
import type { EventPayload } from '../../../common/contract.ts';
import type { RaceMessage } from '../../../common/timing.ts';
import { defaultDataDir } from '../../installation.ts';
import { Replay } from '../../trackside/replay/replay.ts';
import { ScreenDigest } from '../../trackside/replay/screen-digest.ts';
import { brokersOption } from './brokers.ts';
import { numberOption, textOption, UsageError, type Command, type Invocation } from './command.ts';
import { printJson, say, visible } from './output.ts';
import { ReplaySender } from './replay-sender.ts';
import { openStore } from './store.ts';
import { untilAsked } from './until-asked.ts';

/** What the Live screen draws. */
const CHANNELS = ['Distance', 'Speed', 'RPM', 'Gear', 'Throttle', 'Brake'];
/** How often the race is looked at, ms; the time that a screen takes to draw. */
const LOOK = 20;
/** Race time at one look where it goes as fast as it can, s. */
const STRIDE = 10;
const TEAM = 'lapwing';

/** Throws UsageError. */
function paramsOf(invocation: Invocation): { race_id: string; speed: number | 'max' } {
  const [race_id, extra] = invocation.arguments;
  if (race_id === undefined || extra !== undefined) throw new UsageError('replay takes one race id; "lapwing races" lists them.');
  if (textOption(invocation, 'speed') === 'max') return { race_id, speed: 'max' };
  return { race_id, speed: numberOption(invocation, 'speed', replaySpeed) ?? 1 };
}

export const replay: Command = {
  name: 'replay',
  arguments: 'RACE_ID',
  summary: 'Plays a stored race on its clock, without a screen.',
  options: {
    speed: { type: 'string', value: 'X|max', help: `times the speed of the race, ${SLOWEST_REPLAY} to ${FASTEST_REPLAY}, or as fast as it goes (1)` },
    brokers: { type: 'string', value: 'HOST:PORT,…', help: `also sends it to Kafka as it was sent live, to replay.${TEAM}.telemetry and .timing` },
  },
  async run(invocation) {
    const { race_id, speed } = paramsOf(invocation);
    const brokers = brokersOption(invocation);
    const dataDir = textOption(invocation, 'data') ?? defaultDataDir();
    const json = invocation.options['json'] === true;
    const store = openStore(dataDir);
    if (!store) throw new LapwingError('E_NO_RACE', `There are no races in ${dataDir}. "lapwing race" runs one.`);
    const began = performance.now();
    const digest = new ScreenDigest();
    let told = new Set<string>();
    let playing: Replay | undefined;
    let sender: ReplaySender | undefined;
    try {
      const opened = new Replay({
        ...{ store, race_id, number: 1, speed: speed === 'max' ? 1 : speed, playing: false, together: false },
        tell(_, name, payload) {
          if (name === 'replay.messages' || name === 'replay.results') digest.event(name, payload);
          if (name === 'replay.messages' && !json) for (const message of (payload as EventPayload<'messages'>).messages) process.stdout.write(messageLine(message));
          if (name === 'replay') told = sayNew((payload as EventPayload<'replay'>).notes, told);
        },
      });
      playing = opened;
      const { race, packets } = opened;
      if (brokers.length > 0) sender = await ReplaySender.open(race, { brokers, dataDir, team: TEAM });
      let skipped = 0;
      // From the start, however late the first packet leaves.
      packets.subscribe('script', { subscription: 1, cars: [], channels: CHANNELS, past: race.to - race.from, samples: 'all' }, (bytes) => {
        const packet = decodeLivePacket(bytes);
        digest.packet(packet);
        skipped += packet.skipped;
        packets.credit('script', 1);
      });
      if (!json) say(`${race_id}: ${race.cars.length} cars, ${race.opening.laps} laps, ${(race.to - race.from).toFixed(1)} s of race${sender ? `, to ${Object.values(sender.topics).join(' and ')}` : ''}`);
      let stopped = false;
      void untilAsked().then(() => (stopped = true));
      opened.join('script');
      if (speed !== 'max') opened.play();
      let now = race.from;
      while (!stopped && now < race.to) {
        await pause(LOOK);
        now = speed === 'max' ? Math.min(race.to, now + STRIDE) : opened.now.racetime;
        if (speed === 'max') opened.advance(now);
        await sender?.until(now);
      }
      // The last packet is on its way.
      await pause(2 * LOOK);
      await sender?.until(Infinity);
      const { records, messages } = digest;
      const wall_s = Math.round(performance.now() - began) / 1000;
      const report = { race_id, sim_s: Math.round((now - race.from) * 1000) / 1000, wall_s, records, messages, skipped, ...(sender && { frames: sender.frames, topics: sender.topics }), notes: race.notes, digest: digest.finish() };
      if (json) printJson(report);
      else {
        const sent = sender ? ` ${sender.frames} frames sent.` : '';
        say(`${records} records and ${messages} messages in ${wall_s} s, ${skipped} skipped.${sent} Digest ${report.digest}`);
      }
      return stopped ? 1 : 0;
    } finally {
      playing?.close();
      await sender?.close();
      store.close();
    }
  },
};

function sayNew(notes: readonly string[], told: ReadonlySet<string>): Set<string> {
  for (const note of notes) if (!told.has(note)) say(note);
  return new Set([...told, ...notes]);
}

/** One line of JSON a message: what a script reads. */
function messageLine(message: RaceMessage): string {
  return `${visible(JSON.stringify(message))}\n`;
}
