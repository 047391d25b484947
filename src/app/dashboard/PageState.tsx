import { AppWindow, CalendarX2, ChartNoAxesColumn } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/words.ts';
import type { PageBlock } from './choose-page-state.ts';
import type { CopyText } from './CopyButton.tsx';
import { LoadingChart } from './LoadingChart.tsx';
import styles from './PageState.module.css';
import { ProblemNote } from './ProblemNote.tsx';

/** What a person can do about a state; an action left out has no button. */
export interface PageActions {
  onChooseApp?: (() => void) | undefined;
  onClearFilters?: (() => void) | undefined;
  onWiderRange?: (() => void) | undefined;
  /** To the newest range the upstream has. */
  onNewerRange?: (() => void) | undefined;
  onRetry?: (() => void) | undefined;
}

export interface PageStateProps extends PageActions {
  state: PageBlock;
  copyText?: CopyText | undefined;
}

/** What stands where the chart would be: nothing chosen, loading, nothing measured, failed, gone. */
export function PageState({ state, copyText, ...actions }: PageStateProps) {
  const { t } = useWords();
  switch (state.kind) {
    case 'loading':
      return <LoadingChart />;
    case 'failed':
      return (
        <div className={styles.block}>
          <ProblemNote
            problem={state.problem}
            context={t(state.mixed ? 'state.failedMixed' : 'state.failedWindows', {
              n: state.windows,
            })}
            onRetry={actions.onRetry}
            copyText={copyText}
          />
        </div>
      );
    case 'noApp':
      return (
        <Message
          icon={<AppWindow size={26} aria-hidden />}
          title={t('state.noApp.title')}
          advice={t('state.noApp.advice')}
        >
          <Action label={t('state.chooseApp')} onClick={actions.onChooseApp} />
        </Message>
      );
    case 'gone':
      return (
        <Message
          icon={<CalendarX2 size={26} aria-hidden />}
          title={t('state.gone.title')}
          advice={t('state.gone.advice')}
        >
          <Action label={t('state.newerRange')} onClick={actions.onNewerRange} />
        </Message>
      );
    case 'noData':
      return (
        <Message
          icon={<ChartNoAxesColumn size={26} aria-hidden />}
          title={t('state.noData.title')}
          advice={t(NO_DATA_WORDS[state.filters])}
        >
          {state.filters !== 'none' && (
            <Action label={t('state.clearFilters')} onClick={actions.onClearFilters} />
          )}
          <Action label={t('state.widerRange')} onClick={actions.onWiderRange} />
        </Message>
      );
  }
}

const NO_DATA_WORDS = {
  none: 'state.noData.plain',
  one: 'state.noData.filtered',
  combined: 'state.noData.combined',
} as const;

interface MessageProps {
  icon: ReactNode;
  title: string;
  advice: string;
  children: ReactNode;
}

function Message({ icon, title, advice, children }: MessageProps) {
  return (
    <div className={styles.block} role="status">
      <div className={styles.message}>
        <span className={styles.icon}>{icon}</span>
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
