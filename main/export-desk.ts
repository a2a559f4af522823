import { LapwingError } from '../common/errors.ts';
import type { ExportParams, ExportReceipt, ExportView } from '../common/lap-export.ts';
import { chooseLaps } from './factory/choose-laps.ts';
import { ExportLedger } from './factory/export-ledger.ts';
import { LapExport } from './factory/lap-export.ts';
import type { Pipeline } from './pipeline.ts';
import { LapSource } from './trackside/laps/lap-source.ts';

/** Runs one export to the factory at a time, and remembers the last one. */
export class ExportDesk {
  private readonly pipeline: Pipeline;
  private readonly onExport: (view: ExportView) => void;
  private readonly source: LapSource;
  private readonly ledger: ExportLedger;
  private running: LapExport | undefined;
  private done: Promise<void> | undefined;
  private last: ExportReceipt | undefined;

  constructor(pipeline: Pipeline, onExport: (view: ExportView) => void) {
    this.pipeline = pipeline;
    this.onExport = onExport;
    this.source = new LapSource(pipeline.laps.db);
    this.ledger = new ExportLedger(pipeline.laps.db);
  }

  /** The export that runs, else the last one. */
  get current(): ExportView | null {
    if (this.running) return this.running.view;
    if (!this.last) return null;
    const { ended: _ended, receipts: _receipts, ...view } = this.last;
    return view;
  }

  /** Whether laps of this race are on their way. */
  sends(race_id: string): boolean {
    return this.running?.view.race_id === race_id;
  }

  /** What the factory has confirmed of the last export of a race; null while it runs, and where there was none. */
  receipt(race_id: string): ExportReceipt | null {
    return !this.running && this.last?.race_id === race_id ? this.last : null;
  }

  /** Throws LapwingError E_EXPORT_RUNNING, E_NO_RACE, E_RACE_RUNNING, E_NO_CAR or E_NO_LAP. */
  start(params: ExportParams): ExportView {
    const { pipeline, source, ledger } = this;
    const { race_id } = params;
    if (this.running) throw new LapwingError('E_EXPORT_RUNNING', `Laps of ${this.running.view.race_id} are being exported. Wait for the end, or stop it.`);
    const race = pipeline.laps.races().find((known) => known.race_id === race_id);
    if (!race) throw new LapwingError('E_NO_RACE', `There is no race ${JSON.stringify(race_id)} in this data folder. The list of races says what there is.`);
    if (race.state === 'running') throw new LapwingError('E_RACE_RUNNING', `${race_id} is not over, or not all of it has arrived. Export it when it has ended.`);
    const laps = chooseLaps(source.of(race_id), params);
    if (laps.length === 0) throw new LapwingError('E_NO_LAP', `${race_id} has no stored laps. There is nothing to export.`);
    if (params.again) ledger.forget(race_id, laps);
    const { stream, topics, site } = pipeline;
    const running = new LapExport({ stream, topics, site, race: race_id, laps, source, ledger, onChange: this.onExport });
    this.running = running;
    this.done = this.finish(running);
    return running.view;
  }

  private async finish(running: LapExport): Promise<void> {
    this.last = await running.run();
    this.running = undefined;
  }

  stop(): void {
    this.running?.stop();
  }

  /** Stops what runs; what is confirmed by then stays confirmed. */
  async close(): Promise<void> {
    this.stop();
    await this.done;
  }
}
