import type { KeyboardEvent, MouseEvent } from 'react';
import type { Metric } from '../../contract/metrics.ts';
import type { Figures } from '../../stats/figures.ts';
import { useFormat } from '../words/format.ts';
import { useWords } from '../words/words.ts';
import { GoalBar } from './GoalBar.tsx';
import { HeadlineSource } from './HeadlineSource.tsx';
import styles from './LegendTable.module.css';
import parts from './parts.module.css';
import { pickHeadline } from './pick-headline.ts';

/** One series of the legend. */
export interface LegendEntry {
  key: string;
  name: string;
  /** A CSS colour: the line's. */
  color: string;
  /** Null while nothing of it is here. */
  figures: Figures | null;
  /** The upstream's own summary, from SeriesData. */
  summary: number | null;
}

export interface LegendRowProps {
  entry: LegendEntry;
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
  /** Dates are written out. */
  longRange: boolean;
  /** Whether each row says what its summary is; else the column's head does for all. */
  sourceShown: boolean;
  hidden: boolean;
  onIsolate: () => void;
  onToggle: () => void;
}

/** A series' name and its figures. */
export function LegendRow(props: LegendRowProps) {
  const { entry, hidden } = props;
  const { t } = useWords();
  return (
    <tr data-hidden={hidden || undefined} data-series={entry.key}>
      <th scope="row">
        <SeriesName {...props} />
      </th>
      {entry.figures ? (
        <FigureCells {...props} figures={entry.figures} />
      ) : (
        Array.from({ length: 7 }, (_, i) => (
          <td key={i}>
            <span className={parts.skeleton} style={{ width: i === 5 ? 120 : 48, height: 12 }} />
            {i === 0 && <span className="visually-hidden">{t('legend.loading')}</span>}
          </td>
        ))
      )}
    </tr>
  );
}

function isModified(event: MouseEvent | KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}

function SeriesName({ entry, hidden, onIsolate, onToggle }: LegendRowProps) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className={styles.name}
      aria-pressed={!hidden}
      title={t('legend.isolate', { name: entry.name })}
      onClick={(event) => (isModified(event) ? onToggle() : onIsolate())}
      onKeyDown={(event) => {
        // Browsers differ in whether a key with a modifier presses a button.
        if ((event.key !== 'Enter' && event.key !== ' ') || !isModified(event)) return;
        event.preventDefault();
        onToggle();
      }}
    >
      <span className={styles.swatch} style={{ background: entry.color }} aria-hidden="true" />
      {entry.name}
      {hidden && <span className="visually-hidden">{t('legend.hidden')}</span>}
    </button>
  );
}

function FigureCells({
  entry,
  figures,
  metric,
  goal,
  longRange,
  sourceShown,
}: LegendRowProps & { figures: Figures }) {
  const { t } = useWords();
  const format = useFormat();
  const headline = pickHeadline(figures, entry.summary);
  const { last, worst, withinGoal, present, expected } = figures;
  const write = (value: number | null) =>
    value === null ? <NoValue /> : format.value(metric, value);
  return (
    <>
      <td>
        {headline ? (
          <>
            <span className={sourceShown ? styles.before : 'visually-hidden'}>
              <HeadlineSource headline={headline} />
            </span>
            <strong>{format.valueWithUnit(metric, headline.value)}</strong>
          </>
        ) : (
          <NoValue />
        )}
      </td>
      <td>{last ? <LastValue metric={metric} last={last} /> : <NoValue />}</td>
      <td>{write(figures.median)}</td>
      <td>{write(figures.tail)}</td>
      <td>
        {write(worst?.value ?? null)}
        {worst && (
          <span className={styles.aside} title={format.bucket(worst.at)}>
            {longRange ? format.dayTime(worst.at) : format.weekdayTime(worst.at)}
          </span>
        )}
      </td>
      <td>
        {withinGoal === null ? (
          <NoValue />
        ) : (
          <GoalBar
            share={withinGoal}
            title={t('legend.withinTitle', { goal: format.goal(metric, goal) })}
          />
        )}
      </td>
      <td title={t('legend.points', { present, expected })}>
        <span className="visually-hidden">{t('legend.points', { present, expected })}</span>
        {present < expected && (
          <span className={styles.before} aria-hidden="true">
            {t('legend.pointsShort', { present, expected })}
          </span>
        )}
        {expected === 0 ? <NoValue /> : format.share(present / expected)}
      </td>
    </>
  );
}

function LastValue({ metric, last }: { metric: Metric; last: NonNullable<Figures['last']> }) {
  const { t } = useWords();
  const format = useFormat();
  const when = format.bucket(last.at);
  if (!last.provisional) return <span title={when}>{format.value(metric, last.value)}</span>;
  return (
    <span className={styles.provisional} title={t('legend.provisionalTitle', { when })}>
      {format.value(metric, last.value)}
      <span aria-hidden="true">*</span>
      <span className="visually-hidden">{t('legend.provisional')}</span>
    </span>
  );
}

function NoValue() {
  const { t } = useWords();
  return (
    <>
      <span className={styles.none} aria-hidden="true">
        –
      </span>
      <span className="visually-hidden">{t('legend.none')}</span>
    </>
  );
}
