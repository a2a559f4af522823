import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { changeMarker, markerLine, markersOf } from '../../common/lap-markers.ts';
import type { LapMarker, NotedMarker } from '../../common/lap-markers.ts';
import type { LapNote } from '../../common/lap-note.ts';
import { signature } from '../laps/notes/signature.ts';
import type { ChosenLap } from '../state/lap-choice.ts';
import type { PitWall } from '../state/pit-wall.ts';
import type { LapLibrary } from './lap-library.ts';

/** So often a change is tried again on top of what somebody else wrote meanwhile. */
const TRIES = 5;

/** A marker of one of the laps on the charts. */
export interface ShownMarker extends NotedMarker {
  lap: string;
}

/** Markers of the laps on the charts. They are lines of the laps' notes, and change as these do: in every window, and only from the revision that was read. */
export class Markers {
  /** Those of all laps on the charts, by lap and place. */
  readonly all: ReadonlySignal<readonly ShownMarker[]>;
  /** The one that is being written at, by its key; null while none is. */
  readonly written = signal<string | null>(null);
  readonly #pitWall: PitWall;
  readonly #library: LapLibrary;

  constructor(pitWall: PitWall, library: LapLibrary, drawn: ReadonlySignal<readonly ChosenLap[]>) {
    this.#pitWall = pitWall;
    this.#library = library;
    this.all = computed(() => drawn.value.flatMap(({ row }) => markersOf(library.notes.value.get(row.id)?.text ?? '').map((marker) => ({ ...marker, lap: row.id })).toSorted((a, b) => a.at - b.at)));
  }

  /** Puts one at a place of a lap, where there is none yet, and asks what it says. */
  async put(lap: string, marker: LapMarker): Promise<void> {
    const there = this.all.peek().some((one) => markerKey(one) === markerKey({ ...marker, lap }));
    if (there || (await this.#change(lap, null, marker))) this.written.value = markerKey({ ...marker, lap });
  }

  async edit(marker: ShownMarker, text: string): Promise<void> {
    if (text.trim() !== marker.text) await this.#change(marker.lap, marker, { ...marker, text });
  }

  async remove(marker: ShownMarker): Promise<void> {
    await this.#change(marker.lap, marker, null);
  }

  /** Whether it was written. What went wrong is told. */
  async #change(lap: string, before: LapMarker | null, after: LapMarker | null): Promise<boolean> {
    return (await this.#pitWall.attempt(this.#write(lap, before, after))) ?? false;
  }

  async #write(lap: string, before: LapMarker | null, after: LapMarker | null): Promise<boolean> {
    const { connection } = this.#pitWall;
    let note: LapNote = this.#library.notes.peek().get(lap) ?? (await connection.request('note.get', { id: lap }));
    for (let i = 0; i < TRIES; i++) {
      const text = changeMarker(note.text, before, after);
      if (text === null) throw new Error(`${note.author} has changed or taken away this marker meanwhile: look at the list of markers, and change it there.`);
      const answer = await connection.request('note.put', { id: lap, expect: note.revision, text, tags: note.tags, ...signature() });
      this.#library.keepNotes([answer.note]);
      if (answer.saved) return true;
      note = answer.note;
    }
    throw new Error('The marker was not saved: others write notes of this lap at the same time. Try again.');
  }
}

/** What tells a marker from the others of all laps. */
export const markerKey = (marker: LapMarker & { lap: string }): string => `${marker.lap} ${markerLine({ ...marker, text: '' })}`;
