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
    'Average speed of every race',
    `SELECT race_id, car, SUM(mean * count) / SUM(count) AS mps, 3.6 * SUM(mean * count) / SUM(count) AS kmh
FROM lap_channels
WHERE channel = 'Speed'
GROUP BY race_id, car
ORDER BY race_id DESC, mps DESC`,
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
    'Speed trap',
    `SELECT car, lap, ROUND(value_at_distance(id, 'Speed', 700) * 3.6, 1) AS kmh
FROM laps
WHERE race_id = (SELECT MAX(race_id) FROM laps WHERE lap > 0) AND lap > 0
ORDER BY kmh DESC`,
  ],
  [
    'Full throttle by stint',
    `SELECT car, stint, MIN(lap) AS first_lap, MAX(lap) AS last_lap, ROUND(SUM(time_where(id, 'Throttle', '>=', 99)), 2) AS seconds
FROM (
  SELECT *, SUM(lap_type = 'out') OVER (PARTITION BY race_id, car ORDER BY lap) + 1 AS stint
  FROM laps
  WHERE race_id = (SELECT MAX(race_id) FROM laps WHERE lap > 0)
)
GROUP BY car, stint`,
  ],
  [
    'Gears used',
    `SELECT car, h.value ->> 'from' AS gear, ROUND(SUM(h.value ->> 'seconds'), 1) AS seconds
FROM laps, json_each(channel_histogram(laps.id, 'Gear', 1)) h
WHERE race_id = (SELECT MAX(race_id) FROM laps WHERE lap > 0)
GROUP BY car, gear`,
  ],
  [
    'Delta of two laps',
    `SELECT d.value ->> 'distance' AS metres, ROUND(d.value ->> 'delta', 3) AS seconds
FROM
  (SELECT id FROM laps WHERE lap > 0 AND lap_time IS NOT NULL ORDER BY race_id DESC, lap_time LIMIT 1) fastest,
  (SELECT id FROM laps WHERE lap > 0 AND lap_time IS NOT NULL ORDER BY race_id DESC, lap_time LIMIT 1 OFFSET 1) next,
  json_each(lap_delta(next.id, fastest.id, 50)) d`,
  ],
];
