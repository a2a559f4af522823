import { useEffect, useRef } from 'preact/hooks';
import { followSize } from '../charts/size.ts';
import { frameLoop } from '../frame-loop.ts';
import { usePitWall } from '../state/context.ts';
import { TrendChart } from './trend-chart.ts';
import type { TrendLook } from './trend-chart.ts';

/** A trend of the link as a panel's content; fills what it stands in. */
export function Trend({ quantity, window, full, testid }: TrendLook & { testid: string }) {
  const pitWall = usePitWall();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = new TrendChart(pitWall.linkHistory, { quantity, window, full }, box.current!);
    const ends = [
      followSize(box.current!, (width, height) => chart.resize(width, height)),
      frameLoop.inTurn(() => chart.draw()),
    ];
    return () => {
      for (const end of ends) end();
      chart.destroy();
    };
  }, [pitWall, quantity, window, full]);
  return <div class="trend" ref={box} data-testid={testid} />;
}
