// Our own wire: what the page and the proxy say to each other.
import * as v from 'valibot';
import { MetricSchema, OsSchema, TerminalSchema } from '../domain/metrics.ts';
import { PROBLEM_CODES, ProblemSchema } from './problem.ts';
import { DAY, LONGEST_DAYS, STEP } from '../domain/time.ts';

/** Windows in one request, at most. */
export const MAX_WINDOWS = 1_000;

/**
 * Bytes in a request's body, at most: a thousand windows of an app's and a channel's usual names. Longer
 * names leave room for fewer, and the page asks in parts.
 */
export const MAX_BODY_BYTES = 262_144;

const MAX_EPOCH_MS = 8_640_000_000_000_000;

const StepTime = v.pipe(
  v.number(),
  v.safeInteger('must be a whole number of milliseconds'),
  v.minValue(0, 'must not be before 1970'),
  v.maxValue(MAX_EPOCH_MS, 'is too far in the future'),
  v.check((at) => at % STEP === 0, 'must be a multiple of five minutes'),
);

/** AppIds look like UUIDs but no page promises it, so: anything that is safe in a path and a log line. */
export const AppIdSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, - or _'),
);

export const ChannelIdSchema = v.pipe(
  v.string(),
  v.regex(
    // Half a surrogate pair is no character, and no URL can say it.
    // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
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

/** One window of one segment of one metric, half-open `[begin, end)`. */
export type WindowRequest = v.InferOutput<typeof WindowRequestSchema>;

/** The body of `POST /api/windows`. */
export const WindowsRequestSchema = v.strictObject({
  windows: v.pipe(
    v.array(WindowRequestSchema),
    v.minLength(1, 'must name at least one window'),
    v.maxLength(MAX_WINDOWS, `must name at most ${MAX_WINDOWS} windows`),
  ),
});

/** `stale`: kept from an earlier answer because the upstream is failing; `gone`: nobody has it any more. */
const WINDOW_STATUSES = ['ok', 'stale', 'failed', 'gone'] as const;

/** One look at each number: a schema an item costs a hundred times as much. */
function isColumn(values: unknown): boolean {
  return Array.isArray(values) && values.every(isValue);
}

function isValue(value: unknown): boolean {
  return value === null || typeof value === 'number';
}

export const WindowRecordSchema = v.object({
  /** The window's place in the request. */
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  status: v.picklist(WINDOW_STATUSES),
  /** Where `values` starts; later than asked when the upstream no longer has the first part. */
  begin: v.number(),
  step: v.literal(STEP),
  /** One a bucket, in the metric's unit; null where the upstream gave none. Empty for `failed` and `gone`. */
  values: v.custom<readonly (number | null)[]>(isColumn, 'must be numbers and nulls'),
  /** The upstream's own summary of exactly this window, in the metric's unit. */
  summary: v.nullable(v.number()),
  /** Never changes any more: fetched later than its end and settle time, hours later where its end is missing. */
  final: v.boolean(),
  /** When the upstream was asked, by the upstream's clock. */
  fetchedAt: v.number(),
  requestId: v.nullable(v.string()),
  problem: v.optional(ProblemSchema),
});

/** One line of the NDJSON answer of `POST /api/windows`. */
export type WindowRecord = v.InferOutput<typeof WindowRecordSchema>;

export const AppSchema = v.object({ id: AppIdSchema, name: v.string() });
export type App = v.InferOutput<typeof AppSchema>;

export const ConfigSchema = v.object({
  /** True on the simulator: the page says "Demo data". */
  demo: v.boolean(),
  /** Names where the figures come from: what a browser keeps of one source is not shown for another. */
  source: v.optional(v.string(), ''),
  /** The configured apps; may be empty, people may also type an AppId. */
  apps: v.array(AppSchema),
  /** Whether AppIds outside `apps` are taken. */
  anyApp: v.boolean(),
  metrics: v.array(
    v.object({
      metric: MetricSchema,
      unit: v.picklist(['percent', 'ms']),
      better: v.picklist(['higher', 'lower']),
      goal: v.number(),
    }),
  ),
  /** What the upstream's rates are in; the page hints when figures look wrong for it. */
  rateScale: v.picklist(['percent', 'fraction']),
  limits: v.object({
    lookbackDays: v.number(),
    /** The longest range a page shows at once. */
    longestDays: v.optional(v.number(), LONGEST_DAYS),
    stepMs: v.literal(STEP),
    maxWindows: v.number(),
  }),
  archive: v.optional(
    v.object({
      /** By AppId, the first moment of the oldest day this server keeps itself. */
      since: v.record(v.string(), v.number()),
    }),
    { since: {} },
  ),
  /** How far this server is with keeping what the upstream will forget; absent where it does not tell. */
  recorder: v.optional(
    v.object({
      on: v.boolean(),
      /** Finished windows of the configured apps that the upstream still has: not archived yet, and archived. */
      pending: v.number(),
      done: v.number(),
      /** Windows since an app's first archived day that nobody has any more. */
      lost: v.number(),
      /** Why the last window could not be had. */
      lastError: v.optional(v.picklist(PROBLEM_CODES)),
    }),
  ),
  /** Who is signed in; null where nobody has to. */
  access: v.optional(
    v.nullable(
      v.object({
        name: v.string(),
        /** Whether this server can sign them out; otherwise it is up to the gateway that signed them in. */
        canSignOut: v.boolean(),
      }),
    ),
  ),
  /** After its end a window is provisional this long, in milliseconds. */
  settleMs: v.number(),
  /** The time when it answered, by the upstream's clock as far as the server has been told. */
  now: v.number(),
  version: v.string(),
});

/** The answer of `GET /api/config`. */
export type Config = v.InferOutput<typeof ConfigSchema>;
