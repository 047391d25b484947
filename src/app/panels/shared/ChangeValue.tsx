import type { ReactNode } from 'react';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { Change } from '../../../stats/change.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { ChangeText } from './ChangeText.tsx';
import parts from './skeleton.module.css';

export interface ChangeValueProps {
  metric: Metric;
  /** Null where there is nothing to compare. */
  change: Change | null;
  /** What it is against is still on its way: a change of part of it would be no change of all. */
  isComparisonLoading: boolean;
  what: string;
  size?: 'long' | 'short' | undefined;
  /** In place of a change there cannot be. */
  children?: ReactNode;
}

/** How a figure changed, or that it is not known yet. */
export function ChangeValue({ change, isComparisonLoading, children, ...rest }: ChangeValueProps) {
  const { t } = useTranslator();
  if (isComparisonLoading) {
    return (
      <>
        <span className={parts.skeleton} style={{ width: 64, height: 10 }} />
        <span className="visually-hidden">{t('change.loading')}</span>
      </>
    );
  }
  return change ? <ChangeText {...rest} change={change} /> : children;
}
