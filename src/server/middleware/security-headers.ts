// Sent with every answer, the static files too.

/** Scripts, data and styles of our own only; style attributes are how the chart and popovers place things. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** Header names (lower case) and values. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** The headers of a server whose page may be framed by pages of these origins. */
export function securityHeaders(
  frameAncestors: readonly string[],
): Readonly<Record<string, string>> {
  if (frameAncestors.length === 0) return SECURITY_HEADERS;
  // The older header knows no list of origins: it would forbid what the newer one allows.
  const { 'x-frame-options': _, ...headers } = SECURITY_HEADERS;
  const policy = `${CONTENT_SECURITY_POLICY}; frame-ancestors ${frameAncestors.join(' ')}`;
  return { ...headers, 'content-security-policy': policy };
}
