// The HTTP API between page and server.
import * as v from 'valibot';
import { MetricSchema, OsSchema, TerminalSchema } from '../domain/metrics.ts';
import { ProblemCodeSchema, ProblemSchema } from './problem.ts';
import { DAY, MAX_RANGE_DAYS, STEP } from '../domain/time.ts';

/** Per request. */
export const MAX_WINDOWS = 1_000;

/** The page splits larger requests. */
export const MAX_BODY_BYTES = 262_144;

const MAX_EPOCH_MS = 8_640_000_000_000_000;

const StepTime = v.pipe(
  v.number(),
  v.safeInteger('must be a whole number of milliseconds'),
  v.minValue(0, 'must not be before 1970'),
  v.maxValue(MAX_EPOCH_MS, 'is too far in the future'),
  v.check((at) => at % STEP === 0, 'must be a multiple of five minutes'),
);

/** The format is undocumented: accepts what is safe in paths and logs. */
export const AppIdSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, - or _'),
);

export const ChannelIdSchema = v.pipe(
  v.string(),
  v.regex(
    // A URL cannot encode half a surrogate pair.
    // oxlint-disable-next-line no-control-regex -- rejects control characters
    /^[^\u0000-\u001f\u007f\p{Cs}]{1,128}$/u,
    'must be 1 to 128 characters without control characters',
  ),
);

export const WindowRequestSchema = v.pipe(
  v.strictObject({
    appId: AppIdSchema,
    metric: MetricSchema,
    os: v.optional(OsSchema),
    terminal: v.optional(TerminalSchema),
    channelId: v.optional(ChannelIdSchema),
    begin: StepTime,
    end: StepTime,
  }),
  v.forward(
    v.check(
      (w) => w.end > w.begin && w.end - w.begin <= DAY,
      'must be after begin and at most 24 hours later',
    ),
    ['end'],
  ),
);

export type WindowRequest = v.InferOutput<typeof WindowRequestSchema>;

/** Body of `POST /api/windows`. */
export const WindowsRequestSchema = v.strictObject({
  windows: v.pipe(
    v.array(WindowRequestSchema),
    v.minLength(1, 'must name at least one window'),
    v.maxLength(MAX_WINDOWS, `must name at most ${MAX_WINDOWS} windows`),
  ),
});

/** `stale`: an older copy, because the API fails; `gone`: older than the data. */
export const WINDOW_STATUSES = ['ok', 'stale', 'failed', 'gone'] as const;
export type WindowStatus = (typeof WINDOW_STATUSES)[number];

// A status of a newer server counts as failed.
const WindowStatusSchema = v.pipe(
  v.string(),
  v.transform(
    (status): WindowStatus => WINDOW_STATUSES.find((known) => known === status) ?? 'failed',
  ),
);

// Much faster than a schema per item.
function isValueList(values: unknown): boolean {
  return Array.isArray(values) && values.every(isValue);
}

function isValue(value: unknown): boolean {
  return value === null || typeof value === 'number';
}

export const WindowRecordSchema = v.object({
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  status: WindowStatusSchema,
  /** Later than requested if the API no longer has the first part. */
  begin: v.number(),
  step: v.literal(STEP),
  /** One per bucket, in the metric's unit. Empty for `failed` and `gone`. */
  values: v.custom<readonly (number | null)[]>(isValueList, 'must be numbers and nulls'),
  /** The API's, in the metric's unit. */
  summary: v.nullable(v.number()),
  /** Whether the window can no longer change. */
  final: v.boolean(),
  /** By the API's clock. */
  fetchedAt: v.number(),
  requestId: v.nullable(v.string()),
  problem: v.optional(ProblemSchema),
});

/** One NDJSON line of the response to `POST /api/windows`. */
export type WindowRecord<Values = readonly (number | null)[]> = Omit<
  v.InferOutput<typeof WindowRecordSchema>,
  'index' | 'values'
> & { index?: number; values: Values };

export const AppSchema = v.object({ id: AppIdSchema, name: v.string() });
export type App = v.InferOutput<typeof AppSchema>;

// Skips metrics of a newer server.
const MetricConfigsSchema = v.pipe(
  v.array(v.looseObject({ metric: v.string() })),
  v.transform((configs) => configs.filter(({ metric }) => v.is(MetricSchema, metric))),
  v.array(
    v.object({
      metric: MetricSchema,
      unit: v.picklist(['percent', 'ms']),
      better: v.picklist(['higher', 'lower']),
      goal: v.number(),
    }),
  ),
);

export const ConfigSchema = v.object({
  demo: v.boolean(),
  /** Identifies the data source. */
  source: v.optional(v.string(), ''),
  apps: v.array(AppSchema),
  anyApp: v.boolean(),
  metrics: MetricConfigsSchema,
  /** Of the API's rates. */
  rateScale: v.picklist(['percent', 'fraction']),
  limits: v.object({
    lookbackDays: v.number(),
    longestDays: v.optional(v.number(), MAX_RANGE_DAYS),
    stepMs: v.literal(STEP),
    maxWindows: v.number(),
  }),
  archive: v.optional(
    v.object({
      /** Begin of the oldest archived day, by AppId. */
      since: v.record(v.string(), v.number()),
    }),
    { since: {} },
  ),
  recorder: v.optional(
    v.object({
      on: v.boolean(),
      /** Finished windows that the API still has: not archived, archived. */
      pending: v.number(),
      done: v.number(),
      /** Windows since the first archived day that neither has. */
      lost: v.number(),
      lastError: v.optional(ProblemCodeSchema),
    }),
  ),
  /** Null without access control. */
  access: v.optional(
    v.nullable(
      v.object({
        name: v.string(),
        /** False if a gateway handles sign-in. */
        canSignOut: v.boolean(),
      }),
    ),
  ),
  settleMs: v.number(),
  /** By the API's clock, as far as it is known. */
  now: v.number(),
  version: v.string(),
});

/** Response of `GET /api/config`. */
export type Config = v.InferOutput<typeof ConfigSchema>;
