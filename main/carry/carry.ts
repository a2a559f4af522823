import { Worker } from 'node:worker_threads';
import { fromErrorShape, LapwingError } from '../../common/errors.ts';
import { entryUrl } from '../entry.ts';
import type { CarryTask, FromCarry } from './carry-thread.ts';

/** Does a task in a thread of its own. Rejects with LapwingError. */
export function carry<T>(task: CarryTask, onProgress: (done: number, total: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(entryUrl(import.meta.url, 'carry-thread'), { workerData: task, name: 'carry' });
    const lost = (why: string): void => reject(new LapwingError('E_ENGINE', `What was to be done with the store ended before its time: ${why}. Try again.`));
    thread.on('message', (message: FromCarry) => {
      if (message.type === 'progress') onProgress(message.done, message.total);
      else if (message.type === 'done') resolve(message.result as T);
      else reject(fromErrorShape(message.error));
    });
    thread.on('error', (error) => lost(error.message));
    thread.on('exit', () => lost('its thread is gone'));
  });
}
