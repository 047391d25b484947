// Signs requests with ACS3-HMAC-SHA256, the vendor's signature version 3.
// Source: https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
import type { EpochMs } from '../contract/domain/time.ts';

export const ACS3 = 'ACS3-HMAC-SHA256';

export const EMPTY_BODY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export interface Credentials {
  accessKeyId: string;
  accessKeySecret: string;
  /** Of temporary credentials (STS). */
  securityToken?: string | undefined;
}

/** Names may repeat, in any case. */
export type HeaderPairs = Iterable<readonly [name: string, value: string]>;

const encoder = new TextEncoder();

/** Percent-encodes by RFC 3986. Throws URIError on a lone surrogate. */
export function encodeComponent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Sorts by name (UTF-16 code units). */
export function toCanonicalQuery(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .sort(([a], [b]) => compare(a, b))
    .map(([name, value]) => `${encodeComponent(name)}=${encodeComponent(value)}`)
    .join('&');
}

/** Picks and sorts the signed headers; joins repeated ones by commas. */
export function toCanonicalHeaders(headers: HeaderPairs): { lines: string; signedHeaders: string } {
  const values = new Map<string, string[]>();
  for (const [rawName, value] of headers) {
    const name = rawName.toLowerCase();
    if (!isSignedHeader(name)) continue;
    const listed = values.get(name);
    if (listed) listed.push(value.trim());
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

/** `name` is in lower case. */
export function isSignedHeader(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
}

export interface CanonicalRequestParts {
  method: string;
  /** Default: `/`. */
  path?: string;
  query: string;
  headerLines: string;
  signedHeaders: string;
  bodySha256: string;
}

export function toCanonicalRequest(parts: CanonicalRequestParts): string {
  return [
    parts.method,
    parts.path ?? '/',
    parts.query,
    parts.headerLines,
    parts.signedHeaders,
    parts.bodySha256,
  ].join('\n');
}

export async function toStringToSign(canonical: string): Promise<string> {
  return `${ACS3}\n${await sha256Hex(canonical)}`;
}

/** Returns the HMAC-SHA256 in hex. Rejects an empty secret. */
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

export function formatAuthorization(
  accessKeyId: string,
  signedHeaders: string,
  signature: string,
): string {
  return `${ACS3} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
}

/** Formats `x-acs-date`: `yyyy-MM-ddTHH:mm:ssZ`. Throws RangeError on an invalid date. */
export function formatAcsDate(date: EpochMs): string {
  return `${new Date(date).toISOString().slice(0, 19)}Z`;
}

/** Lower-case hex; text is hashed as UTF-8. */
export async function sha256Hex(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof data === 'string' ? encoder.encode(data) : data;
  return hex(await crypto.subtle.digest('SHA-256', bytes));
}

export interface Call {
  method: 'GET' | 'POST';
  /** Only its origin is used. */
  endpoint: string | URL;
  params: Readonly<Record<string, string>>;
  action: string;
  version: string;
  credentials: Credentials;
  date: EpochMs;
  /** Unique per request. */
  nonce: string;
}

export interface SignedRequest {
  method: 'GET' | 'POST';
  url: string;
  /** Without `host`, which clients derive from the URL. */
  headers: Record<string, string>;
}

/** For `fetch` without body and content-type. Throws TypeError when the endpoint is not a URL. */
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
  const query = toCanonicalQuery(call.params);
  const { lines, signedHeaders } = toCanonicalHeaders([
    ['host', url.host],
    ...Object.entries(headers),
  ]);
  const canonical = toCanonicalRequest({
    method: call.method,
    query,
    headerLines: lines,
    signedHeaders,
    bodySha256: EMPTY_BODY_SHA256,
  });
  const signature = await sign(accessKeySecret, await toStringToSign(canonical));
  return {
    method: call.method,
    url: query === '' ? url.href : `${url.href}?${query}`,
    headers: {
      ...headers,
      accept: 'application/json',
      authorization: formatAuthorization(accessKeyId, signedHeaders, signature),
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
