import * as v from 'valibot';
import { ProblemError } from '../../contract/wire/problem.ts';
import type { Millis } from '../../contract/domain/time.ts';
import { sleepOnTimers } from '../timers.ts';

/** Length from which a body delays other requests. */
const LARGE_BODY_CHARS = 16_384;
const PAUSE_AFTER_LARGE_BODY: Millis = 5;

/** Parses a JSON body. Throws ProblemError: `too_large`, or `bad_request` with the invalid field's path. */
export async function readBody<const Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
  maxBytes: number,
): Promise<v.InferOutput<Schema>> {
  const text = await readText(request, maxBytes);
  if (text.length >= LARGE_BODY_CHARS) await waitForTurn();
  const parsed = v.safeParse(schema, parseJson(text));
  if (parsed.success) return parsed.output;
  throw badRequest(describeIssue(parsed.issues[0]), v.getDotPath(parsed.issues[0]));
}

let lastTurn = Promise.resolve();

// Large bodies are processed one after another, with a pause in between.
function waitForTurn(): Promise<void> {
  const turn = lastTurn;
  // The first timer fires once the body's own synchronous work is done.
  lastTurn = turn.then(() => sleepOnTimers(0)).then(() => sleepOnTimers(PAUSE_AFTER_LARGE_BODY));
  return turn;
}

/** A `bad_request`; `predicate` completes the sentence, such as "is missing". */
export function badRequest(predicate: string, path?: string | null): ProblemError {
  const field = path?.slice(0, 100);
  return new ProblemError({
    code: 'bad_request',
    message: `${field ?? 'The body'} ${predicate}.`,
    retryable: false,
    ...(field && { field }),
  });
}

/** Throws ProblemError: `too_large` once `maxBytes` are exceeded, `bad_request` for an incomplete body. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const { headers } = request;
  const length = headers.get('content-length');
  if (Number(length ?? 0) > maxBytes) throw tooLarge(maxBytes);
  // HTTP enforces a declared length; text() is much faster than the stream.
  if (length !== null && !headers.has('transfer-encoding'))
    return request.text().catch((cause: unknown) => {
      throw incompleteBody(cause);
    });
  const reader = request.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw incompleteBody(cause);
    });
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      void reader.cancel().catch(() => undefined);
      throw tooLarge(maxBytes);
    }
    text += decoder.decode(value, { stream: true });
  }
}

// The client disconnected or was too slow.
function incompleteBody(cause: unknown): ProblemError {
  return new ProblemError(
    { code: 'bad_request', message: 'The body is incomplete.', retryable: true },
    { cause },
  );
}

function tooLarge(maxBytes: number): ProblemError {
  return new ProblemError({
    code: 'too_large',
    message: `The body must not be larger than ${maxBytes} bytes.`,
    retryable: false,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('must be valid JSON');
  }
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === 'validation') return issue.message;
  if (issue.expected === 'never') return 'is not a known field';
  if (issue.received === 'undefined') return 'is missing';
  switch (issue.type) {
    case 'picklist':
      return `must be one of ${String(issue.expected).replaceAll(/[()"]/g, '').replaceAll(' | ', ', ')}`;
    case 'array':
      return 'must be a list';
    case 'strict_object':
      return 'must be an object';
    default:
      return `must be a ${issue.type}`;
  }
}
