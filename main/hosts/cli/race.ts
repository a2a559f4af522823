import { z } from 'zod';
import type { EventPayload } from '../../../common/contract.ts';
import { raceParams, RECORD_RATES, STEP_RATES, type RaceReport, type RaceView } from '../../../common/race-view.ts';
import type { LinkView } from '../../../common/link-view.ts';
import { check } from '../../../common/plain-parse.ts';
import { WEATHERS } from '../../../common/timing.ts';
import { readRaceEvents } from '../../../sim/control/race-events.ts';
import { readDrivers } from '../../../sim/driver/driver-file.ts';
import { DEFAULT_TRACK } from '../../../sim/track/tracks.ts';
import { defaultDataDir } from '../../installation.ts';
import { openWorkstation } from '../../workstation.ts';
import { choiceOption, numberOption, textOption, UsageError, type Command, type Invocation } from './command.ts';
import { brokersOption } from './brokers.ts';
import { LINK_HELP } from './link-help.ts';
import { RETENTION_OPTIONS, retentionOption } from './retention.ts';
import { lapTime, printJson, say, table } from './output.ts';
import { inFile, readListFile } from './list-file.ts';
import { Progress } from './progress.ts';
import { untilAsked } from './until-asked.ts';

const POLL_MS = 100;
const whole = (what: string, from: number, to: number) => z.int(`not a whole number of ${what}`).min(from, `from ${from} to ${to} ${what} can be had`).max(to, `from ${from} to ${to} ${what} can be had`);

/** Throws UsageError, or LapwingError E_EVENTS or E_DRIVERS for a file that is not what it should be. */
async function paramsOf(invocation: Invocation) {
  const speed = textOption(invocation, 'speed') ?? 'max';
  const [events, drivers] = [textOption(invocation, 'events'), textOption(invocation, 'drivers')];
  const { data, fault } = check(raceParams, {
    track: textOption(invocation, 'track'),
    car: textOption(invocation, 'car'),
    cars: numberOption(invocation, 'cars', whole('cars', 1, 40)),
    laps: numberOption(invocation, 'laps', whole('laps', 1, 500)),
    seed: numberOption(invocation, 'seed', whole('(a seed)', 0, 0xffffffff)),
    rate: numberOption(invocation, 'rate', z.literal(RECORD_RATES, `choose one of ${RECORD_RATES.join(', ')} Hz`)),
    step: numberOption(invocation, 'step', z.literal(STEP_RATES, `choose one of ${STEP_RATES.join(', ')} steps a second`)),
    noise: invocation.options['noise'] === true,
    weather: choiceOption(invocation, 'weather', WEATHERS),
    events: events === undefined ? undefined : await readListFile(events, 'E_EVENTS', readRaceEvents),
    drivers: drivers === undefined ? undefined : await readListFile(drivers, 'E_DRIVERS', readDrivers),
    speed: speed === 'max' ? speed : numberOption(invocation, 'speed', z.number('neither a number nor "max"').positive('slower than standing still').max(1000, 'at most 1000; or "max"')),
  });
  if (!fault) return data;
  throw new UsageError(`--${fault.text}.`);
}

export const race: Command = {
  name: 'race',
  summary: 'Runs a race through the whole path without a screen.',
  options: {
    track: { type: 'string', value: 'NAME|FILE', help: `the circuit ("lapwing tracks" lists them), or a file: .json of ours, .xml of TORCS (${DEFAULT_TRACK})` },
    car: { type: 'string', value: 'NAME|FILE', help: 'what all drive ("lapwing cars" lists them), or a file: .json of ours, .xml of TORCS (each team its own)' },
    cars: { type: 'string', value: 'N', help: 'cars on the grid, 1 to 40 (20)' },
    laps: { type: 'string', value: 'N', help: 'race distance, 1 to 500 (53)' },
    seed: { type: 'string', value: 'N', help: 'same seed, same race (7)' },
    rate: { type: 'string', value: 'HZ', help: 'samples a second that are recorded of a channel at most (100)' },
    step: { type: 'string', value: STEP_RATES.join('|'), help: `steps of the physics a second (${STEP_RATES[0]})` },
    noise: { type: 'boolean', help: 'record what the sensors read, noise and drop-outs included, not the truth' },
    weather: { type: 'string', value: WEATHERS.join('|'), help: 'the weather of the day (mild, dry and always the same)' },
    events: { type: 'string', value: 'FILE', help: 'the script of the race, JSON: [{"at": 120, "type": "vsc"}, {"lap": 3, "type": "retire", "car": 7}]' },
    drivers: { type: 'string', value: 'FILE', help: 'who drives, JSON: [{"number": 7, "name": "…", "team": "…", "skill": 0.8, "consistency": 0.6}]' },
    speed: { type: 'string', value: 'X|max', help: 'simulated seconds a second (max)' },
    brokers: { type: 'string', value: 'HOST:PORT,…', help: 'Kafka brokers; without, the embedded stream' },
    link: { type: 'string', value: 'NAME|FILE', help: LINK_HELP },
    ...RETENTION_OPTIONS,
  },
  async run(invocation) {
    if (invocation.arguments.length > 0) throw new UsageError(`race takes no ${JSON.stringify(invocation.arguments[0])}. See "lapwing race --help".`);
    const params = await paramsOf(invocation);
    const brokers = brokersOption(invocation);
    const dataDir = textOption(invocation, 'data') ?? defaultDataDir();
    const workstation = await openWorkstation({ dataDir, brokers, link: textOption(invocation, 'link'), ...retentionOption(invocation) });
    const progress = new Progress(process.stderr);
    let view: RaceView | undefined;
    let trouble: string | null = null;
    const session = workstation.open({
      event(name, payload) {
        if (name === 'race') view = payload as RaceView;
        if (name === 'notice') say((payload as EventPayload<'notice'>).text);
        if (name !== 'link') return;
        const link = payload as LinkView;
        if (link.stream.trouble !== trouble) {
          trouble = link.stream.trouble;
          say(trouble ?? 'The stream works again.');
        }
        if (view) progress.show(view, link);
      },
      live() {},
    });
    const interrupted = untilAsked().then(() => 'interrupted' as const);
    try {
      const { race_id } = (await session.request('race.start', params).catch((error: unknown) => inFile(error, invocation))) as RaceView;
      if (!invocation.options['json']) say(`${race_id}: cars ${params.cars}, laps ${params.laps}, seed ${params.seed}, data in ${dataDir}`);
      const outcome = await Promise.race([interrupted, waitForReport(session.request, race_id)]);
      progress.clear();
      if (outcome === 'interrupted') {
        say(`Interrupted. What was recorded of ${race_id} is on disk; the next start sends on what has not arrived.`);
        return 1;
      }
      // A reader that still waits for its next try has not told of its recovery, and need not any more.
      if (trouble !== null) say('Everything has arrived all the same: the stream works again.');
      if (invocation.options['json']) printJson(outcome);
      else printReport(outcome);
      return view?.state === 'stopped' ? 1 : 0;
    } finally {
      progress.clear();
      session.close();
      await workstation.close();
    }
  },
};

/** Frames of this and of earlier races that have not been confirmed. */
async function backlog(request: (name: string, params: unknown) => Promise<unknown>): Promise<number> {
  return ((await request('link', {})) as LinkView).backlog;
}

/** Waits for what earlier races have left behind as well: a script that ran a race finds all of them in the store. */
async function waitForReport(request: (name: string, params: unknown) => Promise<unknown>, race_id: string): Promise<RaceReport> {
  for (;;) {
    const report = (await request('race.report', { race_id })) as RaceReport | null;
    if (report && (await backlog(request)) === 0) return report;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function printReport(report: RaceReport): void {
  const { frames } = report;
  const rows = report.results.map((r) => [r.position, r.car, r.driver, r.laps, lapTime(r.time_s), lapTime(r.best_lap_s), r.stops, r.reason ?? null]);
  process.stdout.write(table(['P', 'car', 'driver', 'laps', 'time', 'best', 'stops', 'out'], rows));
  say(
    `${report.laps_stored} laps stored; frames: ${frames.generated} generated, ${frames.buffered} buffered, ${frames.confirmed} confirmed, ` +
      `${frames.stored} stored, ${frames.duplicates} repeats dropped, ${frames.gaps.length} gaps. ${report.sim_s} s of race in ${report.wall_s} s.`,
  );
}
