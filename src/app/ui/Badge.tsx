import type { ComponentPropsWithRef } from 'react';
import styles from './Badge.module.css';
import { joinClasses } from './join-classes.ts';

export type BadgeTone = 'plain' | 'good' | 'warn' | 'bad';

export interface BadgeProps extends ComponentPropsWithRef<'span'> {
  tone?: BadgeTone | undefined;
}

/** A word or two on the state of something. */
export function Badge({ tone = 'plain', className, ...rest }: BadgeProps) {
  return <span {...rest} className={joinClasses(styles.badge, styles[tone], className)} />;
}
