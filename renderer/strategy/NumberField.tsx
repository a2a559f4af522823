import { useLayoutEffect, useRef } from 'preact/hooks';

interface NumberFieldProps {
  value: number;
  digits: number;
  min: number;
  max: number;
  step: number;
  label: string;
  testid: string;
  /** Whether to take a number while it is being typed. */
  fits(value: number): boolean;
  /** Whether to take it once it is entered; else the field goes back to `value`. */
  enters(value: number): boolean;
  onValue(value: number): void;
}

/** A number that answers while it is typed, as soon as it makes sense, and is tidied up when it is entered. */
export function NumberField({ value, digits, min, max, step, label, testid, fits, enters, onValue }: NumberFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const shown = value.toFixed(digits);
  useLayoutEffect(() => {
    if (input.current!.valueAsNumber !== Number(shown)) input.current!.value = shown;
  }, [shown]);

  function type(): void {
    const typed = input.current!.valueAsNumber;
    if (Number.isFinite(typed) && typed !== value && fits(typed)) onValue(typed);
  }

  function enter(): void {
    const typed = input.current!.valueAsNumber;
    const good = Number.isFinite(typed) && enters(typed);
    input.current!.value = good ? typed.toFixed(digits) : shown;
    if (good && typed !== value) onValue(typed);
  }

  return (
    <input
      ref={input}
      type="number"
      min={min}
      max={max}
      step={step}
      aria-label={label}
      data-testid={testid}
      onInput={type}
      onBlur={enter}
      onKeyDown={(event) => {
        if (event.key === 'Enter') enter();
      }}
    />
  );
}
