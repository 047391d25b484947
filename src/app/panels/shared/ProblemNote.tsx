import { TriangleAlert } from 'lucide-react';
import { isRetryable } from '../../../contract/wire/problem.ts';
import type { Problem } from '../../../contract/wire/problem.ts';
import { currentAddress, signInAddress } from '../../state/sign-in.ts';
import { Button } from '../../ui/Button.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import type { CopyText } from '../../ui/CopyButton.tsx';
import {
  getAdviceKey,
  listProblemDetails,
  getTitleKey,
  formatProblem,
} from '../../i18n/problem-text.ts';
import styles from './ProblemNote.module.css';

/** RAM policy that allows the metrics action, as the vendor's console accepts it. */
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
  onRetry?: (() => void) | undefined;
  copyText?: CopyText | undefined;
  /** Hides all buttons and links, as in kiosk mode. */
  bare?: boolean | undefined;
  context?: string | undefined;
}

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
        <p className={styles.title}>{t(getTitleKey(problem))}</p>
        {context && <p className={styles.context}>{context}</p>}
        <p className={styles.advice}>{t(getAdviceKey(problem))}</p>
        {seconds > 0 && (
          <p className={styles.advice}>
            {t(problem.retryable ? 'problem.retryAfter' : 'problem.heldFor', { s: seconds })}
          </p>
        )}
        {problem.code === 'no_permission' && !bare && <RamPolicy copyText={copyText} />}
        <dl className={styles.details}>
          {listProblemDetails(problem, translator).map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {!bare && (
          <div className={styles.actions}>
            {problem.code === 'not_signed_in' && (
              <LinkButton href={signInAddress(currentAddress())}>{t('problem.signIn')}</LinkButton>
            )}
            {onRetry && isRetryable(problem) && <Button onClick={onRetry}>{t('retry')}</Button>}
            <CopyButton
              text={formatProblem(problem, translator)}
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
