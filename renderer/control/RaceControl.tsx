import { useSignal } from '@preact/signals';
import { usePitWall } from '../state/context.ts';
import { axisTime } from '../format.ts';
import { messageWords, worthReading } from './message-words.ts';
import type { MessageTopic } from './message-words.ts';

/** Lines that are kept in the page: what a person scrolls back through. */
const SHOWN = 60;
const OPTIONAL = [
  ['passes', 'Passes'],
  ['pits', 'Pits'],
] as const satisfies readonly (readonly [MessageTopic, string])[];

/** What race control and the timing loops say, newest on top. */
export function RaceControl() {
  const pitWall = usePitWall();
  const seek = pitWall.replay.view.value && ((racetime: number): void => pitWall.replay.seek({ racetime }));
  const hidden = useSignal<readonly MessageTopic[]>([]);
  const entries = new Map(pitWall.race.value?.cars.map((entry) => [entry.car, entry]));
  const name = (car: string): string => {
    const entry = entries.get(car);
    return entry ? `${entry.number} ${entry.driver.split(' ').at(-1)}` : car;
  };
  const lines = worthReading(pitWall.messages.list.value)
    .map((message) => ({ message, words: messageWords(message, name) }))
    .filter(({ words }) => !hidden.value.includes(words.topic))
    .slice(0, SHOWN);
  return (
    <section class="panel control" aria-label="Race control">
      <header class="panel-head">
        <h2>Race control</h2>
        <span class="push" />
        {OPTIONAL.map(([topic, words]) => (
          <button
            key={topic}
            type="button"
            class="small"
            aria-pressed={!hidden.value.includes(topic)}
            data-testid={`messages-${topic}`}
            onClick={() => {
              const without = hidden.value.filter((each) => each !== topic);
              hidden.value = without.length < hidden.value.length ? without : [...without, topic];
            }}
          >
            {words}
          </button>
        ))}
      </header>
      {lines.length === 0 ? (
        <p class="empty">Nothing has been said yet.</p>
      ) : (
        <ol class="messages scroll" tabIndex={0} data-testid="messages">
          {lines.map(({ message, words }, i) => (
            <li
              key={lines.length - i}
              class={seek ? 'seekable' : ''}
              data-racetime={message.racetime}
              onClick={seek ? () => seek(message.racetime) : undefined}
            >
              <time>{axisTime(message.racetime)}</time>
              <i class={`sign ${words.mark}`} />
              <span title={seek ? `${words.text} · click: go to this moment` : words.text}>{words.text}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
