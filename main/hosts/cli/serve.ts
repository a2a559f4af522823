import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { LapwingError } from '../../../common/errors.ts';
import { defaultDataDir } from '../../installation.ts';
import type { Retention } from '../../onboard/edge/retention.ts';
import { openWorkstation } from '../../workstation.ts';
import { buildIfStale } from '../fresh-build.ts';
import { startWebHost } from '../web/web-host.ts';
import { brokersOption } from './brokers.ts';
import { LINK_HELP } from './link-help.ts';
import { numberOption, textOption, UsageError, type Command } from './command.ts';
import { printJson, say } from './output.ts';
import { RETENTION_OPTIONS, retentionOption } from './retention.ts';
import { untilAsked } from './until-asked.ts';

const DEFAULT_PORT = 4747;
const screens = fileURLToPath(new URL('../../../dist/renderer', import.meta.url));

export interface ServeOptions {
  host: string;
  /** Undefined: the usual port, or any free one where that is taken. */
  port?: number | undefined;
  /** Start a race unless one is running. */
  race: boolean;
  dataDir: string;
  brokers: string[];
  /** As `WorkstationOptions` has it. */
  link?: string | undefined;
  retention?: Retention;
}

/** Serves the screens until `close`. Throws LapwingError: port in use, data folder or broker unusable. */
export async function startServing(options: ServeOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { host, port, race, ...rest } = options;
  const workstation = await openWorkstation(rest);
  try {
    buildIfStale(say);
    const start = (at: number) => startWebHost({ workstation, host, port: at, root: screens });
    const web = await start(port ?? DEFAULT_PORT).catch((error: unknown) => {
      if (port === undefined && error instanceof LapwingError && error.code === 'E_PORT') return start(0);
      throw error;
    });
    if (race) {
      const session = workstation.open({ event() {}, live() {} });
      await session.request('race.start', {}).catch(async (error: unknown) => {
        await web.close();
        throw error;
      });
      session.close();
    }
    return {
      url: web.url,
      async close() {
        await web.close();
        await workstation.close();
      },
    };
  } catch (error) {
    await workstation.close();
    throw error;
  }
}

export const serve: Command = {
  name: 'serve',
  summary: 'Serves the screens to a browser and prints the address.',
  options: {
    host: { type: 'string', value: 'ADDRESS', help: 'where to listen (127.0.0.1)' },
    port: { type: 'string', value: 'N', help: `port; 0 for any free one (${DEFAULT_PORT}, or a free one)` },
    race: { type: 'boolean', help: 'start a race' },
    brokers: { type: 'string', value: 'HOST:PORT,…', help: 'Kafka brokers; without, the embedded stream' },
    link: { type: 'string', value: 'NAME|FILE', help: LINK_HELP },
    ...RETENTION_OPTIONS,
  },
  async run(invocation) {
    if (invocation.arguments.length > 0) throw new UsageError(`serve takes no ${JSON.stringify(invocation.arguments[0])}. See "lapwing serve --help".`);
    const asked = untilAsked();
    const host = textOption(invocation, 'host') ?? '127.0.0.1';
    const serving = await startServing({
      host,
      port: numberOption(invocation, 'port', z.int('not a port').min(0, 'not a port').max(65535, 'not a port')),
      race: invocation.options['race'] === true,
      dataDir: textOption(invocation, 'data') ?? defaultDataDir(),
      brokers: brokersOption(invocation),
      link: textOption(invocation, 'link'),
      ...retentionOption(invocation),
    });
    if (invocation.options['json']) printJson({ url: serving.url });
    else process.stdout.write(`${serving.url}\n`);
    if (!['127.0.0.1', '::1', 'localhost'].includes(host)) say('The network can reach this, unencrypted: whoever has the address can watch and steer.');
    await asked;
    say('Closing…');
    await serving.close();
    return 0;
  },
};
