import { Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import styles from './lazy-panel.module.css';

export interface PanelSlotProps {
  children: ReactNode;
}

/** Where a panel that is fetched on its first opening appears. */
export function PanelSlot({ children }: PanelSlotProps) {
  return <Suspense fallback={<PanelLoading />}>{children}</Suspense>;
}

function PanelLoading() {
  const { t } = useWords();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return <output className={styles.loading}>{slow && t('panel.loading')}</output>;
}
