import type { EpochMs } from '../../contract/domain/time.ts';
import type { UpstreamResponse } from '../../contract/wire/upstream.ts';
import type { Failure } from './errors.ts';

export interface ResponseMeta {
  requestId: string;
  host: string;
  at: EpochMs;
}

export interface Responder {
  meta: ResponseMeta;
  send(body: UpstreamResponse): Response;
  fail(failure: Failure): Response;
  raw(body: BodyInit | null, status: number, contentType: string): Response;
}

const JSON_TYPE = 'application/json;charset=utf-8';
const XML_TYPE = 'text/xml;charset=utf-8';

export function createResponder(meta: ResponseMeta): Responder {
  const headers = (contentType: string, extra: Failure['headers'] = {}) => ({
    date: new Date(meta.at).toUTCString(),
    'content-type': contentType,
    'x-acs-request-id': meta.requestId,
    ...extra,
  });
  const raw: Responder['raw'] = (body, status, contentType) =>
    new Response(body, { status, headers: headers(contentType) });

  return {
    meta,
    raw,
    send: (body) => raw(JSON.stringify(body), 200, JSON_TYPE),
    fail(failure) {
      const { status, format = 'json' } = failure;
      if (format === 'empty') {
        return new Response(null, { status, headers: headers('text/plain', failure.headers) });
      }
      const body = format === 'xml' ? formatXml(failure, meta) : formatJson(failure, meta, format);
      const type = format === 'xml' ? XML_TYPE : JSON_TYPE;
      return new Response(body, { status, headers: headers(type, failure.headers) });
    },
  };
}

function formatJson(
  failure: Failure,
  meta: ResponseMeta,
  format: 'json' | 'lowercase-json',
): string {
  const body: Record<string, unknown> = {
    RequestId: meta.requestId,
    HostId: meta.host,
    Code: failure.code,
    Message: failure.message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(failure.code)}&product=live&requestId=${meta.requestId}`,
    ...(failure.code === 'NoPermission' || failure.code === 'Forbidden.RAM'
      ? { AccessDeniedDetail: ACCESS_DENIED_DETAIL }
      : {}),
  };
  if (format === 'json') return JSON.stringify(body);
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(body).map(([key, value]) => [
        `${key[0]?.toLowerCase()}${key.slice(1)}`,
        value,
      ]),
    ),
  );
}

const ACCESS_DENIED_DETAIL = {
  PolicyType: 'AccountLevelIdentityBasedPolicy',
  NoPermissionType: 'ImplicitDeny',
  AuthAction: 'live:DescribeLiveInteractionMetricData',
  AuthPrincipalType: 'SubUser',
  AuthPrincipalDisplayName: '200000000000000000',
  AuthPrincipalOwnerId: '1000000000000000',
};

function formatXml(failure: Failure, meta: ResponseMeta): string {
  const fields = {
    RequestId: meta.requestId,
    HostId: meta.host,
    Code: failure.code,
    Message: failure.message,
  };
  const elements = Object.entries(fields)
    .map(([tag, text]) => `<${tag}>${escapeXml(text)}</${tag}>`)
    .join('');
  return `<?xml version='1.0' encoding='UTF-8'?><Error>${elements}</Error>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
