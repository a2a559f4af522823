import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { frameLoop } from '../frame-loop.ts';
import type { Jump } from './jump-words.ts';

interface JumpBoxProps {
  label: string;
  size: number;
  testId: string;
  title: string;
  /** What stands in it while nobody types. @param wall ms, as `performance.now()` counts */
  shown(wall: number): string;
  read(typed: string): Jump;
  go(to: number): void;
}

/** Shows where the replay is, and goes where a person types; what cannot be is told below it, and can be typed over. */
export function JumpBox({ label, size, testId, title, shown, read, go }: JumpBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  /** A person is at it: the clock writes nothing into it. */
  const held = useRef(false);
  const wrong = useSignal<string | null>(null);
  const id = useId();
  useEffect(
    () =>
      frameLoop.moving((wall) => {
        if (held.current || !input.current) return;
        const words = shown(wall);
        if (input.current.value !== words) input.current.value = words;
      }),
    [shown],
  );
  return (
    <span class="jump-box">
      <input
        ref={input}
        inputMode="numeric"
        size={size}
        aria-label={label}
        aria-invalid={wrong.value !== null}
        aria-describedby={wrong.value === null ? undefined : id}
        title={title}
        data-testid={testId}
        onFocus={(event) => {
          held.current = true;
          event.currentTarget.select();
        }}
        onInput={() => (wrong.value = null)}
        onBlur={() => {
          held.current = false;
          wrong.value = null;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key !== 'Enter') return;
          const jump = read(event.currentTarget.value);
          if (jump.wrong !== undefined) {
            wrong.value = jump.wrong;
            event.currentTarget.select();
            return;
          }
          go(jump.to);
          event.currentTarget.blur();
        }}
      />
      {wrong.value !== null && (
        <span class="jump-wrong" id={id} role="alert" data-testid={`${testId}-wrong`}>
          {wrong.value}
        </span>
      )}
    </span>
  );
}
