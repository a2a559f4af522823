import { z } from 'zod';
import { raceAudit } from './audit.ts';
import { CHANNELS } from './channels.ts';
import { COMPOUNDS } from './lap.ts';
import { exportParams, exportReceipt, exportView } from './lap-export.ts';
import { deleteNote, findNotes, lapDocumentId, lapNote, noteAnswer, putNote } from './lap-note.ts';
import { carId, linkView } from './link-view.ts';
import { RADIO_PRESET_NAMES, radioProfile } from './radio.ts';
import { LONGEST_SQL, queryBook, savedQuery } from './query-book.ts';
import { chartParams, EXPORT_FORMATS, exportPart, MOST_ROWS_AT_ONCE, sqlCatalogue, sqlChart, sqlRows } from './sql-answer.ts';
import { replayOpen, replaySeek, replaySet, replayStep, replayTimeline, replayView } from './replay.ts';
import { advice } from './strategy-advice.ts';
import { raceFit } from './strategy-fit.ts';
import { flagParams, flagTables } from './strategy-flags.ts';
import { raceTrace } from './strategy-trace.ts';
import { fieldDocument, fieldParams, planVerdict, weighParams } from './strategy-weighing.ts';
import { comparison, compareParams, optimumParams, plan, strategyInputs } from './strategy.ts';
import { compacted, backedUp, deleteRace, filePath, keepRules, packed, storeView, unpacked, unpackPart } from './store-view.ts';
import { mathChannels } from './math/math-book.ts';
import { raceMessage, result, standing } from './timing.ts';
import { carRow, lapRow, raceId, raceParams, raceReport, raceRow, raceView, trackRow, trackView } from './race-view.ts';

/**
 * s, after which a query is ended unless its asker says otherwise: an average over every record of a field's hundred
 * laps takes a quiet laptop a third of it.
 */
export const SQL_DEADLINE = 30;

export const workstationView = z.object({
  version: z.string(),
  data_dir: z.string(),
  team: z.string(),
  channels: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      rate: z.number(),
      min: z.number(),
      max: z.number(),
      resolution: z.number(),
      noise: z.number(),
      group: z.string(),
      description: z.string(),
    }),
  ),
  /** For each compound, the tread temperatures between which it holds best, °C. */
  tyre_windows: z.record(z.enum(COMPOUNDS), z.object({ from: z.number(), to: z.number() })),
});
export type WorkstationView = z.infer<typeof workstationView>;

const nothing = z.object({});
const none = z.null();
const channelName = z.string().refine((name) => CHANNELS.some((channel) => channel.name === name), 'no such channel');

/** Every question a screen or a script can ask. Parsed at the border of the workstation and nowhere else. */
export const requests = {
  workstation: { params: nothing, result: workstationView },
  'race.start': { params: raceParams, result: raceView },
  'race.stop': { params: nothing, result: none },
  'race.speed': { params: raceParams.pick({ speed: true }), result: none },
  'race.current': { params: nothing, result: raceView.nullable() },
  /** Null until everything of that race has arrived. */
  'race.report': { params: z.object({ race_id: raceId }), result: raceReport.nullable() },
  'standings.current': {
    params: nothing,
    result: z.object({ racetime: z.number(), rows: z.array(standing) }).nullable(),
  },
  'races.list': { params: nothing, result: z.array(raceRow) },
  store: { params: nothing, result: storeView },
  /** What leaves the store by itself: nothing, unless it is asked for. */
  'store.keep': { params: keepRules, result: storeView },
  /** Gives what was deleted back to the disk. */
  'store.compact': { params: nothing, result: compacted },
  /** A copy of the lap store, as it is at the beginning, into a file that must not be there; without a path, in the data folder. */
  'store.backup': { params: z.object({ path: filePath.optional() }), result: backedUp },
  /** A race in a file that must not be there; without a path, in the data folder. */
  'race.pack': { params: z.object({ race_id: raceId, path: filePath.optional() }), result: packed },
  'race.unpack': { params: z.object({ path: filePath }), result: unpacked },
  /** A file that the screen has; the answer to its last part says what came in. */
  'race.unpack.part': { params: unpackPart, result: unpacked.nullable() },
  'race.pin': { params: z.object({ race_id: raceId, pinned: z.boolean() }), result: none },
  /** For ever. */
  'race.delete': { params: deleteRace, result: none },
  /** With `until`, only laps that were over at that race time, s. */
  'laps.list': { params: z.object({ race_id: raceId, until: z.number().optional() }), result: z.array(lapRow) },
  /** Some channels of one lap, as `analysis/lap-trace.ts` writes them; those that it lacks are left out. */
  'lap.trace': { params: z.object({ id: z.string().min(1).max(300), channels: z.array(channelName).min(1).max(64) }), result: z.instanceof(Uint8Array) },
  /** Those that say something. */
  'notes.list': { params: findNotes, result: z.array(lapNote) },
  'note.get': { params: z.object({ id: lapDocumentId }), result: lapNote },
  /** Nothing is written, and the answer says what there is, unless the revision is the expected one. */
  'note.put': { params: putNote, result: noteAnswer },
  'note.delete': { params: deleteNote, result: noteAnswer },
  /** The newest few hundred of a race, oldest first. */
  'messages.list': { params: z.object({ race_id: raceId }), result: z.array(raceMessage) },
  /** The default first. */
  tracks: { params: nothing, result: z.array(trackRow) },
  cars: { params: nothing, result: z.array(carRow) },
  track: { params: z.object({ name: z.string() }), result: trackView },
  link: { params: nothing, result: linkView },
  'link.set': {
    params: z.discriminatedUnion('radio', [
      z.object({ radio: z.literal('up') }),
      z.object({ radio: z.literal('cut') }),
      z.object({ radio: z.literal('preset'), preset: z.enum(RADIO_PRESET_NAMES) }),
      z.object({ radio: z.literal('profile'), profile: radioProfile }),
      z.object({ radio: z.literal('slow'), bits_per_second: z.number().int().min(1000).max(1e9) }),
    ]),
    result: linkView,
  },
  /** Where every frame of a race is at this moment; null for a race that nobody knows. */
  audit: { params: z.object({ race_id: raceId }), result: raceAudit.nullable() },
  /** Sends stored laps to the factory; one export at a time. */
  'export.start': { params: exportParams, result: exportView },
  'export.stop': { params: nothing, result: none },
  /** The one that runs, else the last. */
  'export.current': { params: nothing, result: exportView.nullable() },
  /** Null until the export of that race has ended. */
  'export.receipt': { params: z.object({ race_id: raceId }), result: exportReceipt.nullable() },
  /** Answers with the first rows as soon as they are there. Each screen has one query at a time, and one answer that is held. */
  'sql.run': {
    params: z.object({
      sql: z.string().max(LONGEST_SQL),
      /** s, after which the query is killed. */
      timeout: z.number().positive().max(600).default(SQL_DEADLINE),
      /** Math channels that expressions in it may name. */
      math: mathChannels.default([]),
    }),
    result: sqlRows,
  },
  /** Rows of the answer that is held, and how far it has come. Fails when the query has failed since. */
  'sql.rows': {
    params: z.object({ result: z.number().int(), from: z.number().int().min(0), count: z.number().int().min(0).max(MOST_ROWS_AT_ONCE) }),
    result: sqlRows,
  },
  'sql.chart': { params: chartParams, result: sqlChart },
  /** The answer that is held as a file, part by part: 0 begins. */
  'sql.export': {
    params: z.object({ result: z.number().int(), format: z.enum(EXPORT_FORMATS), part: z.number().int().min(0) }),
    result: exportPart,
  },
  /** Ends the query of the screen that asks. */
  'sql.cancel': { params: nothing, result: none },
  /** What can be asked for now. */
  'sql.catalogue': { params: nothing, result: sqlCatalogue },
  'queries.list': { params: nothing, result: queryBook },
  'queries.save': { params: savedQuery, result: none },
  'queries.remove': { params: savedQuery.pick({ name: true }), result: none },
  /** Empties the history. */
  'queries.forget': { params: nothing, result: none },
  /** A CSV file that is to be a table, part by part; the answer to the last one says what came in. */
  'tables.add': {
    params: z.object({
      /** The screen's own number for the file. */
      upload: z.number().int().min(0),
      /** Its name. */
      file: z.string().min(1).max(255).regex(/^\P{Cc}*$/u, 'must be one line of text'),
      part: z.number().int().min(0),
      bytes: z.base64().max(900_000),
      last: z.boolean(),
    }),
    result: z.object({ name: z.string(), told: z.string() }).nullable(),
  },
  'tables.remove': { params: z.object({ name: z.string().max(200) }), result: none },
  'strategy.defaults': { params: nothing, result: strategyInputs },
  /** The fastest plan alone on the track with up to three stops. */
  'strategy.optimum': { params: optimumParams, result: plan },
  'strategy.compare': { params: compareParams, result: comparison },
  /** A field to weigh the plans of one car in, where no file says what it is like. */
  'strategy.field': { params: fieldParams, result: fieldDocument },
  /** Answers with the verdict after all races, and tells the client how it stands before. A second question ends the first. */
  'strategy.weigh': { params: weighParams, result: planVerdict },
  /** The question ends with what is known by then. */
  'strategy.weigh.stop': { params: nothing, result: none },
  /** The client hears `advice` for this car of the live race from now on, null: for none. Null: there is nothing to be said yet. */
  'strategy.watch': { params: z.object({ car: carId.nullable() }), result: advice.nullable() },
  /** What to do if a safety car, or a virtual one, comes on a lap of a plan, worked out before the race. */
  'strategy.flags': { params: flagParams, result: flagTables },
  /** As things stood at a race time, s, else as they stand; with `hindsight` by the numbers that all laps of the race tell. */
  'strategy.advice': { params: z.object({ race_id: raceId, car: carId, racetime: z.number().optional(), hindsight: z.boolean().default(false) }), result: advice.nullable() },
  /** What plans of a car are computed with by the laps up to a race time, s, else all: its race, an earlier one on the circuit, what is usual. */
  'strategy.inputs': { params: z.object({ race_id: raceId, car: carId, racetime: z.number().optional() }), result: strategyInputs },
  'strategy.fit': { params: z.object({ race_id: raceId, racetime: z.number().optional() }), result: raceFit },
  /** The lines that its cars have crossed up to a race time, s, else all, and what a stop costs. */
  'strategy.trace': { params: z.object({ race_id: raceId, racetime: z.number().optional() }), result: raceTrace },
  /** The newest samples from now on, and up to `past` seconds of what went before. Sent while there is credit. */
  'live.subscribe': {
    params: z.object({
      /** The client's own number for it; subscribing again under the same number replaces it. */
      subscription: z.number().int().min(0).max(0xffffffff),
      /** Empty: every car. */
      cars: z.array(carId).max(64),
      channels: z.array(channelName).max(64),
      /** s of the past to begin with. */
      past: z.number().min(0).max(600).default(60),
      /** `all`: every sample. `newest`: only the latest sample of each car. */
      samples: z.enum(['all', 'newest']).default('all'),
    }),
    result: none,
  },
  'live.unsubscribe': { params: z.object({ subscription: z.number().int() }), result: none },
  /** The screen has drawn the last packet of this subscription and can take another. */
  'live.credit': { params: z.object({ subscription: z.number().int() }), result: none },
  /**
   * The client sees a stored race instead of the live one: its live subscriptions end, those that it makes from now on are of the replay,
   * whose race, standings, messages and results it hears as `replay.*`. The events of the live race go on.
   */
  'replay.open': { params: replayOpen, result: replayView },
  'replay.set': { params: replaySet, result: replayView },
  'replay.seek': { params: replaySeek, result: replayView },
  'replay.step': { params: replayStep, result: replayView },
  /** Of the race that the client replays. */
  'replay.timeline': { params: nothing, result: replayTimeline },
  /** Back to the live race; the subscriptions of the replay end. */
  'replay.close': { params: nothing, result: none },
} as const;

export type RequestName = keyof typeof requests;
/** What a caller may leave out has a default. */
export type RequestParams<K extends RequestName> = z.input<(typeof requests)[K]['params']>;
export type ParsedParams<K extends RequestName> = z.output<(typeof requests)[K]['params']>;
export type RequestResult<K extends RequestName> = z.output<(typeof requests)[K]['result']>;

const standings = z.object({ racetime: z.number(), rows: z.array(standing) });
const raceMessages = z.object({ race_id: raceId, messages: z.array(raceMessage) });
const raceResults = z.object({ race_id: raceId, results: z.array(result) });

/** Everything the workstation says unasked, to every screen; `replay` and `replay.*` to those alone that follow the replay. */
export const events = {
  race: raceView,
  standings,
  link: linkView,
  lap: lapRow,
  /** What is done with the store, and what is about to leave it. */
  store: storeView,
  /** Note or tags of a lap have changed. */
  note: lapNote,
  /** After each step of an export. */
  export: exportView,
  /** What race control and the timing loops have said of the race that is on, oldest first. */
  messages: raceMessages,
  results: raceResults,
  /** After each change of the history or of the saved queries. */
  queries: queryBook,
  /** A table was added or removed. */
  tables: nothing,
  /** The clock was set, jumped or came to the end, and now and then while it runs. After a jump the other `replay.*` follow it. */
  replay: replayView,
  'replay.race': raceView,
  'replay.standings': standings,
  'replay.messages': raceMessages,
  'replay.results': raceResults,
  /** To the client that weighs plans. */
  weighing: planVerdict,
  /** After each lap and flag of the live race, of the car that the client watches. */
  advice,
  /** One line for the person: what happened, what to do. */
  notice: z.object({ level: z.enum(['info', 'warning', 'error']), text: z.string() }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<K extends EventName> = z.output<(typeof events)[K]>;

/** How any host reaches a workstation: the renderer's only way in. */
export interface Connection {
  request<K extends RequestName>(name: K, params: RequestParams<K>): Promise<RequestResult<K>>;
  /** Returns the function that ends the listening. */
  on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void;
  /** One binary packet (`live-packet.ts`) at a time. */
  onLive(listener: (packet: Uint8Array) => void): () => void;
  /** Whether the workstation answers. */
  onState(listener: (state: 'connected' | 'lost') => void): () => void;
}
