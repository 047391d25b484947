import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DetectionCoverage } from '../../../anomaly/detect-episodes.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import type { CopyText } from '../../ui/CopyButton.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './HeadlineCard.module.css';
import { MethodNote } from '../MethodNote.tsx';
import type { WorstSegment } from './find-worst-segment.ts';
import { MAX_FINDINGS, findDetection } from '../analysis/insights.ts';
import type { AppFinding, Insights } from '../analysis/insights.ts';
import {
  describeAttribution,
  describeFinding,
  describeGoalStatus,
  describeRelated,
} from '../../../i18n/finding-text.ts';
import type { Attributions } from '../analysis/use-attribution.ts';

export interface HeadlineCardProps {
  insights: Insights;
  /** Not dismissed, by rank. */
  findings: readonly AppFinding[];
  dismissedCount: number;
  attributions: Attributions;
  /** Findings whose attribution has been requested. */
  requestedFindings: readonly AppFinding[];
  goalOf: (metric: Metric) => number;
  nameApp: ((appId: string) => string) | undefined;
  isBare: boolean;
  /** Some windows failed to load. */
  isPartial: boolean;
  /** A displayed segment that missed its goal although the app as a whole met it. */
  worstSegment: WorstSegment | undefined;
  linkTo: (finding: AppFinding) => string;
  onZoom: (finding: AppFinding) => void;
  onDismiss: (finding: AppFinding) => void;
  onRestore: () => void;
  /** Undefined if a longer range would not improve the detection. */
  onWiden: (() => void) | undefined;
  copyText: CopyText | undefined;
}

/** Shows the first finding, the others on request, or that there are none. */
export function HeadlineCard(props: HeadlineCardProps) {
  const { findings, dismissedCount } = props;
  const { t } = useTranslator();
  const [isExpanded, setIsExpanded] = useState(false);
  const topFindings = findings.slice(0, MAX_FINDINGS);
  const shownFindings = isExpanded ? topFindings : topFindings.slice(0, 1);
  const otherCount = topFindings.length - 1;
  const moreActions = !props.isBare && (
    <>
      {otherCount > 0 && (
        <Button
          variant="quiet"
          className={styles.small}
          aria-expanded={isExpanded}
          onClick={() => setIsExpanded(!isExpanded)}
        >
          {isExpanded ? t('insight.less') : t('insight.more', { n: otherCount })}
        </Button>
      )}
      {dismissedCount > 0 && (
        <Button variant="quiet" className={styles.small} onClick={props.onRestore}>
          {t('insight.restore', { n: dismissedCount })}
        </Button>
      )}
    </>
  );
  return (
    <>
      {shownFindings.map((finding, i) => (
        <FindingCard
          key={`${finding.appId} ${finding.primary.metric} ${finding.primary.begin}`}
          {...props}
          finding={finding}
          moreActions={i === shownFindings.length - 1 && moreActions}
        />
      ))}
      {shownFindings.length === 0 && <CalmCard {...props} moreActions={moreActions} />}
    </>
  );
}

interface CardProps extends HeadlineCardProps {
  moreActions: ReactNode;
}

function FindingCard(props: CardProps & { finding: AppFinding }) {
  const { finding, attributions, goalOf, nameApp, insights } = props;
  const { primary, appId } = finding;
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const [isExplained, setIsExplained] = useState(false);
  const goal = goalOf(primary.metric);
  const attribution = attributions.get(primary);
  const description = describeFinding(finding, goal, translator, format);
  const sentence = nameApp
    ? t('insight.ofApp', { app: nameApp(appId), sentence: description })
    : description;
  const attributionText =
    attribution && describeAttribution(attribution, primary.metric, translator, format);
  const details = [
    describeGoalStatus(finding, goal, translator, format),
    describeRelated(finding, translator),
  ].filter((detail) => detail !== undefined);
  const isAttributing = !attribution && props.requestedFindings.includes(finding);
  const gap = translator.lang === 'zh' ? '' : ' ';
  const link = t('insight.link', { link: props.linkTo(finding) });
  return (
    <article
      className={styles.card}
      data-tone={primary.isOngoing ? 'bad' : 'warn'}
      data-open={isExplained || undefined}
    >
      <TriangleAlert size={18} aria-hidden />
      <p>
        <strong>{sentence}</strong>
        {gap}
        <span className={styles.details}>
          {isAttributing ? t('insight.asking') : attributionText}
          {gap}
          <span className={styles.rest}>{details.join(gap)}</span>
        </span>
      </p>
      {!props.isBare && (
        <div className={styles.actions}>
          <Button className={styles.small} onClick={() => props.onZoom(finding)}>
            {t('insight.zoom')}
          </Button>
          <CopyButton
            text={[
              sentence,
              ...(attributionText === undefined ? [] : [attributionText]),
              ...details,
              link,
            ].join(gap)}
            label={t('insight.copy')}
            className={styles.small}
            copyText={props.copyText}
          />
          <Button
            variant="quiet"
            className={styles.small}
            aria-expanded={isExplained}
            onClick={() => setIsExplained(!isExplained)}
          >
            {t('insight.how')}
          </Button>
          {props.moreActions}
        </div>
      )}
      {!props.isBare && (
        <IconButton
          variant="quiet"
          label={t('insight.dismiss')}
          className={styles.dismiss}
          onClick={() => props.onDismiss(finding)}
        >
          <X size={15} aria-hidden />
        </IconButton>
      )}
      {isExplained && (
        <div className={styles.explained}>
          <MethodNote
            episode={primary}
            detection={findDetection(insights, appId, primary.metric)}
          />
        </div>
      )}
    </article>
  );
}

function CalmCard(props: CardProps) {
  const { insights, dismissedCount, isPartial, worstSegment, isBare, onWiden } = props;
  const { t } = useTranslator();
  const format = useFormat();
  const coverage = summarizeCoverage(insights);
  const outOfGoalCount = insights.reduce((sum, app) => sum + app.outOfGoalCount, 0);
  const closestCall = insights[0]?.closestCall;
  const values = closestCall && {
    metric: t(`metric.${closestCall.metric}`),
    value: format.valueWithUnit(closestCall.metric, closestCall.value),
    when: format.dayTime(closestCall.at),
    n: outOfGoalCount,
    of: worstSegment ? 'together' : 'whole',
  };
  const describeCalm = (): ReactNode => {
    if (dismissedCount > 0) return t('calm.dismissed');
    if (coverage === 'insufficient' || !values) return t('calm.none');
    if (outOfGoalCount > 0) return t('calm.points', values);
    return t(coverage === 'full' ? 'calm.all' : 'calm.goalOnly', values);
  };
  return (
    <article className={styles.card} data-tone={worstSegment ? 'warn' : 'calm'}>
      {worstSegment ? (
        <TriangleAlert size={18} aria-hidden />
      ) : (
        <CircleCheck size={18} aria-hidden />
      )}
      <p>
        {worstSegment && (
          <strong>
            {t('calm.hurt', {
              segment: worstSegment.segment,
              metric: t(`metric.${worstSegment.metric}`),
              share: format.share(worstSegment.withinGoal),
            })}{' '}
          </strong>
        )}
        <span className={styles.calm}>{describeCalm()}</span>{' '}
        <span className={styles.details}>
          {isPartial && t('calm.partial')} {coverage === 'goal-only' && t('calm.fewDays')}
        </span>
      </p>
      <div className={styles.actions}>
        {coverage === 'goal-only' && onWiden && !isBare && (
          <Button className={styles.small} onClick={onWiden}>
            {t('calm.widen')}
          </Button>
        )}
        {props.moreActions}
      </div>
    </article>
  );
}

function summarizeCoverage(insights: Insights): DetectionCoverage {
  for (const coverage of ['full', 'insufficient'] as const) {
    if (insights.every((app) => app.coverage === coverage)) return coverage;
  }
  return 'goal-only';
}
