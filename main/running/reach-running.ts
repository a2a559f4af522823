import { createConnection } from 'node:net';
import type { Answer } from '../../common/bridge.ts';
import { fromErrorShape, LapwingError } from '../../common/errors.ts';
import { onLines } from './lines.ts';
import { readRunning } from './running-file.ts';

const LONGEST_LINE = 500_000_000;
/** For a workstation on this machine to open its door, ms. */
const PATIENCE = 2000;

/** A workstation that another process runs on the data folder. */
export interface RunningWorkstation {
  pid: number;
  /** As a session's: the answer fits the request's result schema. Rejects with a LapwingError. */
  request(name: string, params: unknown): Promise<unknown>;
  close(): void;
}

interface Asked {
  resolve(result: unknown): void;
  reject(error: LapwingError): void;
}

/** Undefined when none runs there, or none that answers. */
export function reachRunning(dataDir: string): Promise<RunningWorkstation | undefined> {
  const running = readRunning(dataDir);
  if (!running) return Promise.resolve(undefined);
  const socket = createConnection({ host: '127.0.0.1', port: running.port });
  const open = new Map<number, Asked>();
  let next = 1;
  return new Promise((resolve) => {
    const impatience = setTimeout(() => socket.destroy(), PATIENCE);
    const request = (name: string, params: unknown): Promise<unknown> =>
      new Promise((answered, refused) => {
        if (socket.destroyed) return refused(gone(running.pid));
        open.set(next, { resolve: answered, reject: refused });
        socket.write(`${JSON.stringify({ id: next++, name, params })}\n`);
      });
    socket.on('connect', () => socket.write(`${JSON.stringify(running.token)}\n`));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(impatience);
      resolve(undefined);
      for (const asked of open.values()) asked.reject(gone(running.pid));
    });
    onLines(socket, LONGEST_LINE, (line) => {
      const said = parsed(line);
      if (!said) return void socket.destroy();
      if ('pid' in said) {
        clearTimeout(impatience);
        return resolve({ pid: said.pid, request, close: () => socket.destroy() });
      }
      const asked = open.get(said.id);
      open.delete(said.id);
      if ('error' in said) asked?.reject(fromErrorShape(said.error));
      else asked?.resolve(said.result);
    });
  });
}

/** Undefined for what no workstation says: the port is another program's by now. */
function parsed(line: string): { pid: number } | ({ id: number } & Answer) | undefined {
  try {
    return JSON.parse(line) as { pid: number } | ({ id: number } & Answer);
  } catch {
    return undefined;
  }
}

function gone(pid: number): LapwingError {
  return new LapwingError('E_ENGINE', `The workstation (pid ${pid}) ended before it had answered. Ask again.`);
}
