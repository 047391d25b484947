import { clsx } from 'clsx';
import styles from './Button.module.css';
import { Button } from './Button.tsx';
import type { ButtonProps } from './Button.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'aria-label' | 'title' | 'disabled'> {
  /** What it does: its name for everyone who cannot see the icon, and its tooltip. */
  label: string;
  /** Why it cannot be pressed now. It stays reachable, so that the reason can be read. */
  disabledReason?: string | undefined;
}

/** A button that is only an icon. */
export function IconButton({
  label,
  disabledReason,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const off = disabledReason !== undefined;
  return (
    <Button
      {...rest}
      className={clsx(styles.icon, className)}
      aria-label={label}
      title={disabledReason ?? label}
      aria-disabled={off || undefined}
      onClick={off ? undefined : onClick}
    />
  );
}
