/** A straight line through points, with how well it is known. */
export interface LineFit {
  /** Points that it stands on. */
  count: number;
  /** The middle of the points, which the line goes through. */
  x: number;
  y: number;
  slope: number;
  /** Half the width of the slope's 95% interval; NaN where there are too few points for one. */
  slopeWithin: number;
  /** Half the width of the 95% band of the line at a place. */
  within(x: number): number;
}

/** What `lineFit` is told: points, each of a group that has a height of its own. */
export interface GroupedPoint {
  x: number;
  y: number;
  group: string;
}

/**
 * The line of least squares that all groups share, each at a height of its own: what drivers differ by is not taken for slope (the within estimator of
 * panel data). With one group it is ordinary least squares, with the usual interval of slope and line (Student's t; Draper and Smith, Applied Regression
 * Analysis, 1.4). Null where no group has two different x.
 */
export function lineFit(points: readonly GroupedPoint[]): LineFit | null {
  const groups = Map.groupBy(points, ({ group }) => group);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  let [sxx, sxy, syy] = [0, 0, 0];
  for (const own of groups.values()) {
    const [x, y] = [mean(own.map((point) => point.x)), mean(own.map((point) => point.y))];
    for (const point of own) {
      sxx += (point.x - x) ** 2;
      sxy += (point.x - x) * (point.y - y);
      syy += (point.y - y) ** 2;
    }
  }
  if (!(sxx > 0)) return null;
  const [x, y, slope, count] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y)), sxy / sxx, points.length];
  const freedom = count - groups.size - 1;
  const scatter = freedom > 0 ? Math.sqrt(Math.max(0, syy - slope * sxy) / freedom) : NaN;
  const t = studentT(freedom);
  return { count, x, y, slope, slopeWithin: (t * scatter) / Math.sqrt(sxx), within: (at) => t * scatter * Math.sqrt(1 / count + (at - x) ** 2 / sxx) };
}

/** The 97.5% point of Student's t; from three degrees of freedom on by its expansion about the normal one (Abramowitz and Stegun 26.7.5), to 0.2%. */
export function studentT(freedom: number): number {
  if (!(freedom >= 1)) return NaN;
  if (freedom < 3) return freedom < 2 ? 12.7062 : 4.3027;
  const z = 1.959964;
  const [z3, z5, z7, z9] = [z ** 3, z ** 5, z ** 7, z ** 9];
  return (
    z + (z3 + z) / (4 * freedom) + (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * freedom ** 4)
  );
}
