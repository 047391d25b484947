import { isLoopback, parseRange } from '../http/ip-ranges.ts';
import type { AddressRange } from '../http/ip-ranges.ts';
import { quote } from './env-parser.ts';
import type { EnvParser } from './env-parser.ts';

export interface AccessSettings {
  /** File of names and hashed tokens. */
  tokensFile?: string;
  /** In lower case. */
  userHeader?: string;
  trustedPeers: readonly AddressRange[];
  /** Host headers besides the server's own addresses. */
  hosts: readonly string[];
  /** CSP sources. */
  frameAncestors: readonly string[];
}

export const WILDCARD_ADDRESSES: readonly string[] = ['0.0.0.0', '::'];

/** Parses HOST, without the brackets of IPv6 addresses. */
export function parseHost(env: EnvParser): string {
  return (env.string('HOST') ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
}

/** Off loopback access control is required. */
export function parseAccess(env: EnvParser, host: string): AccessSettings {
  const tokensFile = env.string('ARTC_ACCESS_TOKENS');
  const userHeader = parseUserHeader(env);
  const trustedPeers = parseTrustedPeers(env);
  const hosts = parseHosts(env);
  const access: AccessSettings = {
    ...(tokensFile !== undefined && { tokensFile }),
    ...(userHeader !== undefined && { userHeader }),
    trustedPeers,
    hosts,
    frameAncestors: parseFrameAncestors(env),
  };
  if (tokensFile !== undefined && userHeader !== undefined) {
    env.fail('ARTC_ACCESS_TOKENS and ARTC_TRUST_PROXY_HEADER are both set: unset one of them.');
  } else if (!hasAccessControl(access)) {
    rejectOpenServer(env, host, access);
  }
  if (userHeader !== undefined && env.string('ARTC_TRUST_PROXY_PEERS') === undefined) {
    env.fail(
      'ARTC_TRUST_PROXY_HEADER is set but ARTC_TRUST_PROXY_PEERS is not: name the addresses of the gateway, otherwise any client could send this header.',
    );
  }
  if (hasAccessControl(access) && WILDCARD_ADDRESSES.includes(host) && hosts.length === 0) {
    env.fail(
      `ARTC_HOSTS must list the host names of this server, such as lens.example.com, because HOST is ${quote(host)}.`,
    );
  }
  return access;
}

function hasAccessControl({ tokensFile, userHeader }: AccessSettings): boolean {
  return tokensFile !== undefined || userHeader !== undefined;
}

function rejectOpenServer(env: EnvParser, host: string, { hosts }: AccessSettings): void {
  if (!isLoopback(host)) {
    env.fail(
      `HOST must be a loopback address such as 127.0.0.1, not ${quote(host)}, as there is no access control: set ARTC_ACCESS_TOKENS (npm run token -- NAME creates the file) or ARTC_TRUST_PROXY_HEADER, otherwise anyone who can reach this server could use the account.`,
    );
  }
  const publicHost = hosts.find((name) => !isLoopback(name.replace(/:\d+$/, '')));
  if (isLoopback(host) && publicHost !== undefined) {
    env.fail(
      `ARTC_HOSTS lists ${quote(publicHost)}, which other machines can reach, but there is no access control: set ARTC_ACCESS_TOKENS or ARTC_TRUST_PROXY_HEADER.`,
    );
  }
  if (env.string('ARTC_TRUST_PROXY_PEERS') !== undefined) {
    env.fail(
      'ARTC_TRUST_PROXY_PEERS is set but neither ARTC_TRUST_PROXY_HEADER nor ARTC_ACCESS_TOKENS is.',
    );
  }
}

function parseUserHeader(env: EnvParser): string | undefined {
  const name = env.string('ARTC_TRUST_PROXY_HEADER');
  if (name !== undefined && !/^[A-Za-z0-9-]{1,64}$/.test(name)) {
    env.fail(
      `ARTC_TRUST_PROXY_HEADER must be a header name such as X-Forwarded-User, not ${quote(name)}.`,
    );
  }
  return name?.toLowerCase();
}

function parseTrustedPeers(env: EnvParser): AddressRange[] {
  return parseList(env, 'ARTC_TRUST_PROXY_PEERS').flatMap((entry) => {
    const range = parseRange(entry);
    if (range && range.prefix > 0) return range;
    env.fail(
      `ARTC_TRUST_PROXY_PEERS must be addresses or ranges such as 10.0.0.7 or 10.0.0.0/24, and not all addresses, but has ${quote(entry)}.`,
    );
    return [];
  });
}

function parseHosts(env: EnvParser): string[] {
  return parseList(env, 'ARTC_HOSTS').flatMap((entry) => {
    const host = URL.canParse(`http://${entry}`) ? new URL(`http://${entry}`).host : '';
    const isHost =
      /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?$/.test(host) && !/[/?#@\\]/.test(entry);
    if (isHost) return host;
    env.fail(
      `ARTC_HOSTS must be host names such as lens.example.com, with the port unless it is the default one (lens.example.com:8443), but has ${quote(entry)}.`,
    );
    return [];
  });
}

function parseFrameAncestors(env: EnvParser): string[] {
  return parseList(env, 'ARTC_FRAME_ANCESTORS').flatMap((entry) => {
    if (/^'?self'?$/.test(entry)) return "'self'";
    if (/^https?:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/i.test(entry)) return entry;
    env.fail(
      `ARTC_FRAME_ANCESTORS must be self or origins such as https://wiki.example.com, but has ${quote(entry)}.`,
    );
    return [];
  });
}

function parseList(env: EnvParser, name: string): string[] {
  return (env.string(name) ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
}
