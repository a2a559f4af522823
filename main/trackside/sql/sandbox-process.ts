import { fork, type ChildProcess } from 'node:child_process';
import { parse } from 'node:path';
import { LapwingError } from '../../../common/errors.ts';
import { entryUrl } from '../../entry.ts';
import { SQL_LIMITS } from './sql-limits.ts';
import { MEMORY_MARK } from './sql-messages.ts';
import type { SqlFiles } from './sql-connection.ts';

interface Heard {
  /** Any message but the one that says that it is ready. */
  message(message: never): void;
  /** The process is gone, and why. */
  ended(reason: LapwingError): void;
}

/** A process in which people's SQL or people's files are worked on, and which can be killed at any time. */
export class SandboxProcess {
  /** Rejects when the process could not be started. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  private readonly child: ChildProcess;

  constructor(task: 'queries' | 'table', { path, tables }: SqlFiles, heard: Heard) {
    const child = fork(entryUrl(import.meta.url, 'sql-process'), [task, path, ...(tables === undefined ? [] : [tables])], {
      cwd: parse(path).root,
      env: childEnvironment(),
      execArgv: [`--max-old-space-size=${SQL_LIMITS.heapMb}`, '--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child = child;
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
    const ready = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<void>();
    ready.promise.catch(() => {});
    [this.ready, this.gone] = [ready.promise, gone.promise];
    const slow = setTimeout(() => this.kill(), SQL_LIMITS.start);
    child.on('message', (message: { type: string }) => {
      if (message.type === 'ready') {
        clearTimeout(slow);
        ready.resolve();
      } else {
        heard.message(message as never);
      }
    });
    const ended = (how: string): void => {
      clearTimeout(slow);
      const reason = whyEnded(how, said);
      ready.reject(reason);
      heard.ended(reason);
      gone.resolve();
    };
    child.on('error', (error) => ended(error.message));
    child.once('close', (code, exitSignal) => ended(exitSignal ?? `exit status ${code}`));
  }

  tell(message: object): void {
    // A process that has just ended cannot be told; `ended` says so.
    if (this.child.connected) this.child.send(message, () => {});
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

/** Nothing of the environment but what the platform itself needs; Electron's binary is told to be Node. */
function childEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ELECTRON_RUN_AS_NODE: '1' };
  for (const name of ['SystemRoot', 'LD_LIBRARY_PATH']) if (process.env[name] !== undefined) env[name] = process.env[name];
  return env;
}

function whyEnded(how: string, said: string): LapwingError {
  if (said.includes(MEMORY_MARK) || /heap out of memory|heap limit/.test(said)) {
    return new LapwingError('E_SQL_LIMIT', `The query needs more than ${SQL_LIMITS.memory >> 20} MB of memory and was ended. Sort or join less at a time.`);
  }
  const last = said.trim().split('\n').at(-1);
  return new LapwingError('E_SQL_PROCESS', `The SQL process ended unexpectedly (${how}${last ? `: ${last}` : ''}). Run the query again.`);
}
