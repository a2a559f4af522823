import { BrowserWindow, dialog, type RenderProcessGoneDetails, type WebContents } from 'electron';
import { EVENT_CHANNEL, LIVE_CHANNEL } from '../../../common/bridge.ts';
import type { ScreenName } from '../../../common/screens.ts';
import type { Session, Workstation } from '../../session.ts';
import { HOME } from './address.ts';

const BACKGROUND = '#0b0e13';
/** A page that stops more often than this within a minute is not loaded again. */
const RELOADS = 3;

/** One window with a session of its own, renewed with every page load so that no subscription outlives its page. */
export class ScreenWindow {
  readonly contents: WebContents;
  private readonly window: BrowserWindow;
  private readonly workstation: Workstation;
  private current: Session | undefined;
  private stops: number[] = [];

  /** @param preload path of the built bridge @param address one of our own pages */
  constructor(workstation: Workstation, preload: string, address: string = HOME) {
    this.workstation = workstation;
    this.window = new BrowserWindow({
      width: 1440,
      height: 900,
      minWidth: 960,
      minHeight: 600,
      show: false,
      backgroundColor: BACKGROUND,
      title: 'Lapwing',
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
      },
    });
    this.contents = this.window.webContents;
    this.window.once('ready-to-show', () => this.window.show());
    this.window.on('closed', () => this.current?.close());
    this.contents.on('did-navigate', () => this.renew());
    this.contents.on('render-process-gone', (_event, details) => this.revive(details));
    void this.window.loadURL(address);
  }

  /** Calls back when the person turns to this window, and when it is gone. */
  follow(turnedTo: () => void, gone: () => void): void {
    this.window.on('focus', turnedTo);
    this.window.on('closed', gone);
  }

  get session(): Session {
    return this.current ?? this.renew();
  }

  /** Shows one of the screens; the page itself stays. */
  open(screen: ScreenName): void {
    void this.window.loadURL(`${HOME}#/${screen}`);
  }

  focus(): void {
    if (this.window.isMinimized()) this.window.restore();
    this.window.focus();
  }

  private renew(): Session {
    this.current?.close();
    this.current = this.workstation.open({
      event: (name, payload) => this.send(EVENT_CHANNEL, name, payload),
      live: (packet) => this.send(LIVE_CHANNEL, packet),
    });
    return this.current;
  }

  private send(channel: string, ...values: unknown[]): void {
    if (!this.contents.isDestroyed() && !this.contents.isCrashed()) this.contents.send(channel, ...values);
  }

  private revive({ reason }: RenderProcessGoneDetails): void {
    if (reason === 'clean-exit') return;
    const now = performance.now();
    this.stops = [...this.stops.filter((at) => now - at < 60_000), now];
    if (this.stops.length > RELOADS) {
      dialog.showErrorBox('The screens keep stopping', `Reason: ${reason}. The race goes on being recorded. Reload from the View menu, or start Lapwing again.`);
      return;
    }
    const text = `The screens stopped (${reason}) and were loaded again. Nothing that was recorded is lost.`;
    this.contents.once('did-finish-load', () => this.send(EVENT_CHANNEL, 'notice', { level: 'warning', text }));
    this.contents.reload();
  }
}
