import { clsx } from 'clsx';
import styles from './Button.module.css';
import { Button } from './Button.tsx';
import type { ButtonProps } from './Button.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'aria-label' | 'title' | 'disabled'> {
  label: string;
  /** Disables the button, which stays focusable so that the reason can be read. */
  disabledReason?: string | undefined;
}

export function IconButton({
  label,
  disabledReason,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const isDisabled = disabledReason !== undefined;
  return (
    <Button
      {...rest}
      className={clsx(styles.icon, className)}
      aria-label={label}
      title={disabledReason ?? label}
      aria-disabled={isDisabled || undefined}
      onClick={isDisabled ? undefined : onClick}
    />
  );
}
