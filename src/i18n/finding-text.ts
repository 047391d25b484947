// Text of findings and attributions, for the page and the server.
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { toSegmentId } from '../contract/domain/segments.ts';
import type { SegmentFilter } from '../contract/domain/segments.ts';
import type { EpochMs } from '../contract/domain/time.ts';
import type { Attribution, SegmentDeviation } from '../anomaly/attribution.ts';
import type { Episode } from '../anomaly/detect-episodes.ts';
import type { Finding } from '../anomaly/findings.ts';
import { compareValues } from '../stats/change.ts';
import type { Format } from './format.ts';
import type { Translator } from './translate.ts';

/** `+38%`, `-0.92 pt` */
export function formatDeviation(
  metric: Metric,
  value: number,
  expected: number,
  format: Format,
): string {
  return format.change(metric, compareValues(metric, value, expected));
}

function formatAmount(metric: Metric, value: number, expected: number, format: Format): string {
  return formatDeviation(metric, value, expected, format).replace(/^[+\u2212-]/, '');
}

export function formatStart({ begin, onset }: Episode, { t }: Translator, format: Format): string {
  return onset === 'spike'
    ? format.dayTime(begin)
    : t('episodes.about', { when: format.day(begin) });
}

export function describeFinding(
  { primary }: Finding,
  goal: number,
  translator: Translator,
  format: Format,
): string {
  const { t } = translator;
  const { metric, baseline, value } = primary;
  const isDrift = primary.onset === 'drift';
  const common = {
    metric: t(`metric.${metric}`),
    tense: primary.isOngoing ? 'now' : 'past',
    begin: isDrift ? format.day(primary.begin) : format.dayTime(primary.begin),
    end: isDrift ? format.day(primary.end) : formatTimeOrDay(primary.end, primary, format),
  };
  if (primary.kind === 'goal' || baseline === null) {
    return t('insight.whatGoal', {
      ...common,
      goal: format.goal(metric, goal),
      value: format.valueWithUnit(metric, value),
    });
  }
  return t(isDrift ? 'insight.whatSlow' : 'insight.what', {
    ...common,
    way: getDirection(metric),
    amount: formatAmount(metric, value, baseline, format),
  });
}

// Without the date on the episode's first day.
function formatTimeOrDay(at: EpochMs, { begin }: Episode, format: Format): string {
  return format.day(at) === format.day(begin) ? format.time(at) : format.dayTime(at);
}

function getDirection(metric: Metric): 'slower' | 'lower' | 'higher' {
  const { unit, better } = METRIC_FACTS[metric];
  if (unit === 'ms') return 'slower';
  return better === 'higher' ? 'lower' : 'higher';
}

// Of the contributor's deviation.
const MAX_FLAT_SHARE = 0.1;

/** Undefined if unknown. */
export function describeAttribution(
  attribution: Attribution,
  metric: Metric,
  translator: Translator,
  format: Format,
): string | undefined {
  const { t } = translator;
  const formatChange = ({ value, expected }: SegmentDeviation) =>
    formatDeviation(metric, value, expected, format);
  if (attribution.kind === 'segment') {
    const { contributor } = attribution;
    const counterpart = findCounterpart(contributor, attribution.siblings);
    const values = {
      segment: nameSegment(contributor.filter, translator),
      change: formatChange(contributor),
      value: format.valueWithUnit(metric, contributor.value),
    };
    if (!counterpart) return t('insight.one', values);
    const isFlat = counterpart.deviation < MAX_FLAT_SHARE * contributor.deviation;
    return t('insight.oneBeside', {
      ...values,
      beside: nameSegment(counterpart.filter, translator),
      besideChange: formatChange(counterpart),
      move: isFlat ? 'flat' : 'less',
    });
  }
  if (attribution.kind === 'all') {
    const [largest] = attribution.deviations.toSorted((a, b) => b.deviation - a.deviation);
    return (
      largest &&
      t('insight.everyone', {
        segment: nameSegment(largest.filter, translator),
        change: formatChange(largest),
      })
    );
  }
  return attribution.kind === 'mixed' ? t('insight.several') : undefined;
}

export function nameContributor(attribution: Attribution, translator: Translator): string {
  switch (attribution.kind) {
    case 'segment':
      return nameSegment(attribution.contributor.filter, translator);
    case 'all':
      return translator.t('episodes.everyone');
    case 'mixed':
      return translator.t('episodes.several');
    default:
      return '–';
  }
}

// Prefers the same terminal, then the same OS, then the largest deviation.
function findCounterpart(
  { filter }: SegmentDeviation,
  siblings: readonly SegmentDeviation[],
): SegmentDeviation | undefined {
  const countShared = (other: SegmentFilter) =>
    Number(other.terminal === filter.terminal) * 2 + Number(other.os === filter.os);
  return siblings.toSorted(
    (a, b) => countShared(b.filter) - countShared(a.filter) || b.deviation - a.deviation,
  )[0];
}

function nameSegment(filter: SegmentFilter, { t }: Translator): string {
  return t(`who.${toSegmentId(filter)}`);
}

export function describeGoalStatus(
  { primary }: Finding,
  goal: number,
  { t }: Translator,
  format: Format,
): string {
  const { metric, outOfGoalMs, worst } = primary;
  return t(outOfGoalMs > 0 ? 'insight.missed' : 'insight.within', {
    goal: format.goal(metric, goal),
    length: format.length(outOfGoalMs),
    worst: format.valueWithUnit(metric, worst.value),
    when: formatTimeOrDay(worst.at, primary, format),
  });
}

/** Undefined without related episodes. */
export function describeRelated({ related }: Finding, translator: Translator): string | undefined {
  if (related.length === 0) return undefined;
  const names = [...new Set(related.map(({ metric }) => translator.t(`metric.${metric}`)))];
  return translator.t('insight.also', { metrics: names.join(translator.t('list.separator')) });
}
