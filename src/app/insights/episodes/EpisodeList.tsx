import { clsx } from 'clsx';
import { Link2, ZoomIn } from 'lucide-react';
import { useId, useState } from 'react';
import { Sparkline } from '../../../chart/Sparkline.tsx';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { Episode, Detection } from '../../../anomaly/detect-episodes.ts';
import type { CopyText } from '../../ui/CopyButton.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { PanelTitle } from '../../ui/PanelTitle.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './EpisodeList.module.css';
import { MethodNote } from '../MethodNote.tsx';
import { findDetection, padSpan } from '../analysis/insights.ts';
import type { AppFinding, Insights } from '../analysis/insights.ts';
import tables from '../table.module.css';
import { nameContributor, formatStart, formatDeviation } from '../../../i18n/finding-text.ts';
import type { Attributions } from '../analysis/use-attribution.ts';

export interface EpisodeListProps {
  insights: Insights;
  findings: readonly AppFinding[];
  attributions: Attributions;
  /** Findings whose attribution has been requested. */
  requestedFindings: readonly AppFinding[];
  nameApp: ((appId: string) => string) | undefined;
  isSelected: (episode: Episode, appId: string) => boolean;
  linkTo: (episode: Episode, appId: string) => string;
  onZoom: (episode: Episode, appId: string) => void;
  onRequestAttribution: (finding: AppFinding) => void;
  goalOf: (metric: Metric) => number;
  copyText: CopyText | undefined;
}

export function EpisodeList(props: EpisodeListProps) {
  const { insights, findings } = props;
  const { t } = useTranslator();
  const id = useId();
  const [isExplained, setIsExplained] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const shownFindings = showsAll ? findings : selectFirst(findings, props.isSelected);
  const count = findings.reduce((sum, { related }) => sum + 1 + related.length, 0);
  const detectionOf = (appId: string, metric: Metric) => findDetection(insights, appId, metric);
  return (
    <Card aria-labelledby={id}>
      <div className={styles.head}>
        <PanelTitle id={id} title={t('episodes.title')} sub={t('episodes.sub', { n: count })} />
        <Button
          variant="quiet"
          className={styles.how}
          aria-expanded={isExplained}
          onClick={() => setIsExplained(!isExplained)}
        >
          {t('method.title')}
        </Button>
      </div>
      {isExplained && <MethodNote />}
      {count === 0 ? (
        <p className={styles.none}>{t('episodes.none')}</p>
      ) : (
        <div className={tables.scroll}>
          <table className={clsx(tables.table, styles.table)}>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" data-column={column}>
                    {t(`episodes.${column}`)}
                  </th>
                ))}
                <th scope="col" data-column="actions">
                  <span className="visually-hidden">{t('episodes.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shownFindings.flatMap((finding) => [
                <Row
                  key={rowKey(finding.appId, finding.primary)}
                  {...props}
                  finding={finding}
                  episode={finding.primary}
                  detection={detectionOf(finding.appId, finding.primary.metric)}
                />,
                ...finding.related.map((episode) => (
                  <Row
                    key={rowKey(finding.appId, episode)}
                    {...props}
                    finding={finding}
                    episode={episode}
                    detection={detectionOf(finding.appId, episode.metric)}
                  />
                )),
              ])}
            </tbody>
          </table>
        </div>
      )}
      {shownFindings.length < findings.length && (
        <Button variant="quiet" className={styles.all} onClick={() => setShowsAll(true)}>
          {t('episodes.all', { n: count })}
        </Button>
      )}
    </Card>
  );
}

// Whole findings up to MAX_ROWS rows, but at least up to the selected one.
function selectFirst(
  findings: readonly AppFinding[],
  isSelected: EpisodeListProps['isSelected'],
): readonly AppFinding[] {
  let rows = 0;
  const end = findings.findIndex(({ related }) => {
    rows += 1 + related.length;
    return rows > MAX_ROWS;
  });
  const selected = findings.findIndex(({ primary, related, appId }) =>
    [primary, ...related].some((episode) => isSelected(episode, appId)),
  );
  return end === -1 ? findings : findings.slice(0, Math.max(1, end, selected + 1));
}

const MAX_ROWS = 8;

const COLUMNS = [
  'begin',
  'length',
  'metric',
  'value',
  'usual',
  'change',
  'worst',
  'who',
  'strip',
] as const;

function rowKey(appId: string, { metric, begin, kind }: Episode): string {
  return `${appId} ${metric} ${begin} ${kind}`;
}

interface RowProps extends EpisodeListProps {
  finding: AppFinding;
  episode: Episode;
  detection: Detection | undefined;
}

function Row(props: RowProps) {
  const { finding, episode, detection, nameApp } = props;
  const { metric, baseline } = episode;
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const isPrimary = episode === finding.primary;
  const name = t(`metric.${metric}`);
  const when = formatStart(episode, translator, format);
  return (
    <tr
      data-part={isPrimary ? undefined : true}
      aria-current={props.isSelected(episode, finding.appId) ? 'true' : undefined}
    >
      <th scope="row" title={isPrimary ? undefined : t('episodes.partOf')}>
        {when}
      </th>
      <td>
        {format.length(episode.end - episode.begin)}
        {episode.isOngoing && <em className={styles.ongoing}>{t('episodes.goesOn')}</em>}
      </td>
      <td data-column="metric">
        {nameApp ? t('segment.ofApp', { app: nameApp(finding.appId), segment: name }) : name}
      </td>
      <td>{format.valueWithUnit(metric, episode.value)}</td>
      <td>{baseline === null ? '–' : format.valueWithUnit(metric, baseline)}</td>
      <td className={styles.change}>
        {episode.kind === 'goal' || baseline === null
          ? t('episodes.goalOnly')
          : formatDeviation(metric, episode.value, baseline, format)}
      </td>
      <td>
        {format.valueWithUnit(metric, episode.worst.value)}{' '}
        <span className={styles.aside}>{format.weekdayTime(episode.worst.at)}</span>
      </td>
      <td data-column="who">{isPrimary && <Contributor {...props} />}</td>
      <td data-column="strip">
        {detection && (
          <Sparkline
            series={detection.series}
            span={padSpan(episode, 1)}
            metric={metric}
            color="var(--series-all)"
            height={24}
            goal={props.goalOf(metric)}
          />
        )}
      </td>
      <td data-column="actions">
        <span className={styles.actions}>
          <IconButton
            variant="quiet"
            label={t('episodes.zoom', { metric: name, when })}
            onClick={() => props.onZoom(episode, finding.appId)}
          >
            <ZoomIn size={15} aria-hidden />
          </IconButton>
          <CopyLink {...props} name={t('episodes.copyLinkOf', { metric: name, when })} />
        </span>
      </td>
    </tr>
  );
}

function Contributor({ finding, attributions, requestedFindings, onRequestAttribution }: RowProps) {
  const translator = useTranslator();
  const attribution = attributions.get(finding.primary);
  if (attribution) return nameContributor(attribution, translator);
  if (requestedFindings.includes(finding)) return <span className={styles.aside}>…</span>;
  return (
    <Button
      variant="quiet"
      className={styles.request}
      onClick={() => onRequestAttribution(finding)}
    >
      {translator.t('episodes.askWho')}
    </Button>
  );
}

function CopyLink({ episode, finding, linkTo, copyText, name }: RowProps & { name: string }) {
  const { t } = useTranslator();
  const [isCopied, setIsCopied] = useState(false);
  const link = linkTo(episode, finding.appId);
  if (!copyText) {
    return (
      <a className={styles.link} href={link} title={name} aria-label={name}>
        <Link2 size={15} aria-hidden />
      </a>
    );
  }
  const copy = () =>
    copyText(link).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    );
  return (
    <>
      <IconButton variant="quiet" label={name} onClick={() => void copy()}>
        <Link2 size={15} aria-hidden />
      </IconButton>
      <output className={styles.copied}>{isCopied && t('copy.done')}</output>
    </>
  );
}
