import type { ExportView } from '../../../common/lap-export.ts';

const WIDTH = 24;
/** Between two lines where there is no terminal, ms. */
const LINE_MS = 2000;

/** How far an export is: a bar that is drawn over itself on a terminal, now and then a plain line elsewhere. */
export class ExportProgress {
  private readonly out: NodeJS.WriteStream;
  private drawn = false;
  private said = performance.now();

  constructor(out: NodeJS.WriteStream) {
    this.out = out;
  }

  show({ laps, sent, before, confirmed, bytes }: ExportView): void {
    const words = `${confirmed}/${laps} laps confirmed · ${sent} sent, ${before} before · ${(bytes / 1e6).toFixed(1)} MB`;
    if (this.out.isTTY) {
      const filled = Math.round((confirmed / Math.max(1, laps)) * WIDTH);
      this.out.write(`\r\u001b[K${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${words}`);
      this.drawn = true;
    } else if (performance.now() - this.said > LINE_MS) {
      this.said = performance.now();
      this.out.write(`${words}\n`);
    }
  }

  clear(): void {
    if (this.drawn) this.out.write('\r\u001b[K');
    this.drawn = false;
  }
}
