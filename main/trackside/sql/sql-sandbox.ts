import { fork, type ChildProcess } from 'node:child_process';
import { parse, resolve } from 'node:path';
import type { SqlResult } from '../../../common/contract.ts';
import { fromErrorShape, LapwingError } from '../../../common/errors.ts';
import { entryUrl } from '../../entry.ts';
import { SQL_LIMITS } from './sql-limits.ts';
import { MEMORY_MARK, type FromSqlProcess, type SqlRequest } from './sql-messages.ts';

export type { SqlRequest } from './sql-messages.ts';

export interface SqlSandboxOptions {
  /** The lap store's file. It need not exist yet. */
  path: string;
}

interface Running {
  settle(outcome: SqlResult | LapwingError): void;
}

interface Helper {
  child: ChildProcess;
  /** Rejects when the process could not be started. */
  ready: Promise<void>;
  /** Resolves when the process is gone. */
  gone: Promise<void>;
}

/** Runs people's SQL in a separate process that is killed when it takes too long or too much. */
export class SqlSandbox {
  private readonly path: string;
  private helper: Helper | undefined;
  private running: Running | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(options: SqlSandboxOptions) {
    this.path = resolve(options.path);
  }

  /**
   * One query at a time; others wait their turn, and the deadline runs from when theirs comes. Rejects with
   * LapwingError E_SQL_SYNTAX, E_SQL_MULTI, E_SQL_DENIED, E_SQL_LIMIT, E_SQL_TIMEOUT, E_SQL_CANCELLED, E_SQL_BUSY,
   * E_SQL_PROCESS, E_NO_STORE or E_DB_CORRUPT.
   */
  run(request: SqlRequest, signal?: AbortSignal): Promise<SqlResult> {
    const turn = this.queue.then(() => this.runNow(request, signal));
    this.queue = turn.catch(() => {});
    return turn;
  }

  /** Ends the query that is running, if one is. */
  cancel(): void {
    this.end(cancelled());
  }

  /** Ends the query that is running, refuses those that wait, and waits until the process is gone. */
  async close(): Promise<void> {
    this.closed = true;
    this.cancel();
    await this.queue;
    const { helper } = this;
    helper?.child.kill('SIGKILL');
    await helper?.gone;
  }

  private async runNow({ sql, timeout, max_rows, max_cell }: SqlRequest, signal?: AbortSignal): Promise<SqlResult> {
    if (this.closed || signal?.aborted) throw cancelled();
    const answer = new Promise<SqlResult>((settled, failed) => {
      this.running = {
        settle: (outcome) => {
          this.running = undefined;
          if (outcome instanceof LapwingError) failed(outcome);
          else settled(outcome);
        },
      };
    });
    const abort = (): void => this.cancel();
    signal?.addEventListener('abort', abort);
    let timer: NodeJS.Timeout | undefined;
    try {
      await Promise.race([this.start().ready, answer]);
      if (this.running) {
        timer = setTimeout(() => this.end(timedOut(timeout)), timeout * 1000);
        const request: SqlRequest = max_cell === undefined ? { sql, timeout, max_rows } : { sql, timeout, max_rows, max_cell };
        this.helper?.child.send(request);
      }
      return await answer;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      this.running = undefined;
    }
  }

  /** Kills the process under the running query and starts the next one, so that the next query need not wait for it. */
  private end(reason: LapwingError): void {
    const { running } = this;
    if (!running) return;
    this.helper?.child.kill('SIGKILL');
    this.helper = undefined;
    if (!this.closed) this.start().ready.catch(() => {});
    running.settle(reason);
  }

  private start(): Helper {
    this.helper ??= this.spawn();
    return this.helper;
  }

  private spawn(): Helper {
    const child = fork(entryUrl(import.meta.url, 'sql-process'), [this.path], {
      cwd: parse(this.path).root,
      env: childEnvironment(),
      execArgv: [`--max-old-space-size=${SQL_LIMITS.heapMb}`, '--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
    const mine = (): boolean => this.helper?.child === child;
    let isReady: () => void;
    let isNot: (reason: LapwingError) => void;
    const ready = new Promise<void>((settled, failed) => {
      isReady = settled;
      isNot = failed;
    });
    ready.catch(() => {});
    const slow = setTimeout(() => child.kill('SIGKILL'), SQL_LIMITS.start);
    child.on('message', (message: FromSqlProcess) => {
      if (message.type === 'ready') {
        clearTimeout(slow);
        isReady();
      } else if (mine()) {
        this.running?.settle(message.type === 'result' ? message.result : fromErrorShape(message.error));
      }
    });
    const gone = new Promise<void>((settled) => {
      const ended = (how: string): void => {
        clearTimeout(slow);
        const reason = whyEnded(how, said);
        isNot(reason);
        if (mine()) {
          this.helper = undefined;
          this.running?.settle(reason);
        }
        settled();
      };
      child.on('error', (error) => ended(error.message));
      child.once('close', (code, exitSignal) => ended(exitSignal ?? `exit status ${code}`));
    });
    return { child, ready, gone };
  }
}

/** Nothing of the environment but what the platform itself needs; Electron's binary is told to be Node. */
function childEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ELECTRON_RUN_AS_NODE: '1' };
  for (const name of ['SystemRoot', 'LD_LIBRARY_PATH']) if (process.env[name] !== undefined) env[name] = process.env[name];
  return env;
}

function cancelled(): LapwingError {
  return new LapwingError('E_SQL_CANCELLED', 'The query was cancelled.');
}

function timedOut(timeout: number): LapwingError {
  return new LapwingError('E_SQL_TIMEOUT', `The query took longer than ${timeout} s and was ended. Ask for less, or give it more time.`);
}

function whyEnded(how: string, said: string): LapwingError {
  if (said.includes(MEMORY_MARK) || /heap out of memory|heap limit/.test(said)) {
    return new LapwingError('E_SQL_LIMIT', `The query needs more than ${SQL_LIMITS.memory >> 20} MB of memory and was ended. Sort or join less at a time.`);
  }
  const last = said.trim().split('\n').at(-1);
  return new LapwingError('E_SQL_PROCESS', `The SQL process ended unexpectedly (${how}${last ? `: ${last}` : ''}). Run the query again.`);
}
