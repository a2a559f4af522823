const place = (node: object, size = 1): object => ({ node, size, of: 'share' });
const one = (id: string): object => ({ tabs: [id], active: id });
const column = (...ids: string[]): object => ({ way: 'column', places: ids.map((id) => place(one(id))) });

/** The name of the layout in the address. */
export const TEN_PANELS = 'endurance';

/** What the browser keeps of layouts (`renderer/workspace/kept-layouts.ts`), with one of ten panels that are all in sight. */
export const KEPT = JSON.stringify({
  version: 1,
  layouts: {
    [TEN_PANELS]: {
      version: 1,
      name: 'Endurance',
      panels: {
        tower: { kind: 'tower' },
        control: { kind: 'control' },
        charts: { kind: 'charts', channels: ['Speed', 'RPM', 'Throttle', 'Brake'] },
        charts2: { kind: 'charts', axis: 'distance', channels: ['Speed', 'Steer', 'Gear'] },
        charts3: { kind: 'charts', channels: ['TyreTempFL', 'TyreTempFR', 'BrakeTempFL'], window: 120 },
        values: { kind: 'values', channels: ['Speed', 'RPM', 'Fuel', 'TyreWearFL'] },
        map: { kind: 'map' },
        car: { kind: 'car' },
        link: { kind: 'link' },
        'link-screen': { kind: 'link-screen' },
      },
      root: {
        way: 'row',
        places: [place(column('tower', 'control')), place(column('charts', 'charts2', 'charts3'), 1.4), place(column('map', 'car', 'values')), place(column('link', 'link-screen'))],
      },
    },
  },
});
