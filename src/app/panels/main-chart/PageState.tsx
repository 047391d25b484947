import { AppWindow, CalendarX2, ChartNoAxesColumn } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { StandingBlock } from '../../model/choose-page-state.ts';
import type { CopyText } from '../../ui/CopyButton.tsx';
import styles from './PageState.module.css';
import { ProblemNote } from '../shared/ProblemNote.tsx';

/** An undefined action has no button. */
export interface PageActions {
  onChooseApp?: (() => void) | undefined;
  onClearFilters?: (() => void) | undefined;
  onWiderRange?: (() => void) | undefined;
  onNewerRange?: (() => void) | undefined;
  onRetry?: (() => void) | undefined;
}

export interface PageStateProps extends PageActions {
  state: StandingBlock;
  copyText?: CopyText | undefined;
  isStatic?: boolean | undefined;
}

export function PageState({ state, copyText, isStatic, ...actions }: PageStateProps) {
  const { t } = useTranslator();
  if (state.kind === 'failed') {
    const { problem, windows, mixed } = state;
    return (
      <div className={styles.block}>
        <ProblemNote
          problem={problem}
          context={t(mixed ? 'state.failedMixed' : 'state.failedWindows', { n: windows })}
          onRetry={actions.onRetry}
          copyText={copyText}
          bare={isStatic}
        />
      </div>
    );
  }
  if (state.kind === 'noApp') {
    return (
      <Message Icon={AppWindow} title={t('state.noApp.title')} advice={t('state.noApp.advice')}>
        <Action label={t('state.chooseApp')} onClick={actions.onChooseApp} />
      </Message>
    );
  }
  if (state.kind === 'expired') {
    return (
      <Message Icon={CalendarX2} title={t('state.gone.title')} advice={t('state.gone.advice')}>
        <Action label={t('state.newerRange')} onClick={actions.onNewerRange} />
      </Message>
    );
  }
  return (
    <Message
      Icon={ChartNoAxesColumn}
      title={t('state.noData.title')}
      advice={t(NO_DATA_KEYS[state.filters])}
    >
      {state.filters !== 'none' && (
        <Action label={t('state.clearFilters')} onClick={actions.onClearFilters} />
      )}
      <Action label={t('state.widerRange')} onClick={actions.onWiderRange} />
    </Message>
  );
}

const NO_DATA_KEYS = {
  none: 'state.noData.plain',
  one: 'state.noData.filtered',
  combined: 'state.noData.combined',
} as const;

interface MessageProps {
  Icon: LucideIcon;
  title: string;
  advice: string;
  children: ReactNode;
}

function Message({ Icon, title, advice, children }: MessageProps) {
  return (
    <div className={styles.block} aria-live="polite">
      <div className={styles.message}>
        <span className={styles.icon}>
          <Icon size={26} aria-hidden />
        </span>
        <p className={styles.title}>{title}</p>
        <p>{advice}</p>
        <div className={styles.actions}>{children}</div>
      </div>
    </div>
  );
}

function Action({ label, onClick }: { label: string; onClick: (() => void) | undefined }) {
  return onClick ? <Button onClick={onClick}>{label}</Button> : null;
}
