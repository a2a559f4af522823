interface ChoiceProps<T> {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  disabled?: boolean;
  testid?: string;
  onChange(value: T): void;
}

/** A few values of which one holds, side by side. */
export function Choice<T extends string | number>({ label, value, options, disabled, testid, onChange }: ChoiceProps<T>) {
  return (
    <span class="choice" role="group" aria-label={label}>
      {options.map(([option, words]) => (
        <button
          key={option}
          type="button"
          disabled={disabled ?? false}
          aria-pressed={option === value}
          data-testid={testid ? `${testid}-${option}` : undefined}
          onClick={() => onChange(option)}
        >
          {words}
        </button>
      ))}
    </span>
  );
}
