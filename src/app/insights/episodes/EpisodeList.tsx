// Under the chart: every episode of the range, each a link of its own.
import { clsx } from 'clsx';
import { Link2, ZoomIn } from 'lucide-react';
import { useId, useState } from 'react';
import { Sparkline } from '../../../chart/Sparkline.tsx';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { HOUR } from '../../../contract/domain/time.ts';
import type { Span } from '../../../contract/domain/time.ts';
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
import type { AppFinding, Insights } from '../analysis/insights.ts';
import stats from '../table.module.css';
import { nameContributor, formatStart, formatDeviation } from '../../../i18n/finding-text.ts';
import type { Attributions } from '../analysis/use-attribution.ts';

export interface EpisodeListProps {
  insights: Insights;
  /** All of them, the newest first. */
  findings: readonly AppFinding[];
  attributions: Attributions;
  /** Those of which it is being looked who was hit. */
  asked: readonly AppFinding[];
  /** What an app is called; undefined where there is only one. */
  nameApp: ((appId: string) => string) | undefined;
  /** Whether this is the episode the address names. */
  isSelected: (episode: Episode, appId: string) => boolean;
  linkTo: (episode: Episode, appId: string) => string;
  onZoom: (episode: Episode, appId: string) => void;
  /** Asks who was hit in a finding nobody has asked of yet. */
  onAskWho: (finding: AppFinding) => void;
  goalOf: (metric: Metric) => number;
  copyText: CopyText | undefined;
}

/** The list in its card. */
export function EpisodeList(props: EpisodeListProps) {
  const { insights, findings } = props;
  const { t } = useTranslator();
  const id = useId();
  const [explained, setExplained] = useState(false);
  const [open, setOpen] = useState(false);
  const shown = open ? findings : newest(findings, props.isSelected);
  const count = findings.reduce((sum, { related }) => sum + 1 + related.length, 0);
  const watchOf = (appId: string, metric: Metric) =>
    insights.find((one) => one.appId === appId)?.watches.find((watch) => watch.metric === metric);
  return (
    <Card aria-labelledby={id}>
      <div className={styles.head}>
        <PanelTitle id={id} title={t('episodes.title')} sub={t('episodes.sub', { n: count })} />
        <Button
          variant="quiet"
          className={styles.how}
          aria-expanded={explained}
          onClick={() => setExplained(!explained)}
        >
          {t('method.title')}
        </Button>
      </div>
      {explained && <MethodNote />}
      {count === 0 ? (
        <p className={styles.none}>{t('episodes.none')}</p>
      ) : (
        <div className={stats.scroll}>
          <table className={clsx(stats.table, styles.table)}>
            <thead>
              <tr>
                {HEADS.map((head) => (
                  <th key={head} scope="col" data-column={head}>
                    {t(`episodes.${head}`)}
                  </th>
                ))}
                <th scope="col" data-column="actions">
                  <span className="visually-hidden">{t('episodes.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.flatMap((finding) => [
                <Row
                  key={keyOf(finding.appId, finding.primary)}
                  {...props}
                  finding={finding}
                  episode={finding.primary}
                  watch={watchOf(finding.appId, finding.primary.metric)}
                />,
                ...finding.related.map((episode) => (
                  <Row
                    key={keyOf(finding.appId, episode)}
                    {...props}
                    finding={finding}
                    episode={episode}
                    watch={watchOf(finding.appId, episode.metric)}
                  />
                )),
              ])}
            </tbody>
          </table>
        </div>
      )}
      {shown.length < findings.length && (
        <Button variant="quiet" className={styles.all} onClick={() => setOpen(true)}>
          {t('episodes.all', { n: count })}
        </Button>
      )}
    </Card>
  );
}

/** The newest, with all of their parts, and as far back as the one the address names. */
function newest(
  findings: readonly AppFinding[],
  isSelected: EpisodeListProps['isSelected'],
): readonly AppFinding[] {
  let rows = 0;
  const end = findings.findIndex(({ related }) => {
    rows += 1 + related.length;
    return rows > FEW_ROWS;
  });
  const named = findings.findIndex(({ primary, related, appId }) =>
    [primary, ...related].some((episode) => isSelected(episode, appId)),
  );
  return end === -1 ? findings : findings.slice(0, Math.max(1, end, named + 1));
}

/** So many are seen without asking for more: the charts below stay near. */
const FEW_ROWS = 8;

const HEADS = [
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

function keyOf(appId: string, { metric, begin, kind }: Episode): string {
  return `${appId} ${metric} ${begin} ${kind}`;
}

interface RowProps extends EpisodeListProps {
  finding: AppFinding;
  episode: Episode;
  watch: Detection | undefined;
}

function Row(props: RowProps) {
  const { finding, episode, watch, nameApp } = props;
  const { metric, baseline } = episode;
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const isLead = episode === finding.primary;
  const name = t(`metric.${metric}`);
  const when = formatStart(episode, translator, format);
  return (
    <tr
      data-part={isLead ? undefined : true}
      aria-current={props.isSelected(episode, finding.appId) ? 'true' : undefined}
    >
      <th scope="row" title={isLead ? undefined : t('episodes.partOf')}>
        {when}
      </th>
      <td>
        {format.length(episode.end - episode.begin)}
        {episode.isOngoing && <em className={styles.goesOn}>{t('episodes.goesOn')}</em>}
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
      <td data-column="who">{isLead && <Who {...props} />}</td>
      <td data-column="strip">
        {watch && (
          <Sparkline
            series={watch.series}
            span={around(episode)}
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

function Who({ finding, attributions, asked, onAskWho }: RowProps) {
  const translator = useTranslator();
  const attribution = attributions.get(finding.primary);
  if (attribution) return nameContributor(attribution, translator);
  if (asked.includes(finding)) return <span className={styles.aside}>…</span>;
  return (
    <Button variant="quiet" className={styles.ask} onClick={() => onAskWho(finding)}>
      {translator.t('episodes.askWho')}
    </Button>
  );
}

function CopyLink({ episode, finding, linkTo, copyText, name }: RowProps & { name: string }) {
  const { t } = useTranslator();
  const [done, setDone] = useState(false);
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
      () => setDone(true),
      () => setDone(false),
    );
  return (
    <>
      <IconButton variant="quiet" label={name} onClick={() => void copy()}>
        <Link2 size={15} aria-hidden />
      </IconButton>
      <output className={styles.done}>{done && t('copy.done')}</output>
    </>
  );
}

/** An episode with as much before and after it, and an hour at least. */
function around({ begin, end }: Span): Span {
  const rim = Math.max(HOUR, end - begin);
  return { begin: begin - rim, end: end + rim };
}
