import { Sparkline } from '../../../chart/Sparkline.tsx';
import { METRIC_FACTS, meetsGoal } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { Problem } from '../../../contract/wire/problem.ts';
import type { Span } from '../../../contract/domain/time.ts';
import type { Series } from '../../../series/series.ts';
import type { Change } from '../../../stats/change.ts';
import type { SeriesStats } from '../../../stats/series-stats.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { keepTogether } from '../../../i18n/format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { ChangeValue } from '../shared/ChangeValue.tsx';
import { GoalMark } from '../shared/GoalMark.tsx';
import { SummarySource } from '../shared/SummarySource.tsx';
import styles from './MetricCard.module.css';
import skeleton from '../shared/skeleton.module.css';
import { pickSummaryValue } from '../../model/summary-value.ts';
import type { SummaryValue } from '../../model/summary-value.ts';
import { getTitleKey } from '../../i18n/problem-text.ts';

const SPARKLINE_HEIGHT = 42;

export interface MetricCardData {
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  /** Null while nothing is loaded. */
  stats: SeriesStats | null;
  summary: number | null;
  change: Change | null;
  isComparisonLoading: boolean;
  /** Such as `week before`. */
  comparisonLabel: string | undefined;
  /** `loading`: no values yet; `refreshing`: values of the previous range. */
  status: 'loading' | 'refreshing' | 'ready';
  problem: Problem | null;
  series: Series | null;
  span: Span;
}

export interface MetricCardProps extends MetricCardData {
  selected: boolean;
  onSelect?: ((metric: Metric) => void) | undefined;
}

type CardState =
  | { kind: 'loading' }
  | { kind: 'empty' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'value'; value: SummaryValue; isGoalMet: boolean };

export function MetricCard(props: MetricCardProps) {
  const { metric, selected, onSelect, status, series, span } = props;
  const { t } = useTranslator();
  const state = toCardState(props);
  const card = {
    className: styles.card,
    'aria-busy': state.kind === 'loading' || status === 'refreshing',
    'data-metric': metric,
  };
  const content = (
    <>
      <span className={styles.head}>
        <span className={styles.name}>{t(`metric.${metric}`)}</span>
        <CardMark state={state} />
      </span>
      <span className={styles.body} data-old={status === 'refreshing' || undefined}>
        <CardValue {...props} state={state} />
        <span className={styles.spark} aria-hidden="true">
          {(state.kind === 'value' || state.kind === 'loading') && series && (
            <Sparkline
              series={series}
              span={span}
              metric={metric}
              color="currentColor"
              height={SPARKLINE_HEIGHT}
            />
          )}
        </span>
      </span>
    </>
  );
  if (!onSelect) {
    return (
      <div {...card} aria-current={selected}>
        {content}
      </div>
    );
  }
  return (
    <button type="button" {...card} aria-pressed={selected} onClick={() => onSelect(metric)}>
      {content}
    </button>
  );
}

function toCardState({
  metric,
  goal,
  stats,
  summary,
  status,
  problem,
}: MetricCardProps): CardState {
  const value = stats && pickSummaryValue(stats, summary);
  if (value) return { kind: 'value', value, isGoalMet: meetsGoal(metric, value.value, goal) };
  if (!stats && status !== 'ready') return { kind: 'loading' };
  if (status === 'loading') return { kind: 'loading' };
  return problem ? { kind: 'failed', problem } : { kind: 'empty' };
}

function CardMark({ state }: { state: CardState }) {
  if (state.kind === 'loading') return null;
  if (state.kind === 'value') return <GoalMark state={state.isGoalMet ? 'met' : 'missed'} />;
  return <GoalMark state={state.kind === 'failed' ? 'failed' : 'unknown'} />;
}

function CardValue(props: MetricCardProps & { state: CardState }) {
  const { state, metric } = props;
  const { t } = useTranslator();
  const format = useFormat();
  if (state.kind === 'loading') {
    return (
      <>
        <span className={styles.headline}>
          <span
            className={skeleton.skeleton}
            style={{ width: 96, height: 24, alignSelf: 'center' }}
          />
          <span className="visually-hidden">{t('card.loading')}</span>
        </span>
        <span className={styles.detail}>
          <span className={skeleton.skeleton} style={{ width: 'min(168px, 90%)', height: 12 }} />
        </span>
      </>
    );
  }
  if (state.kind === 'failed') {
    return (
      <>
        <span className={styles.headline}>
          <span className={styles.text}>{t('card.failed')}</span>
          <span className={styles.source}>{state.problem.code}</span>
        </span>
        <span className={styles.detail}>{t(getTitleKey(state.problem))}</span>
      </>
    );
  }
  if (state.kind === 'empty') {
    return (
      <>
        <span className={styles.headline}>
          <span className={styles.text} aria-hidden="true">
            –
          </span>
        </span>
        <span className={styles.detail}>{t('card.noData')}</span>
      </>
    );
  }
  return (
    <>
      <span className={styles.headline}>
        <span className={styles.value}>{format.value(metric, state.value.value)}</span>
        <span className={styles.unit} data-unit={METRIC_FACTS[metric].unit}>
          {t(`unit.${METRIC_FACTS[metric].unit}`)}
        </span>
        <span className={styles.source}>
          <SummarySource value={state.value} short />
        </span>
      </span>
      <CardDetail {...props} />
    </>
  );
}

function CardDetail(props: MetricCardProps) {
  const { metric, goal, stats, change, isComparisonLoading, comparisonLabel, onSelect } = props;
  const { t } = useTranslator();
  const format = useFormat();
  const share = stats?.withinGoal ?? null;
  if (comparisonLabel === undefined) {
    const values = share !== null && {
      share: format.share(share),
      n: stats?.present ?? 0,
      goal: keepTogether(format.goal(metric, goal)),
    };
    return <span className={styles.detail}>{values && t('card.within', values)}</span>;
  }
  const versus = t('legend.change', { what: comparisonLabel });
  return (
    <span className={styles.detail} title={versus}>
      <ChangeValue
        metric={metric}
        change={change}
        isComparisonLoading={isComparisonLoading}
        comparisonLabel={comparisonLabel}
        size={onSelect ? undefined : 'short'}
      >
        {t('change.none')}
      </ChangeValue>{' '}
      {(change ?? isComparisonLoading) && versus}
    </span>
  );
}
