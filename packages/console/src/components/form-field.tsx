import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface FormFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly inputMode?: 'numeric' | 'text';
  readonly onChange: (value: string) => void;
  /** Beside the input. */
  readonly children?: ReactNode;
}

/** A labelled input with a hint and, below it, what the API says is wrong. */
export function FormField(props: FormFieldProps) {
  const { name, label, hint, value, error, inputMode = 'text', onChange, children } = props;
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <div className="field-row">
        <input
          id={name}
          name={name}
          inputMode={inputMode}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={value}
          aria-invalid={error !== undefined}
          aria-describedby={`${name}-hint ${name}-error`}
          onChange={(event) => onChange(event.target.value)}
        />
        {children}
      </div>
      <p id={`${name}-hint`} className="hint">
        {hint}
      </p>
      {/* Its line is always there: an error moves nothing. */}
      <p id={`${name}-error`} className="field-error">
        {error !== undefined && (
          <>
            <Icon name="warning" /> {error}
          </>
        )}
      </p>
    </div>
  );
}
