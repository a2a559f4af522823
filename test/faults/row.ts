import type { Broker } from '../kafka/broker.ts';
import type { Evidence } from './oracle.ts';

/** What a row that needs no broker is given to work with. */
export interface LoneContext {
  /** Empty, and the row's own. */
  folder: string;
  /** Makes topics and groups the row's own. */
  name: string;
  /** Every choice of the row follows from it. */
  seed: number;
  /** As long as a test of every change may take. */
  short: boolean;
}

export interface RowContext extends LoneContext {
  /** A real broker. Only a row that says `breaksBroker` may stop it, and leaves it running. */
  broker: Broker;
}

interface RowHead {
  id: string;
  what: string;
  /** A control: a bug is built in, and the row passes when the oracle finds this. */
  mustShow?: 'lost' | 'duplicates' | 'inversions';
  /** Even its short form takes longer than a test of every change may. */
  long?: boolean;
  /** Why the product does not pass yet: the tests of every change leave the row out, `npm run faults` shows it as failed. */
  open?: string;
  /** What this machine lacks to run it; null when nothing. */
  lacks?(): string | null;
}

interface BrokerRow extends RowHead {
  alone?: false;
  /** It stops the broker on its way, and starts it again. */
  breaksBroker?: boolean;
  run(context: RowContext): Promise<Evidence>;
}

export interface LoneRow extends RowHead {
  /** It needs no broker. */
  alone: true;
  run(context: LoneContext): Promise<Evidence>;
}

/** One row of the fault matrix of docs/reliability.md. */
export type FaultRow = BrokerRow | LoneRow;
