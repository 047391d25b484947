import * as v from 'valibot';
import { ProblemError } from '../../contract/wire/problem.ts';
import type { Millis } from '../../contract/domain/time.ts';
import { sleepOnTimers } from '../timers.ts';

/** Characters from which on a body, and what it asks for, is work that others feel. */
const LARGE = 16_384;
/** Between two large bodies the server is there for whatever else has come. */
const BREATH: Millis = 5;

/**
 * A request's JSON body, checked. Throws ProblemError: `too_large` as soon as more than `maxBytes`
 * have come, `bad_request` naming the field that is wrong.
 */
export async function readBody<const Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
  maxBytes: number,
): Promise<v.InferOutput<Schema>> {
  const text = await readText(request, maxBytes);
  if (text.length >= LARGE) await ownTurn();
  const parsed = v.safeParse(schema, parseJson(text));
  if (parsed.success) return parsed.output;
  throw badRequest(sentenceOf(parsed.issues[0]), v.getDotPath(parsed.issues[0]));
}

let lastTurn = Promise.resolve();

/** At once for the first large body; for those that come with it, one after another, with room in between. */
function ownTurn(): Promise<void> {
  const turn = lastTurn;
  // The first timer is due while the body's own work is done, and so tells only that it is over.
  lastTurn = turn.then(() => sleepOnTimers(0)).then(() => sleepOnTimers(BREATH));
  return turn;
}

/** A `bad_request` whose message starts with the field's path. */
export function badRequest(sentence: string, path?: string | null): ProblemError {
  const field = path?.slice(0, 100);
  return new ProblemError({
    code: 'bad_request',
    message: `${field ?? 'The body'} ${sentence}.`,
    retryable: false,
    ...(field && { field }),
  });
}

/**
 * A request's body as text. Throws ProblemError: `too_large` as soon as more than `maxBytes` have come,
 * `bad_request` when it breaks off.
 */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const { headers } = request;
  const length = headers.get('content-length');
  if (Number(length ?? 0) > maxBytes) throw tooLarge(maxBytes);
  // HTTP cuts it off at its own length. As a stream it would be a third of all a small request costs.
  if (length !== null && !headers.has('transfer-encoding'))
    return request.text().catch((cause: unknown) => {
      throw brokenOff(cause);
    });
  const reader = request.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw brokenOff(cause);
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

/** Its sender hung up or was too slow: for nobody, but no fault of ours. */
function brokenOff(cause: unknown): ProblemError {
  return new ProblemError(
    { code: 'bad_request', message: 'The body broke off.', retryable: true },
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

/** The end of a sentence that starts with the field: our own words where the schema has none. */
function sentenceOf(issue: v.BaseIssue<unknown>): string {
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
