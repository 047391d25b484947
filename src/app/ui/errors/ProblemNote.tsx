import { TriangleAlert } from 'lucide-react';
import { isRetryable } from '../../../contract/wire/problem.ts';
import type { Problem } from '../../../contract/wire/problem.ts';
import { ownAddress, signInAddress } from '../../state/sign-in.ts';
import { Button } from '../Button.tsx';
import { LinkButton } from '../LinkButton.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import { CopyButton } from '../CopyButton.tsx';
import type { CopyText } from '../CopyButton.tsx';
import { adviceKey, listDetails, titleKey, formatDetails } from '../../model/problem-text.ts';
import styles from './ProblemNote.module.css';

/** What a RAM user needs to read the metrics, as the vendor's console takes it. */
export const RAM_POLICY = JSON.stringify(
  {
    Version: '1',
    Statement: [
      { Effect: 'Allow', Action: ['live:DescribeLiveInteractionMetricData'], Resource: '*' },
    ],
  },
  null,
  2,
);

export interface ProblemNoteProps {
  problem: Problem;
  /** Shown as a Retry button, and only where trying again can help. */
  onRetry?: (() => void) | undefined;
  copyText?: CopyText | undefined;
  /** Nobody is there to press anything, as on a wall screen. */
  bare?: boolean | undefined;
  /** A sentence of the caller's between the title and the advice. */
  context?: string | undefined;
}

/** A problem in the reader's words: what happened, what to do, and what to quote when asking for help. */
export function ProblemNote({
  problem,
  onRetry,
  copyText,
  bare = false,
  context,
}: ProblemNoteProps) {
  const translator = useTranslator();
  const { t } = translator;
  const seconds = Math.ceil((problem.retryAfterMs ?? 0) / 1000);
  return (
    <section className={styles.note} role="alert">
      <TriangleAlert className={styles.icon} size={18} aria-hidden="true" />
      <div className={styles.body}>
        <p className={styles.title}>{t(titleKey(problem))}</p>
        {context && <p className={styles.context}>{context}</p>}
        <p className={styles.advice}>{t(adviceKey(problem))}</p>
        {seconds > 0 && (
          <p className={styles.advice}>
            {t(problem.retryable ? 'problem.retryAfter' : 'problem.heldFor', { s: seconds })}
          </p>
        )}
        {problem.code === 'no_permission' && !bare && <RamPolicy copyText={copyText} />}
        <dl className={styles.details}>
          {listDetails(problem, translator).map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {!bare && (
          <div className={styles.actions}>
            {problem.code === 'not_signed_in' && (
              <LinkButton href={signInAddress(ownAddress())}>{t('problem.signIn')}</LinkButton>
            )}
            {onRetry && isRetryable(problem) && <Button onClick={onRetry}>{t('retry')}</Button>}
            <CopyButton
              text={formatDetails(problem, translator)}
              label={t('copy.details')}
              copyText={copyText}
            />
          </div>
        )}
      </div>
    </section>
  );
}

function RamPolicy({ copyText }: { copyText: CopyText | undefined }) {
  const { t } = useTranslator();
  return (
    <div className={styles.policy}>
      <p>{t('problem.policy')}</p>
      <pre>{RAM_POLICY}</pre>
      <div className={styles.actions}>
        <CopyButton text={RAM_POLICY} label={t('copy.policy')} copyText={copyText} />
      </div>
    </div>
  );
}
