import { clsx } from 'clsx';
import type { ComponentPropsWithRef } from 'react';
import styles from './Button.module.css';

/** A link to another page of this server that is the one thing to do here. */
export function LinkButton({ children, className, ...rest }: ComponentPropsWithRef<'a'>) {
  return (
    <a {...rest} className={clsx(styles.button, styles.primary, styles.link, className)}>
      {children}
    </a>
  );
}
