import type { ComponentPropsWithRef } from 'react';
import styles from './Button.module.css';
import { joinClasses } from './join-classes.ts';

/** A link to another page of this server that is the one thing to do here. */
export function LinkButton({ children, className, ...rest }: ComponentPropsWithRef<'a'>) {
  return (
    <a {...rest} className={joinClasses(styles.button, styles.primary, styles.link, className)}>
      {children}
    </a>
  );
}
