import { clsx } from 'clsx';
import type { ComponentPropsWithRef } from 'react';
import styles from './Card.module.css';

export type CardProps = ComponentPropsWithRef<'section'>;

export function Card({ className, ...rest }: CardProps) {
  return <section {...rest} className={clsx(styles.card, className)} />;
}
