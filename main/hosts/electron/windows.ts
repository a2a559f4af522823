import type { ScreenName } from '../../../common/screens.ts';
import type { Session, Workstation } from '../../session.ts';
import { ScreenWindow } from './window.ts';

/** The windows of the program: one at the start, and as many more as the person opens, each with a session of its own. */
export class ScreenWindows {
  private readonly workstation: Workstation;
  private readonly preload: string;
  /** By the ids of their contents; the one that the person turned to last comes last. */
  private readonly windows = new Map<number, ScreenWindow>();

  /** @param preload path of the built bridge */
  constructor(workstation: Workstation, preload: string) {
    this.workstation = workstation;
    this.preload = preload;
  }

  /** @param address one of our own pages; left out, what the program begins with */
  open(address?: string): void {
    const window = new ScreenWindow(this.workstation, this.preload, address);
    const { id } = window.contents;
    const turnedTo = (): void => {
      this.windows.delete(id);
      this.windows.set(id, window);
    };
    turnedTo();
    window.follow(turnedTo, () => this.windows.delete(id));
  }

  /** The session of the window with these contents, if it is one of ours. */
  sessionOf(contentsId: number): Session | undefined {
    return this.windows.get(contentsId)?.session;
  }

  /** Shows one of the screens in the window that was used last. */
  show(screen: ScreenName): void {
    this.last?.open(screen);
  }

  /** Brings the window that was used last to the front. */
  focus(): void {
    this.last?.focus();
  }

  private get last(): ScreenWindow | undefined {
    return [...this.windows.values()].at(-1);
  }
}
