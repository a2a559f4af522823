/** One line of a strip. */
export interface PictureLine {
  /** x and y in turn; NaN where the line is broken. */
  points: ArrayLike<number>;
  colour: string;
  /** px. */
  width: number;
  /** Its values jump from one to the next. */
  stepped?: boolean;
  /** Points rather than a line between them. */
  dots?: boolean;
}

/** An area that is shaded: a band around a line. */
export interface PictureArea {
  /** x and y of its edge in turn. */
  points: readonly number[];
  colour: string;
}

/** One chart of a picture; several lie one under the other over the same x-axis. */
export interface PictureStrip {
  name: string;
  unit: string;
  /** Of the height, to the others'. */
  share: number;
  /** Of the y-axis, as lines have it times `scale`. */
  range: readonly [number, number];
  splits: readonly number[];
  /** Numbers of the y-axis are powers of ten. */
  log?: boolean;
  /** From the lines' unit to the one shown. */
  scale: number;
  lines: readonly PictureLine[];
  areas?: readonly PictureArea[];
}

/** What a chart shows, apart from how it is drawn: every chart that can be exported says this of itself. */
export interface Picture {
  title: string;
  /** What else is to be known: track, race, range. One line each. */
  facts: readonly string[];
  /** Whose lines have which colour. */
  legend: readonly { name: string; colour: string }[];
  x: { from: number; to: number; splits: readonly { at: number; words: string }[]; words: string };
  /** Places along x that have a name: corners. */
  places: readonly { at: number; name: string }[];
  strips: readonly PictureStrip[];
}
