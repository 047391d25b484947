import type { ReactNode } from 'react';
import styles from './PanelTitle.module.css';

export interface PanelTitleProps {
  id: string;
  title: string;
  /** Shows the title to screen readers only. */
  hidden?: boolean | undefined;
  sub?: ReactNode;
}

export function PanelTitle({ id, title, hidden, sub }: PanelTitleProps) {
  return (
    <div className={styles.title}>
      <h2 id={id} className={hidden ? 'visually-hidden' : undefined}>
        {title}
      </h2>
      {sub !== undefined && <span className={styles.sub}>{sub}</span>}
    </div>
  );
}
