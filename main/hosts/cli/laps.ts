import { LapwingError } from '../../../common/errors.ts';
import { listLaps, listRaces } from './store.ts';
import { UsageError, type Command } from './command.ts';
import { lapTime, printJson, table } from './output.ts';

export const laps: Command = {
  name: 'laps',
  arguments: 'RACE_ID',
  summary: 'Lists the laps of a stored race.',
  options: {},
  async run(invocation) {
    const [race, extra] = invocation.arguments;
    if (race === undefined || extra !== undefined) throw new UsageError('laps takes one race id; "lapwing races" lists them.');
    const { dataDir, rows: known } = listRaces(invocation);
    if (!known.some(({ race_id }) => race_id === race)) {
      throw new LapwingError('E_NO_RACE', `There is no race ${JSON.stringify(race)} in ${dataDir}. "lapwing races" lists what there is.`);
    }
    const rows = listLaps(invocation, race);
    if (invocation.options['json']) {
      printJson(rows);
    } else {
      const cells = rows.map((lap) => [lap.car, lap.driver, lap.lap, lap.lap_type, lapTime(lap.lap_time), lap.compound, lap.tyre_age, lap.position]);
      process.stdout.write(table(['car', 'driver', 'lap', 'type', 'time', 'tyre', 'age', 'P'], cells));
    }
    return 0;
  },
};
