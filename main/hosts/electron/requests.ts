import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { REQUEST_CHANNEL, type Answer } from '../../../common/bridge.ts';
import { LapwingError, toErrorShape } from '../../../common/errors.ts';
import type { Session } from '../../session.ts';
import { isOurs } from './address.ts';

/** True for the top frame of one of our pages: neither a frame inside it nor a page that came from elsewhere. */
function isTrusted({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url);
}

/** Answers the screens' requests, each through the session of the window it comes from. */
export function answerRequests(sessionOf: (contentsId: number) => Session | undefined): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, params: unknown): Promise<Answer> => {
    try {
      const session = isTrusted(event) ? sessionOf(event.sender.id) : undefined;
      if (!session) throw new LapwingError('E_SENDER', 'Only a screen of Lapwing may ask.');
      if (typeof name !== 'string') throw new LapwingError('E_REQUEST', 'The name of a request is a text.');
      return { result: (await session.request(name, params)) ?? null };
    } catch (error) {
      return { error: toErrorShape(error) };
    }
  });
}
