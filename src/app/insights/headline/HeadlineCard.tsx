// On top of the page: what stands out of the range, in a sentence, or that nothing does.
import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
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
import { MAX_FINDINGS } from '../analysis/insights.ts';
import type { AppFinding, Insights } from '../analysis/insights.ts';
import {
  describeRelated,
  describeGoalStatus,
  describeFinding,
  describeAttribution,
} from '../../../i18n/finding-text.ts';
import type { Attributions } from '../analysis/use-attribution.ts';

export interface HeadlineCardProps {
  insights: Insights;
  /** Those not put aside, the newest and worst first. */
  findings: readonly AppFinding[];
  /** How many are put aside. */
  dismissed: number;
  attributions: Attributions;
  /** Those of which it is being looked who was hit. */
  asked: readonly AppFinding[];
  goalOf: (metric: Metric) => number;
  /** What an app is called; undefined where there is only one. */
  nameApp: ((appId: string) => string) | undefined;
  /** On a wall screen there is nothing to press. */
  isBare: boolean;
  /** Some of the range could not be loaded. */
  isPartial: boolean;
  /** A segment in sight that was out of its goal a good part of the time, though the whole was not. */
  hurt: WorstSegment | undefined;
  /** The address of a finding in sight. */
  linkTo: (finding: AppFinding) => string;
  onZoom: (finding: AppFinding) => void;
  onDismiss: (finding: AppFinding) => void;
  onRestore: () => void;
  /** Where more days would tell more; undefined where they would not. */
  onWiden: (() => void) | undefined;
  copyText: CopyText | undefined;
}

/** The card; the first finding in full, the others when asked for. */
export function HeadlineCard(props: HeadlineCardProps) {
  const { findings, dismissed } = props;
  const { t } = useTranslator();
  const [open, setOpen] = useState(false);
  const some = findings.slice(0, MAX_FINDINGS);
  const shown = open ? some : some.slice(0, 1);
  const others = some.length - 1;
  const last = shown.length - 1;
  // In the last card, so that it takes no row of its own.
  const more = !props.isBare && (
    <>
      {others > 0 && (
        <Button
          variant="quiet"
          className={styles.small}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? t('insight.less') : t('insight.more', { n: others })}
        </Button>
      )}
      {dismissed > 0 && (
        <Button variant="quiet" className={styles.small} onClick={props.onRestore}>
          {t('insight.restore', { n: dismissed })}
        </Button>
      )}
    </>
  );
  return (
    <>
      {shown.map((finding, i) => (
        <FindingCard
          key={`${finding.appId} ${finding.primary.metric} ${finding.primary.begin}`}
          {...props}
          finding={finding}
          more={i === last && more}
        />
      ))}
      {shown.length === 0 && <Calm {...props} more={more} />}
    </>
  );
}

interface CardProps extends HeadlineCardProps {
  /** What else can be shown. */
  more: ReactNode;
}

function FindingCard(props: CardProps & { finding: AppFinding }) {
  const { finding, attributions, goalOf, nameApp, insights } = props;
  const { primary, appId } = finding;
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const [explained, setExplained] = useState(false);
  const goal = goalOf(primary.metric);
  const attribution = attributions.get(primary);
  const what = describeFinding(finding, goal, translator, format);
  const sentence = nameApp ? t('insight.ofApp', { app: nameApp(appId), sentence: what }) : what;
  const who = attribution && describeAttribution(attribution, primary.metric, translator, format);
  const known = [
    describeGoalStatus(finding, goal, translator, format),
    describeRelated(finding, translator),
  ].filter((detail) => detail !== undefined);
  const isAsking = !attribution && props.asked.includes(finding);
  const gap = translator.lang === 'zh' ? '' : ' ';
  const link = t('insight.link', { link: props.linkTo(finding) });
  return (
    <article
      className={styles.card}
      data-tone={primary.isOngoing ? 'bad' : 'warn'}
      data-open={explained || undefined}
    >
      <TriangleAlert size={18} aria-hidden />
      <p>
        <strong>{sentence}</strong>
        {gap}
        <span className={styles.details}>
          {isAsking ? t('insight.asking') : who}
          {gap}
          <span className={styles.rest}>{known.join(gap)}</span>
        </span>
      </p>
      {!props.isBare && (
        <div className={styles.actions}>
          <Button className={styles.small} onClick={() => props.onZoom(finding)}>
            {t('insight.zoom')}
          </Button>
          <CopyButton
            text={[sentence, ...(who === undefined ? [] : [who]), ...known, link].join(gap)}
            label={t('insight.copy')}
            className={styles.small}
            copyText={props.copyText}
          />
          <Button
            variant="quiet"
            className={styles.small}
            aria-expanded={explained}
            onClick={() => setExplained(!explained)}
          >
            {t('insight.how')}
          </Button>
          {props.more}
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
      {explained && (
        <div className={styles.explained}>
          <MethodNote
            episode={primary}
            watch={insights
              .find((one) => one.appId === appId)
              ?.watches.find(({ metric }) => metric === primary.metric)}
          />
        </div>
      )}
    </article>
  );
}

/** That nothing stands out, as far as that can be said. */
function Calm({ insights, dismissed, isPartial, hurt, isBare, onWiden, more }: CardProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const [first] = insights;
  const judged = insights.every((one) => one.judged === 'full')
    ? 'full'
    : insights.every((one) => one.judged === 'insufficient')
      ? 'insufficient'
      : 'goal-only';
  const missed = insights.reduce((sum, one) => sum + one.missed, 0);
  const closest = first?.closest;
  const values = closest && {
    metric: t(`metric.${closest.metric}`),
    value: format.valueWithUnit(closest.metric, closest.value),
    when: format.dayTime(closest.at),
    n: missed,
    of: hurt ? 'together' : 'whole',
  };
  const say = (): ReactNode => {
    if (dismissed > 0) return t('calm.dismissed');
    if (judged === 'insufficient' || !values) return t('calm.none');
    if (missed > 0) return t('calm.points', values);
    return t(judged === 'full' ? 'calm.all' : 'calm.goalOnly', values);
  };
  return (
    <article className={styles.card} data-tone={hurt ? 'warn' : 'calm'}>
      {hurt ? <TriangleAlert size={18} aria-hidden /> : <CircleCheck size={18} aria-hidden />}
      <p>
        {hurt && (
          <strong>
            {t('calm.hurt', {
              segment: hurt.segment,
              metric: t(`metric.${hurt.metric}`),
              share: format.share(hurt.within),
            })}{' '}
          </strong>
        )}
        <span className={styles.calm}>{say()}</span>{' '}
        <span className={styles.details}>
          {isPartial && t('calm.partial')} {judged === 'goal-only' && t('calm.fewDays')}
        </span>
      </p>
      <div className={styles.actions}>
        {judged === 'goal-only' && onWiden && !isBare && (
          <Button className={styles.small} onClick={onWiden}>
            {t('calm.widen')}
          </Button>
        )}
        {more}
      </div>
    </article>
  );
}
