import type { HonoRequest, MiddlewareHandler } from 'hono';
import { forbidden } from '../http/problem-response.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Browsers send JSON to other sites only after a preflight. */
export function jsonOnly(): MiddlewareHandler {
  return async ({ req }, next) => {
    const encoding = req.header('content-encoding') ?? 'identity';
    if (mediaTypeOf(req) === 'application/json' && encoding === 'identity') return next();
    return forbidden('The body must be uncompressed application/json.', 415);
  };
}

export function formsOnly(): MiddlewareHandler {
  return async ({ req }, next) => {
    return mediaTypeOf(req) === FORM ? next() : forbidden(`The body must be ${FORM}.`, 415);
  };
}

function mediaTypeOf(request: HonoRequest): string {
  const [type = ''] = (request.header('content-type') ?? '').split(';');
  return type.trim().toLowerCase();
}
