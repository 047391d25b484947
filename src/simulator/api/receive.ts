import { UPSTREAM_ACTION, UPSTREAM_VERSION } from '../../contract/wire/upstream.ts';
import { EMPTY_BODY_SHA256, sha256Hex } from '../../signature/acs3.ts';
import type { ReceivedRequest } from '../../signature/verify.ts';
import { ApiError } from './errors.ts';

export interface IncomingRequest extends ReceivedRequest {
  hasBody: boolean;
}

const MAX_BODY_BYTES = 65_536;

/** Throws ApiError on an unknown method or API, or a body above 64 KiB. */
export async function receiveRequest(request: Request): Promise<IncomingRequest> {
  const url = new URL(request.url);
  if (request.method !== 'POST' && request.method !== 'GET') {
    throw new ApiError({
      code: 'UnsupportedHTTPMethod',
      status: 405,
      message: 'This http method is not supported.',
      headers: { allow: 'GET, POST' },
    });
  }
  checkAction(url, request.headers);
  const body = await readBody(request);
  return {
    method: request.method,
    url,
    headers: request.headers,
    bodySha256: body.length > 0 ? await sha256Hex(body) : EMPTY_BODY_SHA256,
    hasBody: body.length > 0,
  };
}

function checkAction(url: URL, headers: Headers): void {
  const action = headers.get('x-acs-action');
  const version = headers.get('x-acs-version');
  if (action === null) throw createMissingHeaderError('MissingAction', 'x-acs-action');
  if (version === null) throw createMissingHeaderError('MissingVersion', 'x-acs-version');
  if (version !== UPSTREAM_VERSION) {
    throw new ApiError({
      code: 'InvalidVersion',
      status: 400,
      message: 'Specified parameter Version is not valid.',
    });
  }
  if (action !== UPSTREAM_ACTION || url.pathname !== '/') {
    throw new ApiError({
      code: 'InvalidAction.NotFound',
      status: 404,
      message: 'Specified api is not found, please check your url and method.',
    });
  }
}

export function createMissingHeaderError(code: `Missing${string}`, header: string): ApiError {
  return new ApiError({ code, status: 400, message: `${header} is mandatory for this action.` });
}

async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = (await reader?.read())?.value;
    if (!chunk) break;
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      throw new ApiError({
        code: 'RequestEntityTooLarge',
        status: 413,
        message: 'The request body is too large.',
      });
    }
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
