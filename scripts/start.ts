import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { toErrorShape } from '../common/errors.ts';
import { UsageError } from '../main/hosts/cli/command.ts';
import { LINK_HELP } from '../main/hosts/cli/link-help.ts';
import { startServing } from '../main/hosts/cli/serve.ts';
import { untilAsked } from '../main/hosts/cli/until-asked.ts';
import { defaultDataDir } from '../main/installation.ts';
import { fetchRuntime, runtimePath, whyNoWindow } from './electron-runtime.ts';
import { buildIfStale } from '../main/hosts/fresh-build.ts';
import { openBrowser } from './open-browser.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const HELP = `npm start [-- options]: opens the workstation with a race running, in a window or else in a browser.

  --data DIR            data folder (LAPWING_DATA, or the platform's place for user data)
  --brokers HOST:PORT,… Kafka brokers; without, the embedded stream
  --link NAME|FILE      ${LINK_HELP}
  --host ADDRESS        where to listen when there is no window (127.0.0.1)
  --port N              port when there is no window (4747, or a free one)
`;

interface StartOptions {
  dataDir: string;
  brokers: string[];
  link: string | undefined;
  host: string;
  port: number | undefined;
}

/** Null asks for help. Throws UsageError. */
function readOptions(args: string[]): StartOptions | null {
  const values = parse(args);
  if (values.help) return null;
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535)) throw new UsageError(`--port ${values.port} is not a port`);
  return {
    dataDir: resolve(values.data ?? defaultDataDir()),
    brokers: (values.brokers ?? '').split(',').filter((broker) => broker !== ''),
    link: values.link,
    host: values.host ?? '127.0.0.1',
    port,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { data: text, brokers: text, link: text, host: text, port: text, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0], { cause: error });
  }
}

/** A window that ends this way so early never opened: a library is missing, or its sandbox is not allowed. */
const EARLY_MS = 15_000;
const NEVER_OPENED: readonly (number | null)[] = [null, 126, 127, 133, 134];

/** Runs the desktop shell to its end. Gives its exit status, or why it never opened. */
function runWindow(program: string, { dataDir, brokers, link }: StartOptions): Promise<number | string> {
  const args = [project, '--race', '--data', dataDir, ...(brokers.length > 0 ? ['--brokers', brokers.join(',')] : []), ...(link === undefined ? [] : ['--link', link])];
  // Chromium takes a second Ctrl-C for a kill: the shell gets one, from here, not another from the terminal.
  const child = spawn(program, args, { stdio: 'inherit', detached: process.platform !== 'win32' });
  const began = performance.now();
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!asked) child.kill('SIGTERM');
      asked = true;
    });
  }
  return new Promise((done) => {
    child.on('error', (error) => done(`Electron could not be started (${error.message})`));
    child.on('exit', (code, signal) => {
      const early = !asked && performance.now() - began < EARLY_MS;
      if (early && NEVER_OPENED.includes(code)) return done(`Electron ended at once (${signal ?? `status ${code}`})`);
      done(asked ? 0 : (code ?? 128 + constants.signals[signal!]));
    });
  });
}

async function serveInstead(options: StartOptions, why: string): Promise<number> {
  const asked = untilAsked();
  say(`No window: ${why}.`);
  const serving = await startServing({ ...options, race: true });
  say('The same screens in a browser:');
  process.stdout.write(`${serving.url}\n`);
  const forget = openBrowser(serving.url);
  await asked;
  say('Closing…');
  forget();
  await serving.close();
  return 0;
}

async function start(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    process.stdout.write(HELP);
    return 0;
  }
  buildIfStale(say);
  let why = whyNoWindow(process.env, process.platform, process.getuid?.());
  if (why === null && runtimePath() === null) why = await fetchRuntime(say);
  const program = runtimePath();
  if (why === null && program !== null) {
    const end = await runWindow(program, options);
    if (typeof end === 'number') return end;
    why = end;
  }
  return serveInstead(options, why ?? 'the Electron runtime is not there');
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof UsageError;
  say(usage ? `${error.message}. See "npm start -- --help".` : toErrorShape(error).message);
  process.exitCode = usage ? 2 : 1;
}
