import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { useId } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './ChoiceList.module.css';
import menu from './styles/menu.module.css';

export interface ChoiceListProps<T extends string> {
  label: string;
  /** Undefined when none of them is on. */
  value: T | undefined;
  options: readonly { value: T; label: string; icon?: ReactNode; lang?: string | undefined }[];
  onChange: (value: T) => void;
}

/** One of several under each other: a press or Enter takes one, arrows go up and down. */
export function ChoiceList<T extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceListProps<T>) {
  const id = useId();
  return (
    <div className={menu.section}>
      <h2 id={id} className={menu.heading}>
        {label}
      </h2>
      <ul aria-labelledby={id}>
        {options.map((option) => (
          <li key={option.value}>
            <button
              type="button"
              className={clsx(menu.item, styles.choice)}
              aria-pressed={option.value === value}
              lang={option.lang}
              onKeyDown={moveFocus}
              onClick={() => onChange(option.value)}
            >
              {option.icon}
              <span className={styles.text}>{option.label}</span>
              {option.value === value && <Check size={15} aria-hidden className={styles.check} />}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** On a button in a list: arrow up and down, Home and End move the focus to its fellows. */
export function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const buttons = [...(event.currentTarget.closest('ul')?.querySelectorAll('button') ?? [])];
  const at = buttons.indexOf(event.currentTarget);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  const next = to === undefined ? undefined : buttons[(to + buttons.length) % buttons.length];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
