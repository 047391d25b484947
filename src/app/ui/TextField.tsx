import { clsx } from 'clsx';
import { useId } from 'react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './TextField.module.css';

export interface TextFieldProps extends Omit<ComponentPropsWithRef<'input'>, 'onChange' | 'value'> {
  label: string;
  hideLabel?: boolean | undefined;
  value: string;
  onValue: (value: string) => void;
  /** Announced when it appears; replaces the hint. */
  error?: string | undefined;
  hint?: ReactNode;
  trailing?: ReactNode;
}

export function TextField(props: TextFieldProps) {
  const { label, hideLabel, value, onValue, error, hint, trailing, className, id, ...rest } = props;
  const ownId = useId();
  const inputId = id ?? ownId;
  const note = error ?? hint;
  return (
    <div className={clsx(styles.field, className)}>
      <label htmlFor={inputId} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <div className={clsx(styles.box, error !== undefined && styles.wrong)}>
        <input
          autoComplete="off"
          spellCheck={false}
          type="text"
          {...rest}
          id={inputId}
          className={styles.input}
          value={value}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={`${inputId}-note`}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
        {trailing}
      </div>
      <div
        id={`${inputId}-note`}
        aria-live="polite"
        className={clsx(note ? styles.note : undefined, error !== undefined && styles.error)}
      >
        {note}
      </div>
    </div>
  );
}
