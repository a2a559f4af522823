import { userInfo } from 'node:os';
import type { EventName, EventPayload, ParsedParams } from '../common/contract.ts';
import type { NoteAnswer } from '../common/lap-note.ts';
import type { Pipeline } from './pipeline.ts';
import { LapNotes } from './trackside/laps/lap-notes.ts';

interface Listener {
  event<K extends EventName>(name: K, payload: EventPayload<K>): void;
}

/** What is done with stored races and laps once they are there. */
export class StoreDesk {
  readonly notes: LapNotes;
  private readonly listener: Listener;

  constructor(pipeline: Pipeline, listener: Listener) {
    this.listener = listener;
    this.notes = new LapNotes(pipeline.laps.db);
  }

  putNote(change: ParsedParams<'note.put'>): NoteAnswer {
    return this.told(this.notes.put(signed(change)));
  }

  deleteNote(change: ParsedParams<'note.delete'>): NoteAnswer {
    return this.told(this.notes.delete(signed(change)));
  }

  private told(answer: NoteAnswer): NoteAnswer {
    if (answer.saved) this.listener.event('note', answer.note);
    return answer;
  }
}

/** Who does not say who they are counts as the user that Lapwing runs as. */
function signed<T extends { author?: string | undefined }>(change: T): T & { author: string } {
  return { ...change, author: change.author ?? thisUser() };
}

function thisUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
