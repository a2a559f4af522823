import { LAP_FUNCTIONS, SQL_TABLES } from '../../common/sql-catalogue.ts';
import { usePitWall } from '../state/context.ts';

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
        {SQL_TABLES.map(({ name, columns, says }) => (
          <p key={name} title={says}>
            <b class="mono">{name}</b>
            <br />
            <span class="mono muted">{columns.join(', ')}</span>
          </p>
        ))}
        {LAP_FUNCTIONS.map(({ name, takes, says }) => (
          <p key={name} title={says}>
            <b class="mono">{name}</b>
            <span class="mono muted">({takes})</span>
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
