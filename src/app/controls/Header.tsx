import type { ReactNode } from 'react';
import { useTranslator } from '../i18n/use-translator.ts';
import styles from './Header.module.css';

/** A panel of the header that shortcuts and page states can open. */
export type HeaderPanel = 'app' | 'range' | 'compare';

export interface HeaderProps {
  children: ReactNode;
  tools: ReactNode;
}

export function Header({ children, tools }: HeaderProps) {
  const { t } = useTranslator();
  return (
    <header className={styles.header} aria-label={t('header.label')}>
      {children}
      <div className={styles.tools}>{tools}</div>
    </header>
  );
}
