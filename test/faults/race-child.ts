// A whole workstation with one race, without a screen; says at the end how it went for the thread that screens hang on.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventPayload } from '../../common/contract.ts';
import type { RaceReport, RaceView } from '../../common/race-view.ts';
import type { LinkView } from '../../common/link-view.ts';
import { fileURLToPath } from 'node:url';
import { startWebHost } from '../../main/hosts/web/web-host.ts';
import { openWorkstation } from '../../main/workstation.ts';
import type { RaceOrder, RaceSays } from './whole-race.ts';

const order = JSON.parse(process.argv[2]!) as RaceOrder;
const say = (what: RaceSays): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

const delay = monitorEventLoopDelay({ resolution: 10 });
const workstation = await openWorkstation({ dataDir: order.folder, ...(order.brokers ? { brokers: order.brokers } : {}) });
const screens = order.screens ? await startWebHost({ workstation, root: fileURLToPath(new URL('../../dist/renderer', import.meta.url)) }) : undefined;
let peakRss = 0;
const meter = setInterval(() => (peakRss = Math.max(peakRss, process.memoryUsage.rss())), 200);
const told = new Set<string>();
const tell = (text: string | null | undefined): void => {
  if (!text || told.has(text)) return;
  told.add(text);
  say({ told: text });
};
let most = 0;
const session = workstation.open({
  event(name, payload) {
    if (name === 'notice') tell((payload as EventPayload<'notice'>).text);
    if (name !== 'link') return;
    const { stream, lag, frames } = payload as LinkView;
    tell(stream.trouble);
    most = Math.max(most, frames.generated - frames.buffered);
    say({ lag });
  },
  live() {},
});
delay.enable();
const { race_id } = (await session.request('race.start', order.race)) as RaceView;
say({ running: screens?.url ?? null });
// Something for the SQL process to be busy with.
if (screens) void session.request('sql.run', { sql: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n', timeout: 60 }).catch((error: Error) => tell(`sql: ${error.message}`));
let report: RaceReport | null = null;
while (!report) {
  await sleep(100);
  report = (await session.request('race.report', { race_id })) as RaceReport | null;
}
delay.disable();
say({ report, peakRss, stall: delay.percentile(99) / 1e6, most });
clearInterval(meter);
session.close();
await screens?.close();
await workstation.close();
