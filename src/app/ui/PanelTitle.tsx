import type { ReactNode } from 'react';
import styles from './PanelTitle.module.css';

export interface PanelTitleProps {
  /** Of the heading, which names the panel. */
  id: string;
  title: string;
  /** Heard only: what is in sight says it already. */
  hidden?: boolean | undefined;
  /** In a few words, what it is of. */
  sub?: ReactNode;
}

/** What a panel is. */
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
