// A finding and who carries it -> sentences, in the reader's language.
import { METRIC_FACTS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import type { SegmentId } from '../contract/domain/segments.ts';
import type { EpochMs } from '../contract/domain/time.ts';
import type { Carrier, Move, Part } from '../anomaly/attribution.ts';
import type { Finding } from '../anomaly/findings.ts';
import type { Episode } from '../anomaly/detect-episodes.ts';
import { segmentIdOf } from '../view/segments.ts';
import { compareValues } from '../stats/change.ts';
import type { Format } from './format.ts';
import type { Translator } from './translate.ts';

/** A value against what is usual: `+38%`, `-0.92 pt`. */
export function writeChange(metric: Metric, now: number, usual: number, format: Format): string {
  return format.change(metric, compareValues(metric, now, usual));
}

/** The same without its sign, for words that say which way. */
function writeAmount(metric: Metric, now: number, usual: number, format: Format): string {
  return writeChange(metric, now, usual, format).replace(/^[+\u2212-]/, '');
}

/** When an episode began, as exactly as it is known. */
export function writeBegin({ begin, pace }: Episode, { t }: Translator, format: Format): string {
  return pace === 'sudden'
    ? format.dayTime(begin)
    : t('episodes.about', { when: format.day(begin) });
}

/** What happened, since when and by how much. */
export function sayWhat(
  { lead }: Finding,
  goal: number,
  translator: Translator,
  format: Format,
): string {
  const { t } = translator;
  const { metric, usual, value } = lead;
  const common = {
    metric: t(`metric.${metric}`),
    tense: lead.goesOn ? 'now' : 'past',
    begin: lead.pace === 'slow' ? format.day(lead.begin) : format.dayTime(lead.begin),
    end: lead.pace === 'slow' ? format.day(lead.end) : writeEnd(lead, format),
  };
  if (lead.kind === 'goal' || usual === null) {
    return t('insight.whatGoal', {
      ...common,
      goal: format.goal(metric, goal),
      value: format.valueWithUnit(metric, value),
    });
  }
  return t(lead.pace === 'slow' ? 'insight.whatSlow' : 'insight.what', {
    ...common,
    way: wayOf(metric),
    amount: writeAmount(metric, value, usual, format),
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
export function sayWho(
  carrier: Carrier,
  metric: Metric,
  translator: Translator,
  format: Format,
): string | undefined {
  const { t } = translator;
  const change = (move: Move) => writeChange(metric, move.value, move.usual, format);
  if (carrier.kind === 'one') {
    const { by } = carrier;
    const beside = counterpartOf(by, carrier.beside);
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
  if (carrier.kind === 'everyone') {
    const [most] = carrier.moves.toSorted((a, b) => b.move - a.move);
    return (
      most &&
      t('insight.everyone', { segment: nameOf(most.part, translator), change: change(most) })
    );
  }
  return carrier.kind === 'several' ? t('insight.several') : undefined;
}

/** In a table's cell: the segment, or a word. */
export function nameCarrier(carrier: Carrier, translator: Translator): string {
  switch (carrier.kind) {
    case 'one':
      return nameOf(carrier.by.part, translator);
    case 'everyone':
      return translator.t('episodes.everyone');
    case 'several':
      return translator.t('episodes.several');
    default:
      return '–';
  }
}

/** Of those beside a carrier the one most like it, with the other OS or terminal; else the one that moved most. */
function counterpartOf({ part }: Move, beside: readonly Move[]): Move | undefined {
  const shared = (other: Part) =>
    Number(other.terminal === part.terminal) * 2 + Number(other.os === part.os);
  return beside.toSorted((a, b) => shared(b.part) - shared(a.part) || b.move - a.move)[0];
}

function nameOf({ os, terminal }: Part, { t }: Translator): string {
  const id: SegmentId = segmentIdOf(os, terminal);
  return t(`who.${id}`);
}

/** Against the goal, and the worst of it. */
export function sayGoal(
  { lead }: Finding,
  goal: number,
  { t }: Translator,
  format: Format,
): string {
  const { metric, missed, worst } = lead;
  return t(missed > 0 ? 'insight.missed' : 'insight.within', {
    goal: format.goal(metric, goal),
    length: format.length(missed),
    worst: format.valueWithUnit(metric, worst.value),
    when: writeWhen(worst.at, lead, format),
  });
}

function writeWhen(at: EpochMs, { begin }: Episode, format: Format): string {
  return format.day(at) === format.day(begin) ? format.time(at) : format.dayTime(at);
}

/** Which other metrics show it; undefined when none does. */
export function sayAlso({ also }: Finding, translator: Translator): string | undefined {
  if (also.length === 0) return undefined;
  const names = [...new Set(also.map(({ metric }) => translator.t(`metric.${metric}`)))];
  return translator.t('insight.also', { metrics: names.join(translator.t('list.separator')) });
}
