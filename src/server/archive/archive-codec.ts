// The archive's file format.
import * as v from 'valibot';
import { WindowRequestSchema } from '../../contract/wire/api.ts';
import type { WindowRequest } from '../../contract/wire/api.ts';
import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import { BUCKETS_PER_DAY, STEP } from '../../contract/domain/time.ts';
import { sha256Hex } from '../../signature/acs3.ts';
import { decodeValues, encodeValues } from '../store/encoded-values.ts';
import type { StoredWindow } from '../store/window-store.ts';

const VERSION = 1;

// `sha256` covers the bytes of `content`.
const DOCUMENT =
  /^\{"format":"artc-lens-window","version":(\d+),"sha256":"([0-9a-f]{64})","content":(\{.*\})\}\n$/;

const ContentSchema = v.strictObject({
  account: v.string(),
  window: WindowRequestSchema,
  step: v.literal(STEP),
  unit: v.picklist(['percent', 'ms']),
  // ARTC_RATE_SCALE at the time of writing.
  rateScale: v.picklist(['percent', 'fraction']),
  values: v.pipe(v.array(v.nullable(v.pipe(v.number(), v.finite()))), v.length(BUCKETS_PER_DAY)),
  summary: v.nullable(v.pipe(v.number(), v.finite())),
  fetchedAt: v.number(),
  requestId: v.nullable(v.string()),
});

type Content = v.InferOutput<typeof ContentSchema>;

export interface ArchiveDocument extends Pick<Content, 'account' | 'rateScale'> {
  request: WindowRequest;
  stored: StoredWindow;
}

export class DamagedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DamagedError';
  }
}

export async function encodeDocument(document: ArchiveDocument): Promise<string> {
  const { account, rateScale, request, stored } = document;
  const { encodedValues, summary, fetchedAt, requestId } = stored;
  const { unit } = METRIC_FACTS[request.metric];
  const content: Content = {
    account,
    window: pickKey(request),
    step: STEP,
    unit,
    rateScale,
    values: decodeValues(encodedValues),
    summary,
    fetchedAt,
    requestId,
  };
  const text = JSON.stringify(content);
  const checksum = await sha256Hex(text);
  return `{"format":"artc-lens-window","version":${VERSION},"sha256":"${checksum}","content":${text}}\n`;
}

/** Throws DamagedError, or TypeError if a later version wrote `text`. */
export async function decodeDocument(text: string): Promise<ArchiveDocument> {
  const [, version, checksum, body = ''] = DOCUMENT.exec(text) ?? [];
  if (version === undefined) throw new DamagedError('The file is not an archived window.');
  if (Number(version) > VERSION) throw new TypeError('A later version wrote this file.');
  if ((await sha256Hex(body)) !== checksum) throw new DamagedError('The checksum does not match.');
  const parsed = v.safeParse(ContentSchema, JSON.parse(body));
  if (!parsed.success) throw new DamagedError('The content is not a window.');
  const { account, rateScale, window: request, values, ...others } = parsed.output;
  const { summary, fetchedAt, requestId } = others;
  const stored: StoredWindow = {
    begin: request.begin,
    encodedValues: encodeValues(values),
    summary,
    fetchedAt,
    requestId,
    final: true,
    complete: true,
  };
  return { account, rateScale, request, stored };
}

/** Converts rates stored under another ARTC_RATE_SCALE. */
export function rescaleWindow(
  { stored, request, rateScale: storedScale }: ArchiveDocument,
  rateScale: Content['rateScale'],
): StoredWindow {
  if (storedScale === rateScale || METRIC_FACTS[request.metric].unit !== 'percent') return stored;
  const factor = rateScale === 'fraction' ? 100 : 0.01;
  const scale = (value: number | null) =>
    value === null ? null : Number((value * factor).toPrecision(12));
  const encodedValues = encodeValues(decodeValues(stored.encodedValues).map(scale));
  return { ...stored, encodedValues, summary: scale(stored.summary) };
}

// Equal windows must have equal text.
function pickKey({ appId, metric, os, terminal, channelId, begin, end }: WindowRequest) {
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
