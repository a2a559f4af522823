import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { raceParams, type RaceReport } from '../../../common/race-view.ts';
import { toErrorShape } from '../../../common/errors.ts';
import { exitStatusOf, parseInvocation } from '../../../main/hosts/cli/command.ts';
import { race } from '../../../main/hosts/cli/race.ts';
import { setUpRace } from '../../../main/race-setup.ts';
import { findCar } from '../../../sim/car/cars.ts';
import { littleMarsh } from '../../../sim/track/circuits/little-marsh.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';

vi.mock('../../../main/hosts/cli/until-asked.ts', () => ({ untilAsked: () => new Promise(() => {}) }));

const fixture = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
const PADDOCK = fixture('tracks/paddock.xml');
const paddock = (): string => readFileSync(PADDOCK, 'utf8');

function write(name: string, content: string | Uint8Array): string {
  const path = join(testFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** The kestrel with its category beside it, after `change` has been at its file. */
function kestrel(change: (text: string) => string): string {
  const root = testFolder();
  cpSync(fixture('torcs'), root, { recursive: true });
  const path = join(root, 'cars/kestrel/kestrel.xml');
  const text = readFileSync(path, 'utf8');
  expect(change(text)).not.toBe(text);
  writeFileSync(path, change(text));
  return path;
}

/** The command as the command line runs it, in this process. */
async function run(...args: string[]): Promise<number> {
  return race.run(parseInvocation(race, ['--cars', '2', '--laps', '1', '--data', testFolder(), ...args]));
}

async function report(...args: string[]): Promise<RaceReport> {
  let out = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text))));
  try {
    expect(await run('--json', ...args)).toBe(0);
  } finally {
    stdout.mockRestore();
  }
  return JSON.parse(out) as RaceReport;
}

/** Exit status and message of a call that must fail. */
async function refusal(call: () => unknown): Promise<{ status: number; message: string }> {
  try {
    await call();
  } catch (error) {
    return { status: exitStatusOf(error), message: toErrorShape(error).message };
  }
  throw new Error('was raced without complaint');
}

describe('a race on files', { timeout: 60_000 }, () => {
  test('one digest whether track and car come by name or by file, at any speed; another one for finer steps', async () => {
    const named = ['--track', 'little-marsh', '--car', 'lapwing-gt'];
    const filed = ['--track', write('marsh.json', JSON.stringify(littleMarsh)), '--car', write('gt.json', JSON.stringify(findCar('lapwing-gt')))];
    const first = await report(...named);
    expect(first).toMatchObject({ track: 'little-marsh', track_title: 'Little Marsh', car_title: 'Lapwing GT', step: 500, noise: false, weather_kind: null });
    expect((await report(...filed)).digest).toBe(first.digest);
    expect((await report(...filed, '--speed', '60', '--noise')).digest).toBe(first.digest);
    const finer = await report(...named, '--step', '1000', '--rate', '1000');
    expect(finer.digest).not.toBe(first.digest);
    expect(finer.results[0]!.lap_times[0]!).toBeCloseTo(first.results[0]!.lap_times[0]!, 0);
  });

  test("TORCS's files are raced, the report tells each car's laps and fuel", async () => {
    const events = write('events.json', JSON.stringify([{ lap: 3, type: 'retire', car: 11, reason: 'engine' }]));
    const drivers = write('drivers.json', JSON.stringify([{ number: 11, name: 'Ada Keane', team: 'Fen Racing', skill: 1, consistency: 1 }]));
    const files = ['--track', PADDOCK, '--car', fixture('torcs/cars/kestrel/kestrel.xml'), '--events', events, '--drivers', drivers];
    const { race_id, track, track_title, car_title, weather_kind, results } = await report(...files, '--laps', '3', '--weather', 'wet');
    expect({ track, track_title, car_title, weather_kind }).toEqual({ track: 'paddock', track_title: 'Paddock Ring', car_title: 'Kestrel 2.4', weather_kind: 'wet' });
    expect(race_id).toMatch(/^\d{8}T\d{6}Z-paddock-[0-9a-f]{4}$/);
    expect(results.map(({ car, driver, status, lap_times }) => [car, driver, status, lap_times.length])).toEqual([
      ['car23', 'Tom Ashdown', 'finished', 3],
      ['car11', 'Ada Keane', 'out', 3],
    ]);
    const [winner, out] = results;
    expect(Math.min(...(winner!.lap_times as number[]))).toBe(winner!.best_lap_s);
    for (const fuel of winner!.fuel_per_lap) expect(fuel).toBeGreaterThan(0.01);
    expect([out!.lap_times[2], out!.fuel_per_lap[2]]).toEqual([null, null]);
    expect(out!.lap_times.slice(0, 2)).not.toContain(null);
  });
});

describe('a file that cannot be raced with gets one line and status 2', () => {
  test.each<[string, string, () => string, RegExp]>([
    ['a truncated XML', '--track', () => write('ring.xml', paddock().slice(0, 1500)), /ring\.xml:\d+: Main Track.*: the file ends in the middle/],
    ['a track that does not close', '--track', () => write('ring.xml', paddock().replace('name="arc" val="180"', 'name="arc" val="90"')), /ring\.xml: Main Track: it does not close: .* degrees/],
    ['a straight of no length', '--track', () => write('ring.xml', paddock().replace(/name="lg" val="\d+"/, 'name="lg" val="-5"')), /ring\.xml: Main Track\/.*\/lg: a length of -5 m/],
    ['a car for a track', '--track', () => fixture('torcs/cars/kestrel/kestrel.xml'), /kestrel\.xml: Main Track.*not a TORCS track/],
    ['a torque curve of one point', '--car', () => kestrel((text) => text.replace(/<section name="2">[^]*?(?=<\/section>\s*<\/section>\s*<section name="Clutch">)/, '')), /kestrel\.xml: Engine\/data points: .*two points or more/],
    ['a negative mass', '--car', () => kestrel((text) => text.replace('name="mass" unit="kg" val="980"', 'name="mass" unit="kg" val="-980"')), /kestrel\.xml: Car\/mass: must be above 0/],
    ['an XML of 200 MB', '--car', () => {
      const path = write('large.xml', '');
      truncateSync(path, 200 * 2 ** 20);
      return path;
    }, /large\.xml: 200 MB; such a file has at most 4 MB/],
    ['an entity bomb', '--car', () => write('bomb.xml', `<!DOCTYPE params [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><params name="x"><section name="&b;"/></params>`), /bomb\.xml:1: the entity "a" is refused/],
    ['an entity that names a file', '--track', () => write('spy.xml', `<!DOCTYPE params [<!ENTITY a SYSTEM "/etc/passwd">]><params name="x">&a;</params>`), /spy\.xml:1: the entity "a" is refused/],
    ['a missing file', '--track', () => join(testFolder(), 'nowhere.xml'), /nowhere\.xml: there is no such file; check the path/],
    ['a folder', '--car', () => testFolder(), /: this is not a file; name the file itself/],
    ['an empty file', '--track', () => write('empty.xml', ''), /empty\.xml.*: the file is empty/],
    ['an XML in UTF-16', '--track', () => write('wide.xml', Buffer.from(`\uFEFF${paddock()}`, 'utf16le')), /wide\.xml: it is not text in UTF-8; save it as UTF-8/],
    ['a plan that is cut short', '--track', () => write('marsh.json', JSON.stringify(littleMarsh).slice(0, 400)), /marsh\.json: it is not JSON: /],
    ['a plan with a wrong figure', '--track', () => write('marsh.json', JSON.stringify({ ...littleMarsh, width: 1 })), /marsh\.json: width: /],
    ['a plan in Latin-1', '--track', () => write('marsh.json', Buffer.from(JSON.stringify({ ...littleMarsh, title: 'Mårsh' }), 'latin1')), /marsh\.json: it is not text in UTF-8; save it as UTF-8/],
    ['a car in JSON without a mass', '--car', () => write('gt.json', JSON.stringify({ ...findCar('lapwing-gt'), mass: undefined })), /gt\.json: mass: /],
    ['a car that there is not', '--car', () => 'soapbox', /no car called "soapbox".*lapwing-f/],
    ['no file of events', '--events', () => join(testFolder(), 'events.json'), /events\.json: no such file/],
    ['events that are no JSON', '--events', () => write('events.json', '[{"at": 1,]'), /events\.json: not JSON at line 1, column 11/],
    ['events that are no list', '--events', () => write('events.json', '{"at": 1}'), /events\.json: the events are not a list/],
    ['an event of no kind', '--events', () => write('events.json', '[{"at": 1, "type": "storm"}]'), /events\.json: entry 1 \(storm\): type: /],
    ['drivers that are no list', '--drivers', () => write('drivers.json', '7'), /drivers\.json: the drivers are not a list/],
    ['a driver beyond skill', '--drivers', () => write('drivers.json', '[{"number": 1, "name": "A", "skill": 1.5}]'), /drivers\.json: entry 1: skill: must be from 0 to 1/],
    ['two drivers of one number', '--drivers', () => write('drivers.json', '[{"number": 1, "name": "A"}, {"number": 1, "name": "B"}]'), /drivers\.json: entry 2 \(B\): number 1 is that of entry 1 \(A\)/],
    ['more drivers than cars', '--drivers', () => write('drivers.json', '[{"number": 1, "name": "A"}, {"number": 2, "name": "B"}, {"number": 3, "name": "C"}]'), /drivers\.json: there are 3 drivers for 2 cars/],
    ['drivers in Latin-1', '--drivers', () => write('drivers.json', Buffer.from('[{"number": 1, "name": "Bräuer"}]', 'latin1')), /drivers\.json: not text in UTF-8/],
    ['weather that there is not', '--weather', () => 'snow', /^--weather snow: choose one of dry, wet, changing\.$/],
    ['steps that there are not', '--step', () => '250', /^--step 250: choose one of 500, 1000 steps a second\.$/],
  ])('%s', async (_, option, value, line) => {
    const text = value();
    // What the engine says of these two; the rest is the command's own.
    const named = option === '--track' || option === '--car' ? { [option.slice(2)]: text } : undefined;
    const { status, message } = await refusal(() => (named ? setUpRace(raceParams.parse(named)) : run(option, text)));
    expect(message).toMatch(line);
    expect(message).not.toContain('\n');
    expect(status).toBe(2);
  });

  test('through the door: status, stderr, stdout', { timeout: 60_000 }, async () => {
    const file = write('events.json', '[{"at": 1, "type": "storm"}]');
    expect(await lapwing(['race', '--events', file])).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^E_EVENTS: .*events\.json: entry 1 \(storm\).*\n$/) as string });
    const track = join(testFolder(), 'nowhere.xml');
    expect(await lapwing(['race', '--track', track, '--data', testFolder()])).toEqual({ status: 2, stdout: '', stderr: `E_TRACK_FILE: ${track}: there is no such file; check the path.\n` });
  });
});

test('what the command line says with the file in front', { timeout: 60_000 }, async () => {
  const events = write('events.json', '[{"at": 1, "type": "pit", "car": 99}]');
  expect(await refusal(() => run('--events', events))).toEqual({ status: 2, message: `${events}: entry 1 (pit): car99 is not in this race. Choose one of: car7, car23.` });
  expect(await refusal(() => run('--car', 'a\nb.xml'))).toEqual({ status: 2, message: '--car: must be one line of text.' });
});
