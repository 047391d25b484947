// The door: requests of other hosts, sites and content types do not get further.
import type { MiddlewareHandler } from 'hono';
import { problemResponse } from '../http/problem-response.ts';
import { securityHeaders } from './security-headers.ts';

/** Puts the security headers on every answer; pages of `frameAncestors` may frame ours. */
export function secureHeaders(frameAncestors: readonly string[] = []): MiddlewareHandler {
  const headers = Object.entries(securityHeaders(frameAncestors));
  return async (c, next) => {
    await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
  };
}

/** What a kubelet or load balancer asks by an address that is on no list; there is nothing to steal. */
const PROBES = ['/healthz', '/readyz'];

/**
 * Takes only hosts on the list (`name:port`). A page whose own name was made to point at this
 * machine (DNS rebinding) still sends its own name.
 */
export function hostAllowlist(hosts: readonly string[]): MiddlewareHandler {
  const known = new Set(hosts);
  return async (c, next) => {
    if (known.has(new URL(c.req.url).host) || PROBES.includes(c.req.path)) return next();
    return refuse('This server does not answer under this host name.');
  };
}

/** Takes requests of our own page and of tools that are no browser, and of no other site. */
export function sameOrigin(): MiddlewareHandler {
  return async (c, next) => {
    const site = c.req.header('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      return refuse('Other sites may not use this server.');
    }
    const origin = c.req.header('origin');
    // Forms of a page with our referrer policy hide it; the browser's own word stands for it.
    if (origin === 'null' && site === 'same-origin') return next();
    // The scheme may differ behind a gateway that ends TLS; the host may not.
    if (origin !== undefined && hostOf(origin) !== new URL(c.req.url).host) {
      return refuse('Other sites may not use this server.');
    }
    return next();
  };
}

/** Takes JSON bodies only: other sites cannot send that without asking first. */
export function jsonOnly(): MiddlewareHandler {
  return async (c, next) => {
    const [type = ''] = (c.req.header('content-type') ?? '').split(';');
    const encoding = c.req.header('content-encoding') ?? 'identity';
    if (type.trim().toLowerCase() === 'application/json' && encoding === 'identity') return next();
    return refuse('The body must be application/json, not compressed.', 415);
  };
}

function refuse(message: string, status = 403): Response {
  return problemResponse({ code: 'forbidden_origin', message, retryable: false }, { status });
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
