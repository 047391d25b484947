// A finding and who carries it -> sentences, in the reader's language.
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { toSegmentId } from '../contract/domain/segments.ts';
import type { SegmentFilter } from '../contract/domain/segments.ts';
import type { EpochMs } from '../contract/domain/time.ts';
import type { Attribution, SegmentDeviation } from '../anomaly/attribution.ts';
import type { Finding } from '../anomaly/findings.ts';
import type { Episode } from '../anomaly/detect-episodes.ts';
import { compareValues } from '../stats/change.ts';
import type { Format } from './format.ts';
import type { Translator } from './translate.ts';

/** A value against what is usual: `+38%`, `-0.92 pt`. */
export function formatDeviation(
  metric: Metric,
  now: number,
  usual: number,
  format: Format,
): string {
  return format.change(metric, compareValues(metric, now, usual));
}

/** The same without its sign, for words that say which way. */
function writeAmount(metric: Metric, now: number, usual: number, format: Format): string {
  return formatDeviation(metric, now, usual, format).replace(/^[+\u2212-]/, '');
}

/** When an episode began, as exactly as it is known. */
export function formatStart({ begin, onset }: Episode, { t }: Translator, format: Format): string {
  return onset === 'sudden'
    ? format.dayTime(begin)
    : t('episodes.about', { when: format.day(begin) });
}

/** What happened, since when and by how much. */
export function describeFinding(
  { primary }: Finding,
  goal: number,
  translator: Translator,
  format: Format,
): string {
  const { t } = translator;
  const { metric, baseline, value } = primary;
  const common = {
    metric: t(`metric.${metric}`),
    tense: primary.isOngoing ? 'now' : 'past',
    begin: primary.onset === 'slow' ? format.day(primary.begin) : format.dayTime(primary.begin),
    end: primary.onset === 'slow' ? format.day(primary.end) : writeEnd(primary, format),
  };
  if (primary.kind === 'goal' || baseline === null) {
    return t('insight.whatGoal', {
      ...common,
      goal: format.goal(metric, goal),
      value: format.valueWithUnit(metric, value),
    });
  }
  return t(primary.onset === 'slow' ? 'insight.whatSlow' : 'insight.what', {
    ...common,
    way: wayOf(metric),
    amount: writeAmount(metric, value, baseline, format),
  });
}

/** `21:00` within a day, else with its date. */
function writeEnd({ begin, end }: Episode, format: Format): string {
  return format.day(begin) === format.day(end) ? format.time(end) : format.dayTime(end);
}

function wayOf(metric: Metric): 'slower' | 'lower' | 'higher' {
  const { unit, better } = METRIC_FACTS[metric];
  if (unit === 'ms') return 'slower';
  return better === 'higher' ? 'lower' : 'higher';
}

/** A move of less than this share of the carrier's is flat. */
const FLAT = 0.1;

/** Who carries it; undefined where nobody can say. */
export function describeAttribution(
  attribution: Attribution,
  metric: Metric,
  translator: Translator,
  format: Format,
): string | undefined {
  const { t } = translator;
  const change = (move: SegmentDeviation) =>
    formatDeviation(metric, move.value, move.usual, format);
  if (attribution.kind === 'one') {
    const { by } = attribution;
    const beside = counterpartOf(by, attribution.beside);
    const values = {
      segment: nameOf(by.part, translator),
      change: change(by),
      value: format.valueWithUnit(metric, by.value),
    };
    if (!beside) return t('insight.one', values);
    return t('insight.oneBeside', {
      ...values,
      beside: nameOf(beside.part, translator),
      besideChange: change(beside),
      move: beside.move < FLAT * by.move ? 'flat' : 'less',
    });
  }
  if (attribution.kind === 'everyone') {
    const [most] = attribution.moves.toSorted((a, b) => b.move - a.move);
    return (
      most &&
      t('insight.everyone', { segment: nameOf(most.part, translator), change: change(most) })
    );
  }
  return attribution.kind === 'several' ? t('insight.several') : undefined;
}

/** In a table's cell: the segment, or a word. */
export function nameContributor(attribution: Attribution, translator: Translator): string {
  switch (attribution.kind) {
    case 'one':
      return nameOf(attribution.by.part, translator);
    case 'everyone':
      return translator.t('episodes.everyone');
    case 'several':
      return translator.t('episodes.several');
    default:
      return '–';
  }
}

/** Of those beside a carrier the one most like it, with the other OS or terminal; else the one that moved most. */
function counterpartOf(
  { part }: SegmentDeviation,
  beside: readonly SegmentDeviation[],
): SegmentDeviation | undefined {
  const shared = (other: SegmentFilter) =>
    Number(other.terminal === part.terminal) * 2 + Number(other.os === part.os);
  return beside.toSorted((a, b) => shared(b.part) - shared(a.part) || b.move - a.move)[0];
}

function nameOf(filter: SegmentFilter, { t }: Translator): string {
  return t(`who.${toSegmentId(filter)}`);
}

/** Against the goal, and the worst of it. */
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
    when: writeWhen(worst.at, primary, format),
  });
}

function writeWhen(at: EpochMs, { begin }: Episode, format: Format): string {
  return format.day(at) === format.day(begin) ? format.time(at) : format.dayTime(at);
}

/** Which other metrics show it; undefined when none does. */
export function describeRelated({ related }: Finding, translator: Translator): string | undefined {
  if (related.length === 0) return undefined;
  const names = [...new Set(related.map(({ metric }) => translator.t(`metric.${metric}`)))];
  return translator.t('insight.also', { metrics: names.join(translator.t('list.separator')) });
}
