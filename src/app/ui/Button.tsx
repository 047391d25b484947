import { clsx } from 'clsx';
import type { ComponentPropsWithRef } from 'react';
import styles from './Button.module.css';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** `quiet` has no border until it is pointed at; `primary` is the one thing to do here. */
  variant?: 'plain' | 'quiet' | 'primary' | undefined;
}

/** A button with words in it. */
export function Button({ variant = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={clsx(styles.button, styles[variant], className)}
    />
  );
}
