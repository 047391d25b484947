import { clsx } from 'clsx';
import type { ComponentPropsWithRef } from 'react';
import styles from './Button.module.css';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** `quiet` has a border only on hover; `primary` marks the main action. */
  variant?: 'plain' | 'quiet' | 'primary' | undefined;
}

export function Button({ variant = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={clsx(styles.button, styles[variant], className)} />
  );
}
