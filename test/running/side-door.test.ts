import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { reachRunning, type RunningWorkstation } from '../../main/running/reach-running.ts';
import { readRunning, writeRunning, type Running } from '../../main/running/running-file.ts';
import { SideDoor } from '../../main/running/side-door.ts';
import { StandInWorkstation } from '../hosts/stand-in-workstation.ts';
import { testFolder } from '../support/folder.ts';

async function doorOf(): Promise<{ folder: string; workstation: StandInWorkstation; door: SideDoor }> {
  const folder = testFolder();
  const workstation = new StandInWorkstation();
  const door = await SideDoor.open(workstation, folder);
  onTestFinished(() => door.close());
  return { folder, workstation, door };
}

/** What the door says to `text`, until it closes the connection. */
function said({ port }: Running, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port }, () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString())).on('error', () => undefined).on('close', () => resolve(answer));
  });
}

test('another process asks what a session can be asked, and hears what goes wrong', async () => {
  const { folder, workstation } = await doorOf();
  const running = (await reachRunning(folder)) as RunningWorkstation;
  expect(running.pid).toBe(process.pid);
  expect(await Promise.all([running.request('audit', { race_id: 'r1' }), running.request('link', {})])).toEqual([
    { name: 'audit', params: { race_id: 'r1' } },
    { name: 'link', params: {} },
  ]);
  await expect(running.request('fail', {})).rejects.toMatchObject({ code: 'E_TRACK', message: 'There is no track called Nowhere.' });
  const unanswered = running.request('wait', {});
  expect(workstation.listeners.size).toBe(1);
  running.close();
  await expect(unanswered).rejects.toMatchObject({ code: 'E_ENGINE' });
  await expect.poll(() => workstation.listeners.size).toBe(0);
});

test.each(['"wrong"\n', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', '{"id":1,"name":"link","params":{}}\n', 'x'.repeat(2_000_000)])('who has not the token hears nothing', async (text) => {
  const { folder, workstation } = await doorOf();
  expect(await said(readRunning(folder)!, text)).toBe('');
  expect(workstation.listeners.size).toBe(0);
});

test('what is no question after the token ends the connection', async () => {
  const { folder } = await doorOf();
  const running = readRunning(folder)!;
  expect(await said(running, `${JSON.stringify(running.token)}\n[1]\n`)).toBe(`{"pid":${process.pid}}\n`);
});

test('a workstation that has closed is not found, nor one that was killed', async () => {
  const { folder, door } = await doorOf();
  const left = readFileSync(join(folder, 'running.json'));
  door.close();
  expect(existsSync(join(folder, 'running.json'))).toBe(false);
  expect(await reachRunning(folder)).toBeUndefined();
  writeFileSync(join(folder, 'running.json'), left);
  expect(await reachRunning(folder)).toBeUndefined();
  writeFileSync(join(folder, 'running.json'), '{');
  expect(await reachRunning(folder)).toBeUndefined();
});

test('another program that has taken the port is not taken for a workstation', async () => {
  const folder = testFolder();
  const server = createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  writeRunning(folder, { pid: process.pid, port: (server.address() as AddressInfo).port, token: 'x'.repeat(43) });
  expect(await reachRunning(folder)).toBeUndefined();
});

test('a door that closes leaves the file of the one that came after it', async () => {
  const { folder, door, workstation } = await doorOf();
  const second = await SideDoor.open(workstation, folder);
  door.close();
  expect(readRunning(folder)).toMatchObject({ pid: process.pid });
  second.close();
  expect(readRunning(folder)).toBeUndefined();
});
