import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

type Handler = (event: unknown, ...values: unknown[]) => unknown;

let nextId = 1;

export class Contents extends EventEmitter {
  readonly id = nextId++;
  readonly sent: unknown[][] = [];
  readonly reload = vi.fn<() => void>();
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  crashed = false;

  send(...values: unknown[]): void {
    this.sent.push(values);
  }
  isDestroyed(): boolean {
    return false;
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  setWindowOpenHandler(handler: Contents['openHandler']): void {
    this.openHandler = handler;
  }
  /** Says that the page wants to leave; true when it was held back. */
  leaves(event: string, url: string, isMainFrame = true): boolean {
    const preventDefault = vi.fn<() => void>();
    this.emit(event, { url, isMainFrame, preventDefault });
    return preventDefault.mock.calls.length > 0;
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  readonly webContents = new Contents();
  readonly options: Record<string, unknown>;
  readonly show = vi.fn<() => void>();
  readonly focus = vi.fn<() => void>();
  readonly restore = vi.fn<() => void>();
  address = '';
  minimized = false;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(address: string): Promise<void> {
    const first = this.address === '';
    this.address = address;
    if (first) this.webContents.emit('did-navigate');
  }
  isMinimized(): boolean {
    return this.minimized;
  }
}

class App extends EventEmitter {
  isPackaged = false;
  first = true;
  readonly paths = new Map<string, string>();
  readonly enableSandbox = vi.fn<() => void>();
  readonly quit = vi.fn<() => void>();
  readonly exit = vi.fn<(code: number) => void>();
  requestSingleInstanceLock(): boolean {
    return this.first;
  }
  getPath(name: string): string {
    return `/home/${name}`;
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  async whenReady(): Promise<void> {}
}

export const app = new App();

export const ipcMain = {
  handlers: new Map<string, Handler>(),
  handle(channel: string, handler: Handler): void {
    ipcMain.handlers.set(channel, handler);
  },
};

export const protocol = {
  privileged: [] as unknown[],
  handlers: new Map<string, (request: { url: string; method: string }) => Response>(),
  registerSchemesAsPrivileged(schemes: unknown[]): void {
    protocol.privileged.push(...schemes);
  },
  handle(scheme: string, handler: (request: { url: string; method: string }) => Response): void {
    protocol.handlers.set(scheme, handler);
  },
};

type Answer = (granted: boolean) => void;
type PermissionHandler = (contents: unknown, permission: string, answer: Answer) => void;

/** What a page wants to save. */
export class DownloadItem {
  asked: { title?: string; defaultPath?: string } | undefined;
  private readonly url: string;
  private readonly name: string;

  constructor(url: string, name: string) {
    this.url = url;
    this.name = name;
  }
  getURL(): string {
    return this.url;
  }
  getFilename(): string {
    return this.name;
  }
  setSaveDialogOptions(options: { title?: string; defaultPath?: string }): void {
    this.asked = options;
  }
}

class Session extends EventEmitter {
  request: PermissionHandler | undefined;
  check: (() => boolean) | undefined;
  device: (() => boolean) | undefined;

  setPermissionRequestHandler(handler: PermissionHandler): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
}

export const session = { defaultSession: new Session() };

export const dialog = {
  showMessageBox: vi.fn<(options: unknown) => Promise<{ response: number }>>(async () => ({ response: 1 })),
  showErrorBox: vi.fn<(title: string, text: string) => void>(),
};

export const shell = { openExternal: vi.fn<(address: string) => Promise<void>>(async () => {}) };

export interface MenuItem {
  label?: string;
  role?: string;
  accelerator?: string;
  click?: () => void;
  submenu?: MenuItem[];
}

export const Menu = {
  current: [] as MenuItem[],
  buildFromTemplate: (template: MenuItem[]): MenuItem[] => template,
  setApplicationMenu(menu: MenuItem[]): void {
    Menu.current = menu;
  },
};

/** As it is before a program starts. */
export function resetElectron(): void {
  app.removeAllListeners();
  session.defaultSession.removeAllListeners();
  app.first = true;
  app.paths.clear();
  BrowserWindow.all = [];
  ipcMain.handlers.clear();
  protocol.handlers.clear();
  protocol.privileged = [];
  Menu.current = [];
  vi.clearAllMocks();
}
