// What came back from one try -> the upstream's answer, or a failure that says what it was.
import * as v from 'valibot';
import { UpstreamResponseSchema } from '../../contract/wire/upstream.ts';
import type { UpstreamResponse } from '../../contract/wire/upstream.ts';
import { isKnownCode, classifyError, unreachable, unreadable } from './classify-error.ts';
import { retryAfterOf } from './retry-policy.ts';
import { raceAbort } from '../timers.ts';

/** A day is about 20 kB; whatever is larger than this is no answer of the API. */
const MAX_ANSWER_BYTES = 1_048_576;

/** The answer in `response`. Throws UpstreamFailure, or the signal's reason. */
export async function parseResponse(
  response: Response,
  now: number,
  signal: AbortSignal,
): Promise<UpstreamResponse> {
  const text = await readText(response, signal);
  const body = parseJson(text);
  const { code, requestId } = body ? errorFields(body) : xmlFields(text);
  const succeeded = response.status >= 200 && response.status < 300;
  if (!succeeded || (code !== undefined && isErrorCode(code, body))) {
    throw classifyError({
      status: response.status,
      code,
      requestId,
      retryAfterMs: retryAfterOf(response.headers, now),
    });
  }
  const answer = v.safeParse(UpstreamResponseSchema, body);
  // An object of some other service would pass for a day without data, and be kept for good.
  if (!answer.success || !(answer.output.RequestId || answer.output.Nodes)) throw unreadable(true);
  return answer.output;
}

/** Whether a code in an answer that says 200 means an error: a known one does, any other where no data came with it. */
function isErrorCode(code: string, body: object | undefined): boolean {
  const hasNodes = body !== undefined && 'Nodes' in body && Array.isArray(body.Nodes);
  return isKnownCode(code) || (!hasNodes && !/^(?:200|ok|success)$/i.test(code));
}

/** The body as text, read up to the cap and no further. */
async function readText(response: Response, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  let whole = false;
  try {
    for (;;) {
      const { done, value } = await raceAbort(reader.read(), signal);
      if (done) break;
      bytes += value.byteLength;
      if (bytes > MAX_ANSWER_BYTES) throw unreadable(false);
      text += decoder.decode(value, { stream: true });
    }
    whole = true;
    return text + decoder.decode();
  } catch (error) {
    signal.throwIfAborted();
    throw bytes > MAX_ANSWER_BYTES ? error : unreachable(error);
  } finally {
    if (!whole) void reader.cancel().catch(() => undefined);
  }
}

function parseJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

interface ErrorFields {
  code?: string | undefined;
  requestId?: string | undefined;
}

/** `Code` and `RequestId` in any case: gateways in front of the API write them differently. */
function errorFields(body: object): ErrorFields {
  const byName = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
  const textOf = (name: string) => {
    const value: unknown = byName.get(name);
    return typeof value === 'string' && value !== '' ? value.slice(0, 100) : undefined;
  };
  return { code: textOf('code'), requestId: textOf('requestid') };
}

function xmlFields(text: string): ErrorFields {
  return {
    code: /<code>\s*([\w.]{1,100})\s*<\/code>/i.exec(text)?.[1],
    requestId: /<requestid>\s*([\w-]{1,100})\s*<\/requestid>/i.exec(text)?.[1],
  };
}
