import type { ComponentPropsWithRef } from 'react';
import styles from './Card.module.css';
import { joinClasses } from './join-classes.ts';

export type CardProps = ComponentPropsWithRef<'section'>;

/** A panel of the page. */
export function Card({ className, ...rest }: CardProps) {
  return <section {...rest} className={joinClasses(styles.card, className)} />;
}
