/** What can be asked for in SQL beside SQLite's own: tables and functions, each with a line that says what it is. */
export interface SqlTable {
  name: string;
  columns: readonly string[];
  says: string;
}

export interface SqlFunction {
  name: string;
  /** Its arguments, as they are written between the brackets. */
  takes: string;
  says: string;
}

export const SQL_TABLES: readonly SqlTable[] = [
  {
    name: 'laps',
    columns: [
      ...['id', 'race_id', 'track', 'car', 'driver', 'team', 'lap', 'lap_type', 'lap_time', 'compound', 'tyre_age', 'position'],
      ...['timestamp', 'racetime', 'doc'],
    ],
    says: 'Every stored lap; doc is the whole lap as JSON',
  },
  {
    name: 'lap_channels',
    columns: [
      ...['id', 'race_id', 'car', 'driver', 'lap', 'lap_type', 'channel', 'unit', 'count', 'min', 'max', 'mean', 'standard_deviation'],
      ...['start_value', 'end_value'],
    ],
    says: 'Statistics of each channel of each lap, worked out when the lap was stored',
  },
  {
    name: 'samples',
    columns: ['id', 'race_id', 'car', 'driver', 'lap', 'channel', 'unit', 'n', 'racetime', 'distance', 'value'],
    says: 'A channel as rows: name the channel, and the laps you want',
  },
  {
    name: 'lap_notes',
    columns: ['id', 'race_id', 'car', 'driver', 'lap', 'note', 'tags', 'changed_by', 'changed', 'revision'],
    says: 'What is noted about laps; tags as a JSON array',
  },
  { name: 'lap_tags', columns: ['id', 'race_id', 'car', 'driver', 'lap', 'tag'], says: 'A row for each tag of a lap' },
  { name: 'races', columns: ['race_id', 'track', 'started', 'laps', 'cars', 'seed', 'rate', 'state'], says: 'Every race' },
  { name: 'cars', columns: ['race_id', 'car', 'number', 'driver', 'team', 'model'], says: 'Who drives what in each race' },
  { name: 'drivers', columns: ['race_id', 'driver', 'car', 'number', 'team', 'laps', 'best_lap'], says: 'Who drives in each race, with stored laps and the best of them' },
  { name: 'events', columns: ['race_id', 'racetime', 'type', 'car', 'lap', 'doc'], says: 'What race control said; doc is the event as JSON' },
  { name: 'channels', columns: ['channel', 'unit', 'resolution'], says: 'Every channel of any stored lap' },
];

/** Each takes the id of a lap first. */
export const LAP_FUNCTIONS = [
  { name: 'channel_values', takes: 'id, channel', says: 'The samples of a channel as a JSON array, for json_each' },
  { name: 'sample_time', takes: 'id, channel, n', says: 'Race time of sample n of a channel, s' },
  { name: 'sample_distance', takes: 'id, channel, n', says: 'Distance at sample n of a channel, m' },
  { name: 'channel_mean', takes: 'id, channel [, from, to]', says: 'Mean of a channel, of the whole lap or between two distances' },
  { name: 'channel_min', takes: 'id, channel [, from, to]', says: 'The least value of a channel' },
  { name: 'channel_max', takes: 'id, channel [, from, to]', says: 'The greatest value of a channel' },
  { name: 'time_where', takes: "id, channel, '>', value [, channel, '<', value …]", says: 'Seconds for which every condition holds' },
  { name: 'channel_histogram', takes: 'id, channel, width', says: 'Samples and seconds in bins of a width, as JSON: [{from, to, samples, seconds}]' },
  { name: 'value_at_distance', takes: 'id, channel, distance', says: 'A channel where the car first comes past a distance' },
  { name: 'resample_by_distance', takes: 'id, step, channel [, channel …]', says: 'Channels at even distances, as JSON: [{distance, racetime, Speed …}]' },
  { name: 'resample_by_time', takes: 'id, step, channel [, channel …]', says: 'Channels at even race times, as JSON: [{racetime, Speed …}]' },
  { name: 'lap_delta', takes: 'id, reference id, step', says: 'Time lost to another lap at even distances, as JSON: [{distance, delta}]' },
  { name: 'math_values', takes: 'id, expression [, reference id]', says: "An expression of channels such as 'derivative(Speed) / g', as JSON: [{racetime, distance, value}]" },
  { name: 'math_mean', takes: 'id, expression [, reference id]', says: 'Mean of an expression over a lap' },
  { name: 'math_min', takes: 'id, expression [, reference id]', says: 'The least value of an expression over a lap' },
  { name: 'math_max', takes: 'id, expression [, reference id]', says: 'The greatest value of an expression over a lap' },
] as const satisfies readonly SqlFunction[];

export type LapFunctionName = (typeof LAP_FUNCTIONS)[number]['name'];
