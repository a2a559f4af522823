import type { startLapwing } from '../support/cli.ts';

/** The address that `lapwing serve` prints. Rejects with what it said when it ends instead. */
export function servedAt(serving: ReturnType<typeof startLapwing>): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    let talk = '';
    serving.stderr.on('data', (chunk: Buffer) => (talk += chunk.toString()));
    serving.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n')) resolve(out.trim());
    });
    serving.on('close', () => reject(new Error(`serve ended: ${out}${talk}`)));
  });
}

/** Ends it as a person does, and waits until it has. */
export async function endServing(serving: ReturnType<typeof startLapwing>): Promise<void> {
  const ended = new Promise((resolve) => serving.on('close', resolve));
  serving.kill('SIGTERM');
  await ended;
}
