// Environment -> who may reach the server, under which names, and who may show it in a frame.
import { isLoopback, parseRange } from '../http/ip-ranges.ts';
import type { AddressRange } from '../http/ip-ranges.ts';
import { quote } from './env-parser.ts';
import type { EnvParser } from './env-parser.ts';

export interface AccessSettings {
  /** The file of names and hashed tokens. */
  tokensFile?: string;
  /** The header in which a gateway names the person, in lower case. */
  header?: string;
  /** The gateways that are believed. */
  peers: readonly AddressRange[];
  /** Names other than its own address under which the server is asked, as in a Host header. */
  hosts: readonly string[];
  /** Origins whose pages may frame this one, as in a CSP. */
  frameAncestors: readonly string[];
}

/** Not addresses people can ask under: a server listening there listens on all that the machine has. */
export const EVERY_ADDRESS: readonly string[] = ['0.0.0.0', '::'];

/** The address to listen on; `[::1]` is taken as `::1`, as sockets do not know brackets. */
export function readHost(read: EnvParser): string {
  return (read.text('HOST') ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
}

/** Who may use a server that listens on `host`; refuses one that others reach without a lock. */
export function parseAccess(read: EnvParser, host: string): AccessSettings {
  const tokensFile = read.text('ARTC_ACCESS_TOKENS');
  const header = readHeader(read);
  const peers = readPeers(read);
  const hosts = readHosts(read);
  const access: AccessSettings = {
    ...(tokensFile !== undefined && { tokensFile }),
    ...(header !== undefined && { header }),
    peers,
    hosts,
    frameAncestors: readFrameAncestors(read),
  };
  if (tokensFile !== undefined && header !== undefined) {
    read.refuse('ARTC_ACCESS_TOKENS and ARTC_TRUST_PROXY_HEADER are both set: choose one of them.');
  } else if (tokensFile === undefined && header === undefined) {
    refuseOpen(read, host, access);
  }
  if (header !== undefined && read.text('ARTC_TRUST_PROXY_PEERS') === undefined) {
    read.refuse(
      'ARTC_TRUST_PROXY_HEADER is set but ARTC_TRUST_PROXY_PEERS is not: name the addresses of the gateway, or anybody could send that header.',
    );
  }
  if (hasLock(access) && EVERY_ADDRESS.includes(host) && hosts.length === 0) {
    read.refuse(
      `ARTC_HOSTS must name the hosts that people type, such as lens.example.com, as HOST is ${quote(host)}.`,
    );
  }
  return access;
}

/** Whether people have to say who they are. */
function hasLock({ tokensFile, header }: AccessSettings): boolean {
  return tokensFile !== undefined || header !== undefined;
}

function refuseOpen(read: EnvParser, host: string, { hosts }: AccessSettings): void {
  if (!isLoopback(host)) {
    read.refuse(
      `HOST must be a loopback address such as 127.0.0.1, but it is ${quote(host)} and there is no access control: set ARTC_ACCESS_TOKENS (npm run token -- NAME makes that file) or ARTC_TRUST_PROXY_HEADER, or anybody who reaches this server could use the account.`,
    );
  }
  const open = hosts.find((one) => !isLoopback(one.replace(/:\d+$/, '')));
  if (isLoopback(host) && open !== undefined) {
    read.refuse(
      `ARTC_HOSTS names ${quote(open)}, where others reach this server, but there is no access control: set ARTC_ACCESS_TOKENS or ARTC_TRUST_PROXY_HEADER.`,
    );
  }
  if (read.text('ARTC_TRUST_PROXY_PEERS') !== undefined) {
    read.refuse(
      'ARTC_TRUST_PROXY_PEERS is set but neither ARTC_TRUST_PROXY_HEADER nor ARTC_ACCESS_TOKENS is.',
    );
  }
}

function readHeader(read: EnvParser): string | undefined {
  const name = read.text('ARTC_TRUST_PROXY_HEADER');
  if (name !== undefined && !/^[A-Za-z0-9-]{1,64}$/.test(name)) {
    read.refuse(
      `ARTC_TRUST_PROXY_HEADER must be a header's name such as X-Forwarded-User, but it is ${quote(name)}.`,
    );
  }
  return name?.toLowerCase();
}

function readPeers(read: EnvParser): AddressRange[] {
  return readList(read, 'ARTC_TRUST_PROXY_PEERS').flatMap((text) => {
    const range = parseRange(text);
    if (range && range.prefix > 0) return range;
    read.refuse(
      `ARTC_TRUST_PROXY_PEERS must be addresses or ranges such as 10.0.0.7 or 10.0.0.0/24, not everybody, but has ${quote(text)}.`,
    );
    return [];
  });
}

function readHosts(read: EnvParser): string[] {
  return readList(read, 'ARTC_HOSTS').flatMap((text) => {
    const host = URL.canParse(`http://${text}`) ? new URL(`http://${text}`).host : '';
    const isHost = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?$/.test(host) && !/[/?#@\\]/.test(text);
    if (isHost) return host;
    read.refuse(
      `ARTC_HOSTS must be host names, with the port where it is not the usual one, such as lens.example.com or lens.example.com:8443, but has ${quote(text)}.`,
    );
    return [];
  });
}

function readFrameAncestors(read: EnvParser): string[] {
  return readList(read, 'ARTC_FRAME_ANCESTORS').flatMap((text) => {
    if (/^'?self'?$/.test(text)) return "'self'";
    if (/^https?:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/i.test(text)) return text;
    read.refuse(
      `ARTC_FRAME_ANCESTORS must be origins such as https://wiki.example.com, or self, but has ${quote(text)}.`,
    );
    return [];
  });
}

/** Entries between commas or spaces. */
function readList(read: EnvParser, name: string): string[] {
  return (read.text(name) ?? '').split(/[\s,]+/).filter((one) => one !== '');
}
