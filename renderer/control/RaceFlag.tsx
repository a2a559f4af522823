import type { RaceView } from '../../common/race-view.ts';
import { flagWords } from './flag-words.ts';

export function RaceFlag({ race }: { race: RaceView }) {
  const { colour, text, title } = flagWords(race);
  return (
    <span class={`flag ${colour}`} title={title} role="status" data-testid="race-flag">
      {text}
    </span>
  );
}
