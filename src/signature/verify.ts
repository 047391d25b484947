// The other way round: reads a signed request that arrived and says what its signature ought to be.
import {
  ACS3,
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  sign,
  stringToSign,
} from './acs3.ts';
import type { EpochMs } from '../contract/domain/time.ts';

export interface Authorization {
  accessKeyId: string;
  /** Lower-case names, in the order they came. */
  signedHeaders: string[];
  /** 64 lower-case hex digits. */
  signature: string;
}

const AUTHORIZATION = new RegExp(
  `^${ACS3} Credential=([^,\\s]+), ?SignedHeaders=([a-z0-9-]+(?:;[a-z0-9-]+)*), ?Signature=([0-9a-f]{64})$`,
);

/** The parts of an Authorization header; undefined when it is not a well-formed ACS3 one. */
export function parseAuthorization(value: string): Authorization | undefined {
  const [, accessKeyId, names, signature] = AUTHORIZATION.exec(value) ?? [];
  if (accessKeyId === undefined || names === undefined || signature === undefined) return undefined;
  return { accessKeyId, signedHeaders: names.split(';'), signature };
}

/** The instant of an `x-acs-date`; undefined when it is not exactly `yyyy-MM-ddTHH:mm:ssZ`. */
export function parseAcsDate(value: string): EpochMs | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
}

export interface ReceivedRequest {
  method: string;
  url: URL;
  headers: Headers;
  /** Of the body that arrived, in hex. */
  bodySha256: string;
}

/** What the signature of a request that arrived must be, and the two texts it was made from. */
export async function expectedSignature(
  received: ReceivedRequest,
  signedHeaders: readonly string[],
  accessKeySecret: string,
): Promise<{ signature: string; stringToSign: string; canonicalRequest: string }> {
  const canonical = canonicalRequest({
    method: received.method,
    path: received.url.pathname,
    query: canonicalQuery(Object.fromEntries(received.url.searchParams)),
    headerLines: canonicalHeaders(headersNamed(received, signedHeaders)).lines,
    signedHeaders: signedHeaders.join(';'),
    bodySha256: received.bodySha256,
  });
  const toSign = await stringToSign(canonical);
  return {
    signature: await sign(accessKeySecret, toSign),
    stringToSign: toSign,
    canonicalRequest: canonical,
  };
}

/** The Host header where the runtime shows it (Node does, browsers do not), else the URL's. */
export function hostOf(received: Pick<ReceivedRequest, 'url' | 'headers'>): string {
  return received.headers.get('host') ?? received.url.host;
}

function headersNamed(received: ReceivedRequest, names: readonly string[]): [string, string][] {
  return names.map((name) => [
    name,
    name === 'host' ? hostOf(received) : (received.headers.get(name) ?? ''),
  ]);
}
