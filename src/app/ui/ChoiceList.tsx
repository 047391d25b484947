import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { useId } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './ChoiceList.module.css';
import menu from './styles/menu.module.css';

export interface ChoiceListProps<T extends string> {
  label: string;
  value: T | undefined;
  options: readonly { value: T; label: string; icon?: ReactNode; lang?: string | undefined }[];
  onChange: (value: T) => void;
}

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

/** Moves the focus within a list of buttons on arrow keys, Home and End. */
export function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const buttons = [...(event.currentTarget.closest('ul')?.querySelectorAll('button') ?? [])];
  const current = buttons.indexOf(event.currentTarget);
  const targets: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const target = targets[event.key];
  const next =
    target === undefined ? undefined : buttons[(target + buttons.length) % buttons.length];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
