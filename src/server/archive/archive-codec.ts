// A finished window <-> the text that is kept of it: the full key, the values, and a checksum over both.
import * as v from 'valibot';
import { WindowRequestSchema } from '../../contract/wire/api.ts';
import type { WindowRequest } from '../../contract/wire/api.ts';
import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import { BUCKETS_PER_DAY, STEP } from '../../contract/domain/time.ts';
import { sha256Hex } from '../../signature/acs3.ts';
import { decodeValues, encodeValues } from '../store/encoded-values.ts';
import type { StoredWindow } from '../store/window-store.ts';

const VERSION = 1;

/** How a kept text begins and ends; `sha256` is of what stands between, byte by byte. */
const FRAME =
  /^\{"format":"artc-lens-window","version":(\d+),"sha256":"([0-9a-f]{64})","content":(\{.*\})\}\n$/;

const ContentSchema = v.strictObject({
  account: v.string(),
  window: WindowRequestSchema,
  step: v.literal(STEP),
  unit: v.picklist(['percent', 'ms']),
  /** What the upstream's rates were taken to be in: a server that is told otherwise later can put it right. */
  rateScale: v.picklist(['percent', 'fraction']),
  values: v.pipe(v.array(v.nullable(v.pipe(v.number(), v.finite()))), v.length(BUCKETS_PER_DAY)),
  summary: v.nullable(v.pipe(v.number(), v.finite())),
  fetchedAt: v.number(),
  requestId: v.nullable(v.string()),
});

type Content = v.InferOutput<typeof ContentSchema>;

/** A window with all that tells it apart from every other. */
export interface ArchiveDocument extends Pick<Content, 'account' | 'rateScale'> {
  request: WindowRequest;
  stored: StoredWindow;
}

/** The copy is not what was kept. */
export class DamagedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DamagedError';
  }
}

/** One JSON document: `.content` is the window, and `sha256` the checksum of its text. */
export async function encodeDocument({ account, rateScale, request, stored }: ArchiveDocument) {
  const { encodedValues, summary, fetchedAt, requestId } = stored;
  const { unit } = METRIC_FACTS[request.metric];
  const content: Content = {
    account,
    window: keyOf(request),
    step: STEP,
    unit,
    rateScale,
    values: decodeValues(encodedValues),
    summary,
    fetchedAt,
    requestId,
  };
  const text = JSON.stringify(content);
  const sum = await sha256Hex(text);
  return `{"format":"artc-lens-window","version":${VERSION},"sha256":"${sum}","content":${text}}\n`;
}

/** What `encodeWindow` was given. Throws DamagedError for anything it did not write. */
export async function decodeDocument(text: string): Promise<ArchiveDocument> {
  const [, version, sum, body = ''] = FRAME.exec(text) ?? [];
  if (version === undefined) throw new DamagedError('This is not a kept window.');
  if (Number(version) > VERSION) throw new TypeError('A later version wrote this window.');
  if ((await sha256Hex(body)) !== sum) throw new DamagedError('The checksum differs.');
  const parsed = v.safeParse(ContentSchema, JSON.parse(body));
  if (!parsed.success) throw new DamagedError('The content is not a window.');
  const {
    account,
    rateScale,
    window: request,
    values,
    summary,
    fetchedAt,
    requestId,
  } = parsed.output;
  const { begin } = request;
  const encodedValues = encodeValues(values);
  const stored = {
    begin,
    encodedValues,
    summary,
    fetchedAt,
    requestId,
    final: true,
    complete: true,
  };
  return { account, rateScale, request, stored };
}

/** The kept entry as it is with rates taken for `rateScale`, whatever they were taken for then. */
export function rescaleWindow(
  { stored, request, rateScale: then }: ArchiveDocument,
  rateScale: Content['rateScale'],
): StoredWindow {
  if (then === rateScale || METRIC_FACTS[request.metric].unit !== 'percent') return stored;
  const factor = rateScale === 'fraction' ? 100 : 0.01;
  const scale = (value: number | null) =>
    value === null ? null : Number((value * factor).toPrecision(12));
  const encodedValues = encodeValues(decodeValues(stored.encodedValues).map(scale));
  return { ...stored, encodedValues, summary: scale(stored.summary) };
}

/** The fields of the key alone, in one order. */
function keyOf({ appId, metric, os, terminal, channelId, begin, end }: WindowRequest) {
  return {
    appId,
    metric,
    ...(os && { os }),
    ...(terminal && { terminal }),
    ...(channelId !== undefined && { channelId }),
    begin,
    end,
  };
}
