/** Robots with ten drivers each that load in TORCS's packages. */
const ROBOTS = ['inferno', 'lliaw', 'tita'];

/** A race of TORCS without a window: the first `cars` drivers of those robots, each in the car it has. */
export function raceFile(track: string, cars: number, laps: number): string {
  const drivers = Array.from({ length: cars }, (_, i) => section(String(i + 1), text('module', ROBOTS[Math.floor(i / 10)]!) + number('idx', (i % 10) + 1)));
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<params name="bench" type="param" mode="mw">' +
    section('Header', text('name', 'Bench') + text('description', 'Bench') + number('priority', 100)) +
    section('Tracks', number('maximum number', 1) + section('1', text('name', track) + text('category', 'road'))) +
    section('Races', section('1', text('name', 'Race'))) +
    section(
      'Race',
      number('laps', laps) + text('type', 'race') + text('starting order', 'drivers list') + text('restart', 'no') +
        text('display mode', 'results only') + text('display results', 'yes') +
        section(
          'Starting Grid',
          number('rows', 2) + number('distance to start', 25) + number('distance between columns', 20) + number('offset within a column', 10) +
            number('initial speed', 0) + number('initial height', 0.2),
        ),
    ) +
    section('Drivers', number('maximum number', cars) + text('focused module', ROBOTS[0]!) + number('focused idx', 1) + drivers.join('')) +
    '</params>\n'
  );
}

const section = (name: string, inside: string): string => `<section name="${name}">${inside}</section>\n`;
const text = (name: string, value: string): string => `<attstr name="${name}" val="${value}"/>`;
const number = (name: string, value: number): string => `<attnum name="${name}" val="${value}"/>`;
