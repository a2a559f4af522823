import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { groupsOf, parseLayout } from '../../../renderer/workspace/layout.ts';
import { Workspace, fittingPanels } from '../../../renderer/workspace/workspace.ts';

function memory(items = new Map<string, string>()) {
  return { items, getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value), removeItem: (key: string) => void items.delete(key) };
}

function open(items?: Map<string, string>) {
  const shown = signal('live');
  const complaints: string[] = [];
  const kept = memory(items);
  const workspace = new Workspace({ memory: kept, shown, complain: (line) => complaints.push(line) });
  return { workspace, shown, complaints, items: kept.items, panels: () => (workspace.current.value.root ? groupsOf(workspace.current.value.root).flatMap(({ tabs }) => tabs).join(' ') : '') };
}

describe('Workspace', () => {
  it('closes, adds and moves panels; each can be undone and made again', () => {
    const { workspace, panels } = open();
    const before = panels();
    workspace.close('link');
    expect(panels()).toBe('tower control charts map car');
    workspace.focus.value = 'charts';
    workspace.add('charts');
    expect(panels()).toBe('tower control charts charts2 map car');
    workspace.move('map', { at: 'tab', of: 'tower' });
    expect(panels()).toBe('tower map control charts charts2 car');
    workspace.undo();
    workspace.undo();
    workspace.undo();
    expect(panels()).toBe(before);
    expect(workspace.changed.value).toBe(false);
    workspace.undo();
    workspace.redo();
    workspace.redo();
    expect(panels()).toBe('tower control charts charts2 map car');
    expect(workspace.steps).toEqual({ back: 2, on: 1 });
    workspace.close('charts2');
    expect(workspace.steps).toEqual({ back: 3, on: 0 });
  });

  it('keeps what was changed and what was saved for the next time', () => {
    const first = open();
    first.workspace.close('map');
    const id = first.workspace.save({ ...first.workspace.asShown(), name: 'Zoë’s wall!' });
    expect(id).toBe('zo-s-wall');
    expect(first.workspace.save({ ...first.workspace.asShown(), name: 'Live' })).toBe('live-2');
    const again = open(first.items);
    expect(again.panels()).toBe('tower control charts car link');
    again.shown.value = id;
    expect(again.workspace.current.value.name).toBe('Zoë’s wall!');
    again.workspace.close('car');
    again.shown.value = 'live';
    expect(again.panels()).toContain('car');
    again.workspace.reset();
    expect(again.panels()).toContain('map');
    again.workspace.forget(id);
    expect(again.workspace.saved.value).toEqual([{ id: 'live-2', name: 'Live' }]);
    expect(again.workspace.isKnown(id)).toBe(false);
  });

  it('leaves out what is kept and cannot be read, says so, and goes on', () => {
    const good = open();
    good.workspace.save({ ...good.workspace.asShown(), name: 'Good' });
    const kept = JSON.parse(good.items.get('lapwing.layouts')!) as { layouts: Record<string, unknown> };
    kept.layouts['bad'] = { version: 1, name: 'Bad', panels: {}, root: 7 };
    const { workspace, complaints } = open(new Map([['lapwing.layouts', JSON.stringify(kept)]]));
    expect(workspace.saved.value.map(({ id }) => id)).toEqual(['good']);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain('"bad" is left out');
    const ruined = open(new Map([['lapwing.layouts', '{{{']]));
    expect(ruined.complaints[0]).toContain('cannot be read');
    expect(ruined.panels()).toContain('tower');
  });

  it('shows a size that is tried without keeping it, and one undo takes back a whole drag', () => {
    const { workspace, items } = open();
    const { root } = workspace.current.value;
    const wider = { ...root!, places: [] as never[] };
    workspace.preview(wider);
    expect(workspace.current.value.root).toBe(wider);
    workspace.unsettle();
    expect(workspace.current.value.root).toEqual(root);
    expect(items.has('lapwing.layouts')).toBe(false);
  });

  it('counts what cannot be seen for nothing', () => {
    const { workspace, shown } = open();
    shown.value = 'tyres';
    expect(workspace.visible.value).not.toContain('charts3');
    expect(workspace.charted.value.some((channel) => channel.startsWith('TyreWear'))).toBe(false);
    workspace.activate('charts3');
    expect(workspace.charted.value.some((channel) => channel.startsWith('TyreWear'))).toBe(true);
    expect(workspace.charted.value.some((channel) => channel.startsWith('BrakeTemp'))).toBe(false);
    workspace.toggleMaximised('car');
    expect(workspace.visible.value).toEqual(['car']);
    expect(workspace.charted.value).toEqual([]);
  });

  it('draws no channel that there is not, and none twice', () => {
    const { workspace, shown } = open();
    const id = workspace.save({ ...workspace.asShown(), name: 'Odd', panels: { charts: { kind: 'charts', channels: ['Speed', 'Warp', 'Speed'] } }, root: { tabs: ['charts'], active: 'charts' } });
    shown.value = id;
    expect(workspace.stripsOf('charts').channels.value).toEqual(['Speed']);
  });

  it('takes the channels of its charts along into a file', () => {
    const { workspace } = open();
    workspace.stripsOf('charts').add('Fuel');
    expect(workspace.asShown().panels['charts']!.channels).toContain('Fuel');
  });

  it('draws what a file says, whatever a layout of the same name drew before it was deleted', () => {
    const { workspace, shown } = open();
    const file = { ...workspace.asShown(), name: 'Wall' };
    shown.value = workspace.save(file);
    const drawn = file.panels['charts']!.channels;
    workspace.stripsOf('charts').add('Fuel');
    workspace.lookOf('charts').axis.value = 'distance';
    expect(workspace.asShown().panels['charts']).toMatchObject({ channels: [...drawn!, 'Fuel'], axis: 'distance', window: 60 });
    workspace.forget('wall');
    expect(workspace.save(file)).toBe('wall');
    expect(workspace.stripsOf('charts').channels.value).toEqual(drawn);
    expect(workspace.lookOf('charts').axis.value).toBe('time');
  });

  it('gives a panel the window in one layout, not in the others', () => {
    const { workspace, shown } = open();
    workspace.toggleMaximised('charts');
    expect(workspace.visible.value).toEqual(['charts']);
    shown.value = 'driver';
    expect(workspace.visible.value).toEqual(['charts', 'map', 'car']);
    shown.value = 'live';
    expect(workspace.maximised.value).toBe('charts');
  });

  it('puts a panel of figures among the tabs of its like, and brings the one that is there to the front', () => {
    const { workspace, shown } = open();
    shown.value = 'analysis';
    expect(workspace.visible.value).toEqual(['analysis', 'lap-map', 'sections']);
    workspace.open('scatter');
    expect(workspace.visible.value).toEqual(['analysis', 'scatter', 'sections']);
    workspace.add('scatter');
    expect(workspace.visible.value).toEqual(['analysis', 'scatter2', 'sections']);
    workspace.close('report');
    workspace.open('report');
    expect(workspace.visible.value).toEqual(['analysis', 'scatter2', 'report']);
  });

  it('writes what was chosen in a panel of figures into the file, and a layout out of it begins with that', () => {
    const { workspace, shown } = open();
    shown.value = 'analysis';
    workspace.figureOf('scatter', 'scatter').set({ channel: 'Steer', colour: 'Speed' });
    const file = parseLayout(JSON.stringify(workspace.asShown()));
    expect(file.panels['scatter']).toEqual({ kind: 'scatter', figure: { channel: 'Steer', colour: 'Speed' } });
    const other = open();
    other.shown.value = other.workspace.save({ ...file, name: 'Grip' });
    expect(other.workspace.figureOf('scatter', 'scatter').settings.value).toMatchObject({ channel: 'Steer', against: 'Ax', colour: 'Speed' });
  });

  it('gives the keys of charts to those that were used last', () => {
    const { workspace } = open();
    workspace.add('analysis', { at: 'right', of: 'charts' });
    expect(workspace.keyed.value).toBe('analysis');
    workspace.focus.value = 'charts';
    expect(workspace.keyed.value).toBe('charts');
    workspace.focus.value = 'map';
    expect(workspace.keyed.value).toBe('charts');
  });

  it('knows whose content says how large it is', () => {
    const { workspace } = open();
    const { root, panels } = workspace.current.value;
    expect([...fittingPanels(root, panels)]).toEqual([['tower', 'width'], ['car', 'height'], ['link', 'height']]);
  });

  it('reads again whatever can be made of it', () => {
    const { workspace, items } = open();
    const shown = groupsOf(workspace.current.value.root!).flatMap(({ tabs }) => tabs);
    for (const id of shown.slice(1)) workspace.close(id);
    for (let n = 0; n < 23; n++) workspace.add('map', { at: n % 2 ? 'bottom' : 'right', of: workspace.focus.value ?? shown[0]! });
    expect(Object.keys(workspace.current.value.panels)).toHaveLength(24);
    const again = open(items);
    expect(again.complaints).toEqual([]);
    expect(again.workspace.current.value.root).toEqual(workspace.current.value.root);
  });

  it('has one of what there is only one of', () => {
    const { workspace, panels } = open();
    workspace.add('sql');
    const before = panels();
    workspace.add('sql');
    expect(panels()).toBe(before);
  });
});
