import { clsx } from 'clsx';
import { useId } from 'react';
import styles from './SegmentedControl.module.css';

export interface SegmentedControlProps<T extends string> {
  label: string;
  /** Shows the label to screen readers only. */
  hideLabel?: boolean | undefined;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  className?: string | undefined;
}

export function SegmentedControl<T extends string>(props: SegmentedControlProps<T>) {
  const id = useId();
  return (
    <div
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      className={clsx(styles.group, props.className)}
    >
      <span id={`${id}-label`} className={props.hideLabel ? 'visually-hidden' : styles.label}>
        {props.label}
      </span>
      <div className={styles.track}>
        {props.options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="radio"
              name={id}
              className={styles.input}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span className={styles.text}>{option.label}</span>
          </label>
        ))}
      </div>
    </div>
  );
}
