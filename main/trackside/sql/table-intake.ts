import { resolve } from 'node:path';
import { MOST_TABLE_BYTES } from '../../../common/sql-answer.ts';
import { fromErrorShape, LapwingError } from '../../../common/errors.ts';
import type { AddedTable } from './added-table.ts';
import { SandboxProcess } from './sandbox-process.ts';
import type { FromTableProcess, ToTableProcess } from './table-messages.ts';
import type { SqlFiles } from './sql-connection.ts';

const MOST_AT_ONCE = 4;
/** Without a word from either side a file is given up, ms. */
const PATIENCE = 60_000;

interface Upload {
  worker: TableWorker;
  next: number;
  bytes: number;
}

/** Files on their way to becoming tables, and tables on their way out; each in a process of its own. */
export class TableIntake {
  private readonly files: Required<SqlFiles>;
  private readonly uploads = new Map<string, Upload>();
  private readonly workers = new Set<TableWorker>();

  constructor({ path, tables }: Required<SqlFiles>) {
    this.files = { path: resolve(path), tables: resolve(tables) };
  }

  /**
   * Takes the next part of a file; gives the table after the last one. `upload` names the file among those that are on
   * their way. Rejects with LapwingError E_TABLE_… and forgets the file.
   */
  async add(upload: string, { file, part, bytes, last }: { file: string; part: number; bytes: Uint8Array; last: boolean }): Promise<AddedTable | null> {
    const known = part === 0 ? this.begin(upload, file) : this.uploads.get(upload);
    if (!known || known.next !== part) throw new LapwingError('E_TABLE_PART', `${file} was not added: a part of it is missing. Drop it again.`);
    known.next++;
    known.bytes += bytes.length;
    try {
      if (known.bytes > MOST_TABLE_BYTES) throw new LapwingError('E_TABLE_LIMIT', `${file} was not added: it is larger than ${MOST_TABLE_BYTES >> 20} MB. Cut it down to what you want to join.`);
      const table = (await known.worker.ask({ type: 'part', file, bytes, last })) as AddedTable | null;
      if (last) this.forget(upload);
      return table;
    } catch (error) {
      this.forget(upload);
      throw error;
    }
  }

  /** Rejects with LapwingError E_TABLE_UNKNOWN. */
  async remove(name: string): Promise<void> {
    const worker = this.work();
    try {
      await worker.ask({ type: 'remove', name });
    } finally {
      this.end(worker);
    }
  }

  /** Gives up what a client that has gone was sending. */
  leave(client: string): void {
    for (const upload of this.uploads.keys()) if (upload.startsWith(`${client} `)) this.forget(upload);
  }

  async close(): Promise<void> {
    const workers = [...this.workers];
    for (const worker of workers) this.end(worker);
    await Promise.all(workers.map((worker) => worker.gone));
  }

  private begin(upload: string, file: string): Upload {
    this.forget(upload);
    if (this.uploads.size >= MOST_AT_ONCE) throw new LapwingError('E_TABLE_LIMIT', `${file} was not added: ${MOST_AT_ONCE} files are coming in already. Wait for them.`);
    const begun = { worker: this.work(), next: 0, bytes: 0 };
    this.uploads.set(upload, begun);
    return begun;
  }

  private forget(upload: string): void {
    const known = this.uploads.get(upload);
    this.uploads.delete(upload);
    if (known) this.end(known.worker);
  }

  private work(): TableWorker {
    const worker = new TableWorker(this.files);
    this.workers.add(worker);
    return worker;
  }

  private end(worker: TableWorker): void {
    worker.kill();
    this.workers.delete(worker);
  }
}

/** One process, one question at a time. */
class TableWorker {
  private readonly process: SandboxProcess;
  private asked: PromiseWithResolvers<unknown> | undefined;
  private over: LapwingError | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(files: SqlFiles) {
    this.process = new SandboxProcess('table', files, {
      message: (message: FromTableProcess) => {
        if (message.type === 'answer') this.asked?.resolve(message.value);
        else if (message.type === 'failed') this.asked?.reject(fromErrorShape(message.error));
      },
      ended: (reason) => {
        clearTimeout(this.idle);
        this.over = reason;
        this.asked?.reject(reason);
      },
    });
    this.wait();
  }

  get gone(): Promise<void> {
    return this.process.gone;
  }

  async ask(message: ToTableProcess): Promise<unknown> {
    await this.process.ready;
    if (this.over) throw this.over;
    this.wait();
    this.asked = Promise.withResolvers();
    this.process.tell(message);
    return this.asked.promise;
  }

  kill(): void {
    this.process.kill();
  }

  private wait(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.kill(), PATIENCE);
  }
}
