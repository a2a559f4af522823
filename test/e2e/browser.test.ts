import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import { StandInWorkstation } from '../hosts/stand-in-workstation.ts';
import { builtScreens } from '../hosts/web/http.ts';
import { browserOrReason } from './browser.ts';

let root: string;
let host: WebHost;
const maybe = await browserOrReason();
const browser = maybe!;

beforeAll(async () => {
  root = builtScreens();
  host = await startWebHost({ workstation: new StandInWorkstation(), root });
}, 60_000);

afterAll(async () => {
  await maybe?.close();
  await host.close();
  rmSync(root, { recursive: true });
});

test.skipIf(!maybe)('the printed address leads a real browser in, and the token leaves the address', async () => {
  const page = await browser.newPage();
  await page.goto(host.url);
  expect(await page.title()).toBe('Lapwing');
  expect(page.url()).toBe(`http://127.0.0.1:${host.port}/`);
});

test.skipIf(!maybe)('a link from another site leads in as well', async () => {
  const page = await browser.newPage();
  await page.setContent(`<a href="${host.url}">Lapwing</a>`);
  await page.click('a');
  await page.waitForURL(`http://127.0.0.1:${host.port}/`);
  expect(await page.title()).toBe('Lapwing');
});

test.skipIf(!maybe)('a socket opens from our page and from no other', async () => {
  const page = await browser.newPage();
  await page.goto(host.url);
  const open = (address: string): Promise<string> =>
    page.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(url);
          socket.addEventListener('open', () => resolve('open'));
          socket.addEventListener('close', () => resolve('closed'));
        }),
      address,
    );
  expect(await open(`ws://127.0.0.1:${host.port}/ws`)).toBe('open');
  await page.goto('about:blank');
  expect(await open(`ws://127.0.0.1:${host.port}/ws`)).toBe('closed');
});

test.skipIf(!maybe)('the policy is held: no script in the page, no connection elsewhere', async () => {
  const page = await browser.newPage();
  await page.goto(host.url);
  const broken: string[] = await page.evaluate(async () => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.caught = true';
    document.body.append(script);
    await fetch('http://127.0.0.1:9/').catch(() => undefined);
    document.body.style.color = 'red';
    await new Promise((resolve) => setTimeout(resolve, 100));
    return [...directives, String('caught' in window), document.body.style.color];
  });
  expect(broken).toEqual(['script-src-elem', 'connect-src', 'false', 'red']);
});
