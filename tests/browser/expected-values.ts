// What the simulator says, asked past the page and the server, and the figures of it worked out the plain way.
import type { Subject } from '../../src/contract/domain/segments.ts';
import { METRIC_FACTS } from '../../src/contract/domain/metrics.ts';
import { DAY, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import type { EpochMs, Span } from '../../src/contract/domain/time.ts';
import { signRequest } from '../../src/signature/acs3.ts';
import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../src/simulator/simulator.ts';

export const SEED = 'browser-tests';

const SETTLE = 15 * MINUTE;
const MARGIN = 15 * MINUTE;

export interface Truth {
  points: string;
  median: string;
  worst: string;
  within: string;
}

/** The figures a legend row must show for `subject` over `span` at `at`, as written in English. */
export async function tellTruth(
  subject: Subject,
  span: Span,
  at: EpochMs,
  goal: number,
): Promise<Truth> {
  const values = await settledValues(subject, span, at);
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median =
    sorted.length % 2 === 1
      ? sorted[Math.floor(middle)]
      : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
  const higher = METRIC_FACTS[subject.metric].better === 'higher';
  const met = values.filter((value) => (higher ? value >= goal : value <= goal)).length;
  const digits = METRIC_FACTS[subject.metric].unit === 'ms' ? 0 : 2;
  const write = (value = NaN) =>
    new Intl.NumberFormat('en-US', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  return {
    points: new Intl.NumberFormat('en-US').format(values.length),
    median: write(median),
    worst: write(higher ? sorted[0] : sorted.at(-1)),
    within: new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 }).format(
      met / values.length,
    ),
  };
}

/** The settled value of every bucket of `span` at `at`; null where there is none. */
export async function valuesOf(
  subject: Subject,
  span: Span,
  at: EpochMs,
): Promise<(number | null)[]> {
  const byBucket = await settledByBucket(subject, span, at);
  return Array.from(
    { length: (span.end - span.begin) / STEP },
    (_, i) => byBucket.get(span.begin + i * STEP) ?? null,
  );
}

async function settledValues(subject: Subject, span: Span, at: EpochMs): Promise<number[]> {
  return [...(await settledByBucket(subject, span, at)).values()];
}

async function settledByBucket(
  subject: Subject,
  span: Span,
  at: EpochMs,
): Promise<Map<EpochMs, number>> {
  const simulate = createSimulator({
    seed: SEED,
    now: () => at,
    apps: DEMO_APPS,
    credentials: DEMO_CREDENTIALS,
    qps: Number.MAX_SAFE_INTEGER,
  });
  const byBucket = new Map<EpochMs, number>();
  const from = Math.max(span.begin, at - 30 * DAY + MARGIN);
  for (let begin = Math.floor(from / DAY) * DAY; begin < span.end; begin += DAY) {
    const { url, headers } = await signRequest({
      method: 'POST',
      endpoint: 'http://simulator.test',
      action: 'DescribeLiveInteractionMetricData',
      version: '2016-11-01',
      credentials: DEMO_CREDENTIALS,
      date: at,
      nonce: `${JSON.stringify(subject)}${begin}`,
      params: {
        AppId: subject.appId,
        MetricType: subject.metric,
        ...(subject.os && { Os: subject.os }),
        ...(subject.terminal && { TerminalType: subject.terminal }),
        BeginTs: String(Math.max(begin, Math.ceil(from / STEP) * STEP)),
        EndTs: String(Math.min(begin + DAY, at) - 1),
      },
    });
    const answer = (await (
      await simulate(new Request(url, { method: 'POST', headers }))
    ).json()) as {
      Nodes?: { Timestamp: string; Value: string }[];
    };
    for (const { Timestamp, Value } of answer.Nodes ?? []) {
      const bucket = Math.floor(Number(Timestamp) / STEP) * STEP;
      const settled = at > bucket + STEP + SETTLE;
      if (settled && Value !== '' && bucket >= from && bucket < span.end)
        byBucket.set(bucket, Number(Value));
    }
  }
  return byBucket;
}
