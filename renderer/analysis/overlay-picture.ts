import type { TrackView } from '../../common/race-view.ts';
import type { Theme } from '../charts/theme.ts';
import { ySplits } from '../live/strip-options.ts';
import type { Picture, PictureStrip } from '../pictures/picture.ts';
import { splitsBetween } from '../pictures/splits.ts';
import type { ChosenLap } from '../state/lap-choice.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { DELTA } from './delta-strip.ts';
import { drawOrder, lapLooks } from './lap-looks.ts';
import type { ViewAnswer } from './overlay/messages.ts';
import { axisWords, stripRange } from './strip-range.ts';

/** Steps of the x-axis, and the height that lines of the grid are chosen for, px. */
const X_STEPS = 10;
const HEIGHT = 150;

interface Shown {
  desk: AnalysisDesk;
  view: ViewAnswer;
  /** Of these, each a channel, or null for delta-time. */
  charts: readonly (string | null)[];
  laps: readonly ChosenLap[];
  focus: string | null;
  track: TrackView | null;
  look: Theme;
}

/** Laps over each other as a picture without words. */
export function overlayPicture({ desk, view, charts, laps, focus, track, look }: Shown): Pick<Picture, 'x' | 'places' | 'strips'> {
  const { axis, from, to, reference } = view;
  const looks = lapLooks(view.laps, laps, focus, reference, look);
  const order = drawOrder(view.laps, laps, focus, reference);
  return {
    x: { from, to, splits: splitsBetween(from, to, X_STEPS).map((at) => ({ at, words: axisWords(view, at) })), words: axis === 'distance' ? 'Distance from the line [m]' : 'Time since the line [s]' },
    places: axis === 'distance' ? (track?.corners ?? []).map(({ name, distance }) => ({ at: distance, name })).filter(({ at }) => at >= from && at <= to) : [],
    strips: charts.map((channel): PictureStrip => {
      const strip = channel === null ? DELTA : desk.stripOf(channel);
      const at = view.channels.findIndex(({ name }) => name === channel);
      const lines = (channel === null ? view.deltas : view.lines[at]) ?? [];
      const range = stripRange(strip, channel === null ? view.deltaRange : (view.ranges[at] ?? null));
      const { unit, scale, share, stepped } = strip;
      return {
        ...{ name: strip.channel, unit, scale, share, range, splits: ySplits(range[0], range[1], strip, HEIGHT) },
        lines: order.flatMap((lap) => (lines[lap] ? [{ points: lines[lap], colour: looks[lap]!.colour, width: looks[lap]!.width, stepped }] : [])),
      };
    }),
  };
}
