import { usePitWall } from '../state/context.ts';

const TABLES: readonly (readonly [name: string, columns: string])[] = [
  [
    'laps',
    'id, race_id, track, car, driver, team, lap, lap_type, lap_time, compound, tyre_age, position, timestamp, racetime, doc',
  ],
  ['races', 'race_id, track, started, laps, cars, seed, rate, state'],
  ['cars', 'race_id, car, number, driver, team, model'],
  ['events', 'race_id, racetime, type, car, lap, doc'],
];

/** What can be asked for: tables with their columns, and the channels inside a lap document. */
export function SchemaHint() {
  const { workstation } = usePitWall();
  const groups = Map.groupBy(workstation.value?.channels ?? [], (channel) => channel.group);
  return (
    <aside class="panel sql-schema" aria-label="What can be asked for">
      <header class="panel-head">
        <h2>Tables and channels</h2>
      </header>
      <div class="scroll">
        {TABLES.map(([name, columns]) => (
          <p key={name}>
            <b class="mono">{name}</b>
            <br />
            <span class="mono muted">{columns}</span>
          </p>
        ))}
        <p class="muted">
          <span class="mono">doc</span> is the lap as JSON: <span class="mono">$.records[*].racetime</span>,{' '}
          <span class="mono">.distance</span>, and under <span class="mono">.sensors</span> every channel:
        </p>
        {groups.size === 0 && <p class="muted">The channels show when the workstation answers.</p>}
        {[...groups].map(([group, channels]) => (
          <div key={group}>
            <h3>{group}</h3>
            <table>
              <tbody>
                {channels.map((channel) => (
                  <tr key={channel.name} title={`${channel.description}. ${channel.min} to ${channel.max}, ${channel.rate} Hz`}>
                    <td class="left mono">{channel.name}</td>
                    <td class="left muted">{channel.unit}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}
      </div>
    </aside>
  );
}
