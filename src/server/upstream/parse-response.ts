import * as v from 'valibot';
import { UpstreamResponseSchema } from '../../contract/wire/upstream.ts';
import type { UpstreamResponse } from '../../contract/wire/upstream.ts';
import { raceAbort } from '../timers.ts';
import { classifyError, isKnownCode, unreachable, unreadable } from './classify-error.ts';
import { parseRetryAfter } from './retry-policy.ts';

// A day has about 20 kB.
const MAX_RESPONSE_BYTES = 1_048_576;

/** Rejects with UpstreamFailure or the signal's reason. */
export async function parseResponse(
  response: Response,
  now: number,
  signal: AbortSignal,
): Promise<UpstreamResponse> {
  const text = await readText(response, signal);
  const body = parseJson(text);
  const { code, requestId } = body ? jsonErrorFields(body) : xmlErrorFields(text);
  const isSuccess = response.status >= 200 && response.status < 300;
  if (!isSuccess || (code !== undefined && isErrorCode(code, body))) {
    throw classifyError({
      status: response.status,
      code,
      requestId,
      retryAfterMs: parseRetryAfter(response.headers, now),
    });
  }
  const parsed = v.safeParse(UpstreamResponseSchema, body);
  // Must not be archived as a day without data.
  if (!parsed.success || !(parsed.output.RequestId || parsed.output.Nodes)) throw unreadable(true);
  return parsed.output;
}

// In a 200 response, an unknown code with data is no error.
function isErrorCode(code: string, body: object | undefined): boolean {
  const hasNodes = body !== undefined && 'Nodes' in body && Array.isArray(body.Nodes);
  return isKnownCode(code) || (!hasNodes && !/^(?:200|ok|success)$/i.test(code));
}

async function readText(response: Response, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  let isComplete = false;
  try {
    for (;;) {
      const { done, value } = await raceAbort(reader.read(), signal);
      if (done) break;
      bytes += value.byteLength;
      if (bytes > MAX_RESPONSE_BYTES) throw unreadable(false);
      text += decoder.decode(value, { stream: true });
    }
    isComplete = true;
    return text + decoder.decode();
  } catch (error) {
    signal.throwIfAborted();
    throw bytes > MAX_RESPONSE_BYTES ? error : unreachable(error);
  } finally {
    if (!isComplete) void reader.cancel().catch(() => undefined);
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

// Gateways vary the case of the names.
function jsonErrorFields(body: object): ErrorFields {
  const byName = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
  const textOf = (name: string) => {
    const value: unknown = byName.get(name);
    return typeof value === 'string' && value !== '' ? value.slice(0, 100) : undefined;
  };
  return { code: textOf('code'), requestId: textOf('requestid') };
}

function xmlErrorFields(text: string): ErrorFields {
  return {
    code: /<code>\s*([\w.]{1,100})\s*<\/code>/i.exec(text)?.[1],
    requestId: /<requestid>\s*([\w-]{1,100})\s*<\/requestid>/i.exec(text)?.[1],
  };
}
