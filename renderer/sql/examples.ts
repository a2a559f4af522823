/** Questions to start from: a name and the SQL. Those that open lap documents name a few: each is read in whole. */
export const EXAMPLES: readonly (readonly [name: string, sql: string])[] = [
  [
    'Average speed by car, lap 1',
    `SELECT race_id, car, ROUND(AVG(json_extract(r.value,'$.sensors.Speed')),2) AS mps
FROM laps, json_each(laps.doc,'$.records') r
WHERE race_id = (SELECT MAX(race_id) FROM laps WHERE lap = 1) AND lap = 1
GROUP BY race_id, car`,
  ],
  [
    'Fastest lap of each driver',
    `SELECT race_id, driver, lap, MIN(lap_time) AS seconds
FROM laps
WHERE lap > 0 AND lap_time IS NOT NULL
GROUP BY race_id, driver
ORDER BY race_id DESC, seconds`,
  ],
  [
    'Laps',
    `SELECT race_id, car, driver, lap, lap_time
FROM laps
ORDER BY race_id DESC, lap DESC, car
LIMIT 1000`,
  ],
  [
    'Top speed, laps 1 to 3',
    `SELECT car, lap, ROUND(MAX(json_extract(r.value,'$.sensors.Speed')) * 3.6, 1) AS kmh
FROM laps, json_each(laps.doc,'$.records') r
WHERE race_id = (SELECT MAX(race_id) FROM laps WHERE lap > 0) AND lap BETWEEN 1 AND 3
GROUP BY car, lap
ORDER BY kmh DESC`,
  ],
];
