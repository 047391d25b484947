// Verifies received requests.
import {
  ACS3,
  toCanonicalHeaders,
  toCanonicalQuery,
  toCanonicalRequest,
  sign,
  toStringToSign,
} from './acs3.ts';
import type { EpochMs } from '../contract/domain/time.ts';

export interface Authorization {
  accessKeyId: string;
  /** Lower case. */
  signedHeaders: string[];
  signature: string;
}

const AUTHORIZATION = new RegExp(
  `^${ACS3} Credential=([^,\\s]+), ?SignedHeaders=([a-z0-9-]+(?:;[a-z0-9-]+)*), ?Signature=([0-9a-f]{64})$`,
);

/** Undefined unless the header is well-formed. */
export function parseAuthorization(value: string): Authorization | undefined {
  const [, accessKeyId, names, signature] = AUTHORIZATION.exec(value) ?? [];
  if (accessKeyId === undefined || names === undefined || signature === undefined) return undefined;
  return { accessKeyId, signedHeaders: names.split(';'), signature };
}

/** Undefined unless the text is exactly `yyyy-MM-ddTHH:mm:ssZ`. */
export function parseAcsDate(value: string): EpochMs | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
}

export interface ReceivedRequest {
  method: string;
  url: URL;
  headers: Headers;
  /** In hex. */
  bodySha256: string;
}

/** With the texts behind the signature. */
export async function computeExpectedSignature(
  received: ReceivedRequest,
  signedHeaders: readonly string[],
  accessKeySecret: string,
): Promise<{ signature: string; stringToSign: string; canonicalRequest: string }> {
  const canonical = toCanonicalRequest({
    method: received.method,
    path: received.url.pathname,
    query: toCanonicalQuery(Object.fromEntries(received.url.searchParams)),
    headerLines: toCanonicalHeaders(pickHeaders(received, signedHeaders)).lines,
    signedHeaders: signedHeaders.join(';'),
    bodySha256: received.bodySha256,
  });
  const toSign = await toStringToSign(canonical);
  return {
    signature: await sign(accessKeySecret, toSign),
    stringToSign: toSign,
    canonicalRequest: canonical,
  };
}

/** Returns the Host header, which browsers do not expose, or the URL's host. */
export function getHost(received: Pick<ReceivedRequest, 'url' | 'headers'>): string {
  return received.headers.get('host') ?? received.url.host;
}

function pickHeaders(received: ReceivedRequest, names: readonly string[]): [string, string][] {
  return names.map((name) => [
    name,
    name === 'host' ? getHost(received) : (received.headers.get(name) ?? ''),
  ]);
}
