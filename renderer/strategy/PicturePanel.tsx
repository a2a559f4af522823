import { FlagsView } from './FlagsView.tsx';
import { GapChart } from './GapChart.tsx';
import { PlacesView } from './PlacesView.tsx';
import type { StrategyDesk } from './strategy-desk.ts';
import { TraceView } from './TraceView.tsx';
import { choose, chosenViews, VIEWS, type ViewName } from './views.ts';
import { WearView } from './WearView.tsx';

interface PicturePanelProps {
  desk: StrategyDesk;
  /** The car that is advised; null while there is none. */
  car: string | null;
  /** 0 for the left one. */
  place: 0 | 1;
}

/** One large picture, and the tabs that choose what it shows. */
export function PicturePanel({ desk, car, place }: PicturePanelProps) {
  const view = chosenViews[place].value;
  const names = Object.keys(VIEWS) as ViewName[];
  const turn = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = names[(names.indexOf(view) + by + names.length) % names.length]!;
    choose(place, next);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-view="${next}"]`)?.focus();
  };
  return (
    <section class="panel strategy-picture" aria-label={VIEWS[view]}>
      <div class="tabs strategy-tabs" role="tablist" aria-label="Picture" onKeyDown={turn}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={name === view}
            tabIndex={name === view ? 0 : -1}
            data-view={name}
            data-testid={`view-${name}${place === 0 ? '' : '-right'}`}
            onClick={() => choose(place, name)}
          >
            {VIEWS[name]}
          </button>
        ))}
      </div>
      <View name={view} desk={desk} car={car} />
    </section>
  );
}

function View({ name, desk, car }: { name: ViewName; desk: StrategyDesk; car: string | null }) {
  if (name === 'places') return <PlacesView desk={desk} />;
  if (name === 'flags') return <FlagsView desk={desk} />;
  if (name === 'trace') return <TraceView car={car} against="pace" />;
  if (name === 'gaps') return <TraceView car={car} against="car" />;
  if (name === 'wear') return <WearView />;
  return <GapChart comparison={desk.comparison.value!} stale={desk.fault.value !== null} />;
}
