import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LapwingError } from '../../../common/errors.ts';

/** Resolves to the port. Throws E_PORT or E_HOST. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen({ host, port, exclusive: true }, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const cause = { cause: error };
  if (error.code === 'EADDRINUSE') return new LapwingError('E_PORT', `port ${port} is in use: choose another with --port`, cause);
  if (error.code === 'EACCES') return new LapwingError('E_PORT', `port ${port} needs more rights: choose one above 1023 with --port`, cause);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return new LapwingError('E_HOST', `${host} is no address of this machine: choose another with --host`, cause);
  }
  return error;
}
