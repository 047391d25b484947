import { describe, expect, it } from 'vitest';
import {
  SECURITY_HEADERS,
  securityHeaders,
} from '../../../src/server/middleware/security-headers.ts';

describe('securityHeaders', () => {
  it('forbids framing by default', () => {
    expect(securityHeaders([])).toBe(SECURITY_HEADERS);
    expect(SECURITY_HEADERS['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('allows framing in the CSP only, which alone can list origins', () => {
    const headers = securityHeaders(["'self'", 'https://wiki.example.com']);
    expect(headers['content-security-policy']).toMatch(
      /; frame-ancestors 'self' https:\/\/wiki\.example\.com$/,
    );
    expect(headers['x-frame-options']).toBeUndefined();
    expect(Object.keys(headers)).toHaveLength(Object.keys(SECURITY_HEADERS).length - 1);
  });
});
