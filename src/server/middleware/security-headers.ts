import type { MiddlewareHandler } from 'hono';

// Charts and popovers are positioned by style attributes.
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** For API responses and static files. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export function securityHeaders(
  frameAncestors: readonly string[],
): Readonly<Record<string, string>> {
  if (frameAncestors.length === 0) return SECURITY_HEADERS;
  // X-Frame-Options cannot list origins.
  const { 'x-frame-options': _, ...headers } = SECURITY_HEADERS;
  const policy = `${CONTENT_SECURITY_POLICY}; frame-ancestors ${frameAncestors.join(' ')}`;
  return { ...headers, 'content-security-policy': policy };
}

/** Replaces hono/secure-headers, which has no map that static files could share. */
export function setSecurityHeaders(frameAncestors: readonly string[] = []): MiddlewareHandler {
  const headers = Object.entries(securityHeaders(frameAncestors));
  return async (c, next) => {
    await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
  };
}
