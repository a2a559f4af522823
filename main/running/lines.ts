import type { Socket } from 'node:net';

/** Calls `hear` with each line of text; a line of more than `longest` characters ends the connection. */
export function onLines(socket: Socket, longest: number, hear: (line: string) => void): void {
  let begun = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (begun + text).split('\n');
    begun = lines.pop()!;
    for (const line of lines) if (!socket.destroyed) hear(line);
    if (begun.length > longest) socket.destroy();
  });
}
