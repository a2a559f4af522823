import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LapwingError } from '../../../common/errors.ts';
import { readParams } from '../../../main/interchange/torcs/params.ts';
import { unitFactor } from '../../../main/interchange/torcs/units.ts';
import { testFolder } from '../../support/folder.ts';

const SURFACES = '<!ENTITY default-surfaces SYSTEM "../../../data/tracks/surfaces.xml">';

/** Writes files under a folder of the test's own and gives the first one's path. */
function write(files: Record<string, string>): string {
  const root = testFolder();
  const paths = Object.keys(files).map((name) => join(root, name));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return paths[0]!;
}

function read(text: string) {
  return readParams(write({ 'file.xml': text }));
}

/** The one line that the file is refused with, without the folder. */
function lineOf(path: string): string {
  try {
    readParams(path);
  } catch (error) {
    expect(error).toBeInstanceOf(LapwingError);
    const { code, message } = error as LapwingError;
    expect(code).toBe('E_TORCS_FILE');
    expect(message).not.toContain('\n');
    return message.replaceAll(`${dirname(path)}/`, '');
  }
  throw new Error('was read without complaint');
}

function refusal(text: string): string {
  return lineOf(write({ 'file.xml': text }));
}

describe('units', () => {
  test.each([
    ['m', 1], ['mm', 0.001], ['cm2', 1e-4], ['in', 0.0254], ['ft', 0.304801], ['deg', Math.PI / 180], ['deg/s', Math.PI / 180],
    ['rpm', Math.PI / 30], ['kPa', 1000], ['%', 0.01], ['km/h', 1000 / 3600], ['N.m', 1], ['kg.m2', 1], ['l', 1], ['', 1],
    ['lbf/in', (0.45359237 * 9.80665) / 0.0254],
  ])('%s is %d', (unit, factor) => expect(unitFactor(unit)).toBeCloseTo(factor, 12));

  test('lbs is a mass, so that a spring in lbs/in is softer than it reads', () => {
    expect(2000 * unitFactor('lbs/in')).toBeCloseTo(35715.9, 1);
    expect(unitFactor('lbs/in/s')).toBe(unitFactor('lbs/in'));
  });
});

describe('what is read', () => {
  const engine = () => read(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE params SYSTEM "params.dtd">
<params name="kestrel">
  <section name="Engine">
    <attnum name="tickover" unit="rpm" min="500" val="900"/>
    <attstr name="kind" in="V6,V8" val="V6 &amp; turbo"/>
    <section name="data points">
      <section name="2"><attnum name="Tq" val="210"/></section>
      <section name="10"><attnum name="Tq" val="0x10"/></section>
      <section name="1"><attnum name="Tq" val="180.0.0"/></section>
    </section>
  </section>
</params>`);

  test('numbers in SI units with their range, which holds the value', () => {
    const file = engine();
    expect(file.number('Engine/tickover')).toBeCloseTo((900 * Math.PI) / 30, 12);
    const range = file.find('Engine')!.numbers.get('tickover')!;
    expect(range.min).toBeCloseTo((500 * Math.PI) / 30, 12);
    expect(range.max).toBe(range.value);
  });

  test('texts with the choices beside them', () => {
    const file = engine();
    expect(file.text('Engine/kind')).toBe('V6 & turbo');
    expect(file.find('Engine')!.texts.get('kind')!.choices).toEqual(['V6', 'V8']);
  });

  test('sections in the order of the file, not of their names', () => {
    const points = engine().list('Engine/data points');
    expect(points.map((point) => [point.name, point.path, point.line, point.number('Tq')])).toEqual([
      ['2', 'Engine/data points/2', 8, 210],
      ['10', 'Engine/data points/10', 9, 16],
      ['1', 'Engine/data points/1', 10, 180],
    ]);
  });

  test('a fallback for what is missing, or else a line that says so', () => {
    const file = engine();
    expect(file.number('Engine/revs maxi', 7)).toBe(7);
    expect(file.text('Car/category', 'none')).toBe('none');
    expect(file.list('Gearbox/gears')).toEqual([]);
    expect(() => file.find('Engine')!.number('revs maxi')).toThrow(/file\.xml:4: Engine\/revs maxi: this number is missing/);
  });

  test('TORCS\'s shared surfaces in the place where the file refers to them', () => {
    const track = readParams(write({
      'tracks/road/loop/loop.xml': `<!DOCTYPE params SYSTEM "params.dtd" [<!-- general --> ${SURFACES}]>
        <params name="loop"><section name="Surfaces"><section name="own"/>&default-surfaces;<section name="last"/></section></params>`,
      'data/tracks/surfaces.xml': '<?xml version="1.0"?>\n<!-- shared -->\n<section name="tarmac"><attnum name="friction" val="1.1"/></section>\n<section name="sand"/>',
    }));
    expect(track.list('Surfaces').map(({ name, path }) => [name, path])).toEqual([
      ['own', 'Surfaces/own'], ['tarmac', 'Surfaces/tarmac'], ['sand', 'Surfaces/sand'], ['last', 'Surfaces/last'],
    ]);
    expect(track.number('Surfaces/tarmac/friction')).toBe(1.1);
    expect(track.find('Surfaces/sand')!.line).toBe(4);
  });
});

describe('what is refused', () => {
  test('a file that is cut short', () => {
    expect(refusal('<params name="x">\n<section name="Car">\n<attnum name="mass" val="600"/>\n')).toBe('file.xml:4: Car: the file ends in the middle; it is cut short.');
    expect(refusal('<params name="x"><section na')).toMatch(/cut short/);
    expect(refusal('')).toBe('file.xml:1: the file is empty.');
  });

  test('what is not XML, or not of TORCS', () => {
    expect(refusal('{"mass": 600}')).toBe('file.xml:1: it is not XML: non-whitespace before first tag.');
    expect(refusal('\0\u0001\u0002')).toMatch(/it is not XML/);
    expect(refusal('<params name="x"><section name="Car"></params>')).toMatch(/file\.xml:1: Car: it is not XML: unexpected close tag/);
    expect(refusal('<html><body/></html>')).toBe('file.xml:1: html: the document is a <html>; TORCS\'s are <params>.');
    expect(refusal('<params name="x"/>\n<params name="y"/>')).toMatch(/file\.xml:2: y: there is a second <params>/);
    expect(refusal('<params name="x"><colour name="red"/></params>')).toMatch(/red: <colour> is not TORCS's/);
  });

  test('a number that is none, with its place', () => {
    const engine = (val: string) => refusal(`<params name="x">\n<section name="Engine">\n<attnum name="tickover" val="${val}"/></section></params>`);
    expect(engine('9OO')).toBe('file.xml:3: Engine/tickover: "9OO" is not a number.');
    expect(engine('')).toMatch(/"" is not a number/);
    expect(engine('NaN')).toMatch(/"NaN" is not a number/);
    expect(engine('1e999')).toMatch(/"1e999" is not a number/);
  });

  test('two sections of one name, an element without name or value', () => {
    expect(refusal('<params name="x"><section name="Car"/>\n<section name="Car"/></params>')).toBe('file.xml:2: Car: there are two sections of this name.');
    expect(refusal('<params name="x"><section/></params>')).toMatch(/<section> has no name/);
    expect(refusal('<params name="x"><section name="Car"><attnum name="mass"/></section></params>')).toMatch(/Car\/mass: it has no val/);
  });

  test('sections without end', () => {
    const deep = 100_000;
    expect(refusal('<params name="x">' + '<section name="s">'.repeat(deep) + '</section>'.repeat(deep) + '</params>')).toMatch(/more than 32 deep/);
  });

  test('a file that is too large, before it is read', () => {
    expect(refusal(' '.repeat(2 ** 22 + 1))).toBe('file.xml: 5 MB; such a file has at most 4 MB.');
  });

  test('a file that is not there, or a folder', () => {
    const path = write({ 'file.xml': '' });
    expect(lineOf(join(dirname(path), 'other.xml'))).toBe('other.xml: there is no such file; check the path.');
    expect(lineOf(dirname(path))).toMatch(/this is not a file/);
  });
});

describe('entities', () => {
  const track = (declarations: string, content: string) => refusal(`<!DOCTYPE params [${declarations}]>\n<params name="x"><section name="S">${content}</section></params>`);

  test('a bomb is refused where it is declared', () => {
    const bomb = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">';
    expect(track(bomb, '&b;')).toBe('file.xml:1: the entity "a" is refused; only TORCS\'s default-surfaces and default-objects are read.');
    expect(track('<!ENTITY % p SYSTEM "http://example.invalid/p"> %p;', '')).toMatch(/the entity "% p" is refused/);
  });

  test('a file of somebody else is refused, also under the name of a shared one', () => {
    expect(track('<!ENTITY secret SYSTEM "file:///etc/passwd">', '&secret;')).toMatch(/"secret" is refused/);
    expect(track('<!ENTITY default-surfaces SYSTEM "/etc/passwd">', '&default-surfaces;')).toMatch(/"default-surfaces" is refused/);
    expect(track('<!ENTITY default-surfaces SYSTEM "../../other/data/tracks/surfaces.xml">', '')).toMatch(/is refused/);
  });

  test('an entity that nobody declared', () => expect(track('', '&mystery;')).toMatch(/S: an entity that is not read/));

  test('shared files are read one level deep and a few times only', () => {
    const loop = (surfaces: string, content = '&default-surfaces;') =>
      lineOf(write({
        'tracks/road/loop/loop.xml': `<!DOCTYPE params [${SURFACES}]><params name="x"><section name="S">${content}</section></params>`,
        'data/tracks/surfaces.xml': surfaces,
      }));
    expect(loop(`<!DOCTYPE params [${SURFACES}]><section name="a">&default-surfaces;</section>`)).toMatch(/surfaces\.xml:1: .*it is not XML/);
    expect(loop('<section name="a">')).toMatch(/surfaces\.xml:1: .*unexpected close tag/);
    expect(loop('</params><section name="a"/>')).toMatch(/surfaces\.xml:1: /);
    expect(loop('', '&default-surfaces;'.repeat(9))).toMatch(/more than 8 times/);
  });
});
