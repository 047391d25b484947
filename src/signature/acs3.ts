// Between quota and upstream: turns one call into a signed request (ACS3-HMAC-SHA256, the vendor's signature version 3).
// Every stage is callable alone, so a failing vector names its stage. Source: https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
import type { EpochMs } from '../contract/domain/time.ts';

export const ACS3 = 'ACS3-HMAC-SHA256';

/** SHA-256 of an empty body, as the `x-acs-content-sha256` header wants it. */
export const EMPTY_BODY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A key pair of an account; with `securityToken` a temporary one (STS). */
export interface Credentials {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string | undefined;
}

/** Name and value pairs; a name may repeat and be in any case. */
export type HeaderPairs = Iterable<readonly [name: string, value: string]>;

const encoder = new TextEncoder();

/**
 * RFC 3986 percent-encoding: everything but letters, digits and `- _ . ~`, as UTF-8.
 * Throws URIError on a lone surrogate.
 */
export function encodeComponent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The query sorted by name (UTF-16 code units), each part encoded once, without `?`. */
export function canonicalQuery(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .sort(([a], [b]) => compare(a, b))
    .map(([name, value]) => `${encodeComponent(name)}=${encodeComponent(value)}`)
    .join('&');
}

/**
 * The signed headers, `host`, `content-type` and every `x-acs-*`: lower case, sorted, trimmed, one a
 * line, each line ended. A repeated header's values are sorted and joined by commas.
 */
export function canonicalHeaders(headers: HeaderPairs): { lines: string; signedHeaders: string } {
  const values = new Map<string, string[]>();
  for (const [rawName, value] of headers) {
    const name = rawName.toLowerCase();
    if (!isSigned(name)) continue;
    const known = values.get(name);
    if (known) known.push(value.trim());
    else values.set(name, [value.trim()]);
  }
  const names = [...values.keys()].sort(compare);
  return {
    lines: names
      .map((name) => `${name}:${(values.get(name) ?? []).sort(compare).join(',')}\n`)
      .join(''),
    signedHeaders: names.join(';'),
  };
}

/** Whether the vendor wants this header (lower case) signed. */
export function isSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
}

export interface CanonicalRequestParts {
  method: string;
  /** The path, already canonical; RPC calls always have `/`. */
  path?: string;
  query: string;
  /** Lines of `canonicalHeaders`. */
  headerLines: string;
  signedHeaders: string;
  bodySha256: string;
}

/** The six parts, one below the other. */
export function canonicalRequest(parts: CanonicalRequestParts): string {
  return [
    parts.method,
    parts.path ?? '/',
    parts.query,
    parts.headerLines,
    parts.signedHeaders,
    parts.bodySha256,
  ].join('\n');
}

/** The algorithm's name and the hash of the canonical request. */
export async function stringToSign(canonical: string): Promise<string> {
  return `${ACS3}\n${await sha256Hex(canonical)}`;
}

/** The signature in hex: HMAC-SHA256 keyed with the raw secret. Rejects on an empty secret. */
export async function sign(accessKeySecret: string, toSign: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(accessKeySecret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return hex(await crypto.subtle.sign('HMAC', key, encoder.encode(toSign)));
}

/** The value of the Authorization header. */
export function authorization(
  accessKeyId: string,
  signedHeaders: string,
  signature: string,
): string {
  return `${ACS3} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
}

/** The `x-acs-date` of an instant: UTC to the second, `yyyy-MM-ddTHH:mm:ssZ`. Throws RangeError on an invalid one. */
export function formatAcsDate(date: EpochMs): string {
  return `${new Date(date).toISOString().slice(0, 19)}Z`;
}

/** SHA-256 in lower-case hex, of text as UTF-8 or of bytes. */
export async function sha256Hex(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof data === 'string' ? encoder.encode(data) : data;
  return hex(await crypto.subtle.digest('SHA-256', bytes));
}

export interface Call {
  method: 'GET' | 'POST';
  /** Where to send it; only its origin counts. */
  endpoint: string | URL;
  /** The RPC parameters: all of them travel in the query string. */
  params: Readonly<Record<string, string>>;
  action: string;
  version: string;
  credentials: Credentials;
  /** When it is signed; the upstream takes it for fifteen minutes. */
  date: EpochMs;
  /** Never used before; the upstream refuses a second use. */
  nonce: string;
}

export interface SignedRequest {
  method: 'GET' | 'POST';
  url: string;
  /** Without `host`: every client sends it from the URL, and it is signed as the URL has it. */
  headers: Record<string, string>;
}

/**
 * A call with an empty body, ready for `fetch(url, { method, headers })`. Pass no body and no
 * content-type. Throws TypeError when the endpoint is not a URL.
 */
export async function signRequest(call: Call): Promise<SignedRequest> {
  const url = new URL('/', call.endpoint);
  const { accessKeyId, accessKeySecret, securityToken } = call.credentials;
  const headers: Record<string, string> = {
    'x-acs-action': call.action,
    'x-acs-content-sha256': EMPTY_BODY_SHA256,
    'x-acs-date': formatAcsDate(call.date),
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
    ...(securityToken ? { 'x-acs-security-token': securityToken } : {}),
  };
  const query = canonicalQuery(call.params);
  const { lines, signedHeaders } = canonicalHeaders([
    ['host', url.host],
    ...Object.entries(headers),
  ]);
  const canonical = canonicalRequest({
    method: call.method,
    query,
    headerLines: lines,
    signedHeaders,
    bodySha256: EMPTY_BODY_SHA256,
  });
  const signature = await sign(accessKeySecret, await stringToSign(canonical));
  return {
    method: call.method,
    url: query === '' ? url.href : `${url.href}?${query}`,
    headers: {
      ...headers,
      accept: 'application/json',
      authorization: authorization(accessKeyId, signedHeaders, signature),
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
