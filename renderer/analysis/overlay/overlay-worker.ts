import { figureBuffers } from '../figures/figure-answers.ts';
import type { FromOverlay, Points, ToOverlay } from './messages.ts';
import { Overlay } from './overlay.ts';

/** The thread that decodes laps, compares and thins them out, so that the window's own thread only draws. */
const overlay = new Overlay();
const say = (message: FromOverlay, transfer: ArrayBuffer[] = []): void => self.postMessage(message, { transfer });
const buffersOf = (lines: readonly Points[]): ArrayBuffer[] => lines.flatMap((line) => (line ? [line.buffer] : []));

self.addEventListener('message', ({ data: message }: MessageEvent<ToOverlay>) => {
  if (message.kind === 'lap') overlay.addTrace(message.lap, message.bytes);
  else if (message.kind === 'keep') overlay.keep(message.ids);
  else if (message.kind === 'track') overlay.setTrack(message.track);
  else if (message.kind === 'view') {
    const answer = overlay.view(message.question);
    say({ kind: 'view', answer }, buffersOf([...answer.lines.flat(), ...answer.deltas]));
  } else if (message.kind === 'cursor') say({ kind: 'cursor', answer: overlay.cursor(message.question) });
  else if (message.kind === 'range') say({ kind: 'range', answer: overlay.range(message.question) });
  else if (message.kind === 'places') say({ kind: 'places', answer: overlay.places(message.question) });
  else if (message.kind === 'once') {
    const { kind, question } = message.asked;
    say({ kind: 'once', ticket: message.ticket, answer: kind === 'view' ? overlay.view(question) : overlay.table(question) });
  } else if (message.kind === 'figure') {
    const answer = overlay.figure(message.question);
    say({ kind: 'figure', panel: message.panel, answer }, figureBuffers(answer));
  } else {
    const answer = overlay.summary(message.question);
    say({ kind: 'summary', answer }, [answer.losses.buffer]);
  }
});
