import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './Menu.module.css';
import popover from './Popover.module.css';

export interface MenuProps {
  trigger: ReactElement;
  children: ReactNode;
}

/** A menu under a button. */
export function Menu({ trigger, children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popover.positioner} sideOffset={6} collisionPadding={8} align="end">
          <Base.Popup className={`${popover.popup} ${styles.popup}`}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon?: ReactNode; lang?: string }[];
  onChange(value: T): void;
}

/** One of several, inside a menu. */
export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <Base.RadioGroup
      value={value}
      onValueChange={(next: T) => onChange(next)}
      className={styles.group}
      aria-label={label}
    >
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={styles.item}>
          {option.icon}
          <span className={styles.text} lang={option.lang}>
            {option.label}
          </span>
          <Base.RadioItemIndicator className={styles.check}>
            <Check size={15} aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export interface MenuActionProps {
  icon?: ReactNode;
  label: string;
  /** Why it cannot be done now. */
  disabledReason?: string | undefined;
  onClick(): void;
}

/** One thing to do, inside a menu. */
export function MenuAction({ icon, label, disabledReason, onClick }: MenuActionProps) {
  return (
    <Base.Item
      className={styles.item}
      disabled={disabledReason !== undefined}
      title={disabledReason}
      onClick={onClick}
    >
      {icon}
      <span className={styles.text}>{label}</span>
    </Base.Item>
  );
}

/** A heading for sighted readers over a choice; the choice carries its own label. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <div className={styles.heading} aria-hidden>
      {children}
    </div>
  );
}
