import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { raceTime } from '../format.ts';
import { frameLoop } from '../frame-loop.ts';
import { usePitWall } from '../state/context.ts';
import { lapStep, nearestMark, timelineMarks } from './timeline-marks.ts';

/** The whole race from left to right, with its laps and what was said; a click or a drag goes there. */
export function PositionBar() {
  const pitWall = usePitWall();
  const { replay, race, picks } = pitWall;
  const bar = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const done = useRef<HTMLDivElement>(null);
  /** Race time under the pointer, s. */
  const pointed = useSignal<number | null>(null);
  const dragging = useRef(false);
  const view = replay.view.value!;
  const timeline = replay.timeline.value;
  const length = Math.max(view.to - view.from, 1e-3);
  const place = (racetime: number): string => `${(((racetime - view.from) / length) * 100).toFixed(3)}%`;
  const marks = useComputed(() => {
    const entries = new Map(race.value?.cars.map((entry) => [entry.car, entry]));
    const name = (car: string): string => entries.get(car)?.driver.split(' ').at(-1) ?? car;
    const followed = picks.list.value.map(({ car }) => car);
    return replay.timeline.value ? timelineMarks(replay.timeline.value, followed, name) : [];
  });
  useEffect(() => {
    let shown = '';
    return frameLoop.everyFrame((wall) => {
      const current = replay.view.peek();
      if (!current || !thumb.current) return;
      const share = ((replay.now(wall) - current.from) / Math.max(current.to - current.from, 1e-3)) * 100;
      const at = `${share.toFixed(2)}%`;
      if (at === shown) return;
      shown = at;
      thumb.current.style.left = at;
      done.current!.style.width = at;
    });
  }, [replay]);

  const timeAt = (event: PointerEvent): number => {
    const { left, width } = bar.current!.getBoundingClientRect();
    const racetime = view.from + Math.min(1, Math.max(0, (event.clientX - left) / width)) * length;
    return nearestMark(marks.value, racetime, length)?.racetime ?? racetime;
  };
  const step = lapStep(timeline?.laps.length ?? 0);
  const near = pointed.value === null ? null : nearestMark(marks.value, pointed.value, length);
  return (
    <div
      class="position-bar"
      ref={bar}
      role="slider"
      tabIndex={0}
      aria-label="Race time"
      aria-valuemin={view.from}
      aria-valuemax={view.to}
      aria-valuenow={view.racetime}
      aria-valuetext={`${raceTime(view.racetime)}, lap ${replay.lapAt(view.racetime) ?? '–'}`}
      data-testid="replay-position"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        replay.seek({ racetime: timeAt(event) });
      }}
      onPointerMove={(event) => {
        pointed.value = timeAt(event);
        if (dragging.current) replay.seek({ racetime: pointed.value });
      }}
      onPointerUp={() => (dragging.current = false)}
      onPointerCancel={() => (dragging.current = false)}
      onPointerLeave={() => (pointed.value = null)}
    >
      <div class="position-rail" />
      <div class="position-done" ref={done} />
      {timeline?.laps.map(({ lap, racetime }) => (
        <span key={lap} class={isNamed(lap, step) ? 'position-lap named' : 'position-lap'} style={{ left: place(racetime) }}>
          {isNamed(lap, step) ? lap : ''}
        </span>
      ))}
      {marks.value.map(({ racetime, mark }, i) => (
        <i key={i} class={`position-mark ${mark}`} style={{ left: place(racetime) }} />
      ))}
      <div class="position-thumb" ref={thumb} />
      {pointed.value !== null && (
        <div class={pointed.value - view.from > length / 2 ? 'position-hint left' : 'position-hint'} style={{ left: place(pointed.value) }} data-testid="replay-hint">
          {raceTime(pointed.value)} · lap {replay.lapAt(pointed.value) ?? '–'}
          {near && ` · ${near.words}`}
        </div>
      )}
    </div>
  );
}

/** Lap 0 is short: its name would lie on that of lap 1. */
const isNamed = (lap: number, step: number): boolean => lap > 0 && lap % step === 0;
