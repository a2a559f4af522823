import type { RaceView } from '../../../common/race-view.ts';
import type { LinkView } from '../../../common/link-view.ts';

const WIDTH = 24;

/** One line that is drawn over itself on a terminal; nothing elsewhere. */
export class Progress {
  private readonly out: NodeJS.WriteStream;
  private drawn = false;

  constructor(out: NodeJS.WriteStream) {
    this.out = out;
  }

  show(race: RaceView, link: LinkView): void {
    if (!this.out.isTTY) return;
    const { buffered, confirmed } = link.frames;
    const driven = race.state === 'running' ? Math.max(0, race.lap - 1) / race.laps : 1;
    const filled = Math.round(Math.min(1, driven) * WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    const what = race.state === 'running' ? `lap ${race.lap}/${race.laps}` : 'waiting for the last frames';
    this.out.write(`\r\u001b[K${bar} ${what} · ${buffered} frames on disk, ${confirmed} confirmed`);
    this.drawn = true;
  }

  clear(): void {
    if (this.drawn) this.out.write('\r\u001b[K');
    this.drawn = false;
  }
}
