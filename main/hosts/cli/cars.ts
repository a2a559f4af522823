import { carNames, findCar } from '../../../sim/car/cars.ts';
import { torcsCars } from '../../interchange/torcs/cars.ts';
import { UsageError, type Command } from './command.ts';
import { printJson, table } from './output.ts';

export const cars: Command = {
  name: 'cars',
  summary: 'Lists the cars: ours, and those of an installed TORCS.',
  options: {},
  async run(invocation) {
    if (invocation.arguments.length > 0) throw new UsageError('cars takes no arguments. See "lapwing cars --help".');
    const own = carNames().map(findCar).map(({ name, title, category, mass, drive, ers, drs }) => ({
      ...{ name, title, category, mass, drive: drive.layout },
      ...{ ers: ers !== undefined, drs: drs !== undefined },
    }));
    const torcs = torcsCars();
    if (invocation.options['json']) {
      printJson({ own, torcs });
    } else {
      const extras = (car: (typeof own)[number]): string => [...(car.ers ? ['ERS'] : []), ...(car.drs ? ['DRS'] : [])].join(', ');
      process.stdout.write(table(['car', 'title', 'category', 'kg', 'drive', 'has'], own.map((car) => [car.name, car.title, car.category, car.mass, car.drive, extras(car)])));
      if (torcs.length > 0) process.stdout.write(`\n${table(['TORCS car', 'category', 'path'], torcs.map(({ name, category, path }) => [name, category, path]))}`);
    }
    return 0;
  },
};
