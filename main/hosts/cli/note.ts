import { z } from 'zod';
import { deleteNote, findNotes, putNote, type LapNote, type NoteAnswer } from '../../../common/lap-note.ts';
import { check } from '../../../common/plain-parse.ts';
import { asking, type Asked } from './ask.ts';
import { numberOption, textOption, UsageError, type Command, type Invocation } from './command.ts';
import { printJson, say, table } from './output.ts';

export const note: Command = {
  name: 'note',
  arguments: '[LAP_ID]',
  summary: 'Shows, writes and finds notes and tags of laps.',
  options: {
    text: { type: 'string', value: 'TEXT', help: 'what to note about the lap' },
    tags: { type: 'string', value: 'TAG,…', help: 'its tags, in place of those that it has; "" for none' },
    delete: { type: 'boolean', help: 'take note and tags away' },
    expect: { type: 'string', value: 'N', help: 'only where the note is at this revision (the one it is at)' },
    as: { type: 'string', value: 'NAME', help: 'who writes (the user that Lapwing runs as)' },
    race: { type: 'string', value: 'RACE_ID', help: 'without LAP_ID: notes of this race only' },
    tag: { type: 'string', value: 'TAG', help: 'without LAP_ID: laps with this tag only' },
  },
  async run(invocation) {
    const [id, extra] = invocation.arguments;
    if (extra !== undefined) throw new UsageError('note takes one lap id; "lapwing laps RACE_ID --json" lists them.');
    const [text, tags] = [textOption(invocation, 'text'), textOption(invocation, 'tags')];
    const writes = text !== undefined || tags !== undefined;
    const takes = invocation.options['delete'] === true;
    if (id === undefined && (writes || takes)) throw new UsageError('note needs the id of a lap to write to; "lapwing laps RACE_ID --json" lists them.');
    if (writes && takes) throw new UsageError('--delete takes everything away: leave out --text and --tags.');
    if (id === undefined) return list(invocation);
    const expect = numberOption(invocation, 'expect', z.int('not a revision').min(0, 'not a revision'));
    const author = textOption(invocation, 'as');
    return asking(invocation, async (asked) => {
      const now = await asked.ask('note.get', { id });
      if (!writes && !takes) return show(invocation, now);
      const change = { id, expect: expect ?? now.revision, ...(author !== undefined && { author }) };
      if (takes) return settle(invocation, await asked.ask('note.delete', valid(deleteNote, change)));
      const written = { ...change, text: text ?? now.text, tags: tags === undefined ? now.tags : split(tags) };
      return settle(invocation, await asked.ask('note.put', valid(putNote, written)));
    });
  },
};

const split = (tags: string): string[] => tags.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '');

/** Throws UsageError, naming the option. */
function valid<S extends z.ZodType>(schema: S, given: z.input<S>): z.input<S> {
  const { fault } = check(schema, given);
  if (!fault) return given;
  const [field] = fault.where.split(/[.[]/);
  throw new UsageError(`--${field === 'author' ? 'as' : field}: ${fault.words}.`);
}

async function list(invocation: Invocation): Promise<number> {
  const [race_id, tag] = [textOption(invocation, 'race'), textOption(invocation, 'tag')];
  const params = valid(findNotes, { ...(race_id !== undefined && { race_id }), ...(tag !== undefined && { tag }) });
  const notes = await asking(invocation, ({ ask }: Asked) => ask('notes.list', params));
  if (invocation.options['json']) printJson(notes);
  else if (notes.length === 0) say('Nothing is noted there. "lapwing note LAP_ID --text …" writes.');
  else process.stdout.write(table(['lap', 'tags', 'note', 'by', 'changed', 'revision'], notes.map((each) => [each.id, each.tags.join(', '), each.text, each.author, when(each), each.revision])));
  return 0;
}

function show(invocation: Invocation, now: LapNote): number {
  if (invocation.options['json']) printJson(now);
  else if (now.text === '' && now.tags.length === 0) say(`Nothing is noted about ${now.id}.`);
  else process.stdout.write(table(['tags', 'note', 'by', 'changed', 'revision'], [[now.tags.join(', '), now.text, now.author, when(now), now.revision]]));
  return 0;
}

function settle(invocation: Invocation, { saved, note: now }: NoteAnswer): number {
  if (invocation.options['json']) printJson(now);
  if (saved) {
    if (!invocation.options['json']) say(`${now.id}: written as revision ${now.revision}.`);
    return 0;
  }
  const says = now.text === '' && now.tags.length === 0 ? 'takes it away' : `says ${JSON.stringify(now.text)}, tags: ${now.tags.join(', ') || 'none'}`;
  const what = now.revision === 0 ? 'nothing has been noted about it' : `${now.author} changed it at ${when(now)}: revision ${now.revision} ${says}`;
  say(`E_NOTE_CONFLICT: ${now.id} was not written: ${what}. Keep theirs, or write yours over it with --expect ${now.revision}.`);
  return 1;
}

const when = ({ changed }: LapNote): string => new Date(changed * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
