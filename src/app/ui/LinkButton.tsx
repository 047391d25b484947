import { clsx } from 'clsx';
import type { ComponentPropsWithRef } from 'react';
import styles from './Button.module.css';

export function LinkButton({ children, className, ...rest }: ComponentPropsWithRef<'a'>) {
  return (
    <a {...rest} className={clsx(styles.button, styles.primary, styles.link, className)}>
      {children}
    </a>
  );
}
