import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildIfStale } from '../../../main/hosts/fresh-build.ts';
import { launchBrowser } from '../../e2e/browser.ts';
import type { LoneRow } from '../row.ts';
import { wholeRace } from '../whole-race.ts';

/** Processes below this one whose command line has this in it. */
function below(parent: number, what: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(what);
      } catch {
        return false;
      }
    });
}

const rows: LoneRow[] = [
  {
    id: 'F14',
    alone: true,
    long: true,
    what: 'a screen crashes and the SQL process is killed, in the middle of a race',
    lacks: () => (process.platform === 'linux' ? null : 'it takes Linux, to find the SQL process'),
    async run({ folder, seed, short }) {
      buildIfStale(() => undefined);
      const complaints: string[] = [];
      const browser = await launchBrowser();
      const context = await browser.newContext();
      const loaded = async (url: string, what: string) => {
        const page = await context.newPage();
        await page.goto(url);
        await page.getByTestId('tab-live').click({ timeout: 20_000 }).catch(() => complaints.push(`${what} does not come up`));
        return page;
      };
      try {
        const { report, most: _most, lag: _lag, ...evidence } = await wholeRace({
          order: { folder, screens: true, race: { cars: 4, laps: short ? 2 : 6, seed: seed % 1000, speed: 10 } },
          patience: 110_000,
          async fault(child, url) {
            const page = await loaded(url!, 'the screen');
            const crashed = new Promise((resolve) => page.once('crash', resolve));
            void page.goto('chrome://crash').catch(() => undefined);
            if (!(await Promise.race([crashed.then(() => true), sleep(10_000).then(() => false)]))) complaints.push('the screen did not crash');
            const helpers = below(child.pid!, 'sql-process');
            if (helpers.length === 0) complaints.push('there was no SQL process to kill');
            for (const pid of helpers) process.kill(pid, 'SIGKILL');
            // The token of the address serves once; the new page has the cookie.
            await loaded(new URL('/', url!).href, 'a new screen');
          },
        });
        if (!evidence.texts.some((text) => text.startsWith('sql:'))) complaints.push('who waited for the query was not told');
        return { ...evidence, complaints, note: `a race of ${Math.round(report.sim_s)} s at speed 10 took ${Math.round(report.wall_s)} s` };
      } finally {
        await browser.close();
      }
    },
  },
];
export default rows;
