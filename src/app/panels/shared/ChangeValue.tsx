import type { ReactNode } from 'react';
import { useTranslator } from '../../i18n/use-translator.ts';
import { ChangeText } from './ChangeText.tsx';
import type { ChangeTextProps } from './ChangeText.tsx';
import skeleton from './skeleton.module.css';

export interface ChangeValueProps extends Omit<ChangeTextProps, 'change'> {
  change: ChangeTextProps['change'] | null;
  isComparisonLoading: boolean;
  children?: ReactNode;
}

export function ChangeValue({ change, isComparisonLoading, children, ...rest }: ChangeValueProps) {
  const { t } = useTranslator();
  if (isComparisonLoading) {
    return (
      <>
        <span className={skeleton.skeleton} style={{ width: 64, height: 10 }} />
        <span className="visually-hidden">{t('change.loading')}</span>
      </>
    );
  }
  return change ? <ChangeText {...rest} change={change} /> : children;
}
