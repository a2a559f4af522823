import type { ScreenName } from '../../common/screens.ts';
import { SCREENS } from '../../common/screens.ts';
import type { Layout, Node, Panel, PanelKind, Place, Split } from './layout.ts';

const clamp = (low: number, value: number, high: number): number => Math.round(Math.min(high, Math.max(low, value)));
const one = (id: string): Node => ({ tabs: [id], active: id });
const px = (node: Node, size: number): Place => ({ node, size, of: 'px' });
const share = (node: Node, size = 1): Place => ({ node, size, of: 'share' });
const fit = (node: Node, size: number): Place => ({ node, size, of: 'fit' });
const split = (way: Split['way'], ...places: Place[]): Split => ({ way, places });

const AROUND = ['FL', 'FR', 'RL', 'RR'] as const;
const wheels = (...names: string[]): string[] => names.flatMap((name) => AROUND.map((corner) => `${name}${corner}`));

type Drawn = Pick<Layout, 'panels' | 'root'>;

/** The race as a whole. */
function live(width: number, height: number): Drawn {
  const left = split('column', share(one('tower')), px(one('control'), clamp(176, 0.24 * height, 260)));
  const right = split('column', share(one('map')), fit(one('car'), 280), fit(one('link'), 140));
  return {
    panels: { tower: { kind: 'tower' }, control: { kind: 'control' }, charts: { kind: 'charts' }, map: { kind: 'map' }, car: { kind: 'car' }, link: { kind: 'link' } },
    root: split('row', fit(left, 400), share(one('charts')), px(right, clamp(280, 0.22 * width, 420))),
  };
}

/** What drivers do, lap over lap, and their cars. */
function driver(width: number): Drawn {
  const side = split('column', share({ tabs: ['map', 'values'], active: 'map' }), fit(one('car'), 280));
  return {
    panels: {
      charts: { kind: 'charts', axis: 'distance', channels: ['Speed', 'Throttle', 'Brake', 'Steer', 'Gear', 'Ay', 'Ax'] },
      map: { kind: 'map' },
      values: { kind: 'values' },
      car: { kind: 'car' },
    },
    root: split('row', share(one('charts')), px(side, clamp(300, 0.26 * width, 520))),
  };
}

/** Tyres and brakes: as they are, and how they came to it. */
function tyres(width: number): Drawn {
  const side = split('column', fit(one('car'), 280), share(one('tower')));
  return {
    panels: {
      charts: { kind: 'charts', channels: wheels('TyreTemp') },
      charts2: { kind: 'charts', channels: wheels('BrakeTemp') },
      charts3: { kind: 'charts', channels: wheels('TyreWear') },
      tower: { kind: 'tower' },
      car: { kind: 'car' },
    },
    root: split('row', share(split('row', share(one('charts')), share({ tabs: ['charts2', 'charts3'], active: 'charts2' }))), px(side, clamp(340, 0.3 * width, 560))),
  };
}

/** Laps over each other, and beside them what is made from them. */
function analysis(width: number): Drawn {
  const figures = ['lap-map', 'scatter', 'histogram', 'spectrum'] as const;
  const tables = ['sections', 'report', 'tyre-age'] as const;
  const side = split('column', share({ tabs: figures, active: 'lap-map' }), share({ tabs: tables, active: 'sections' }));
  return {
    panels: Object.fromEntries((['analysis', ...figures, ...tables] as const).map((kind) => [kind, { kind }])),
    root: split('row', share(one('analysis')), px(side, clamp(336, 0.25 * width, 520))),
  };
}

const alone = (kind: PanelKind): Drawn => ({ panels: { [kind]: { kind } satisfies Panel }, root: one(kind) });

const DRAWN: Readonly<Record<ScreenName, (width: number, height: number) => Drawn>> = {
  live,
  laps: () => alone('laps'),
  analysis,
  link: () => alone('link-screen'),
  strategy: () => alone('strategy'),
  sql: () => alone('sql'),
  driver,
  tyres,
};

/** A layout that Lapwing comes with, for a workspace of this size, CSS px. */
export function builtIn(screen: ScreenName, width: number, height: number): Layout {
  return { version: 1, name: SCREENS.find(([name]) => name === screen)![1], ...DRAWN[screen](width, height) };
}
