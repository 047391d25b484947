// An upstream on loopback that counts arrivals per second, verifies signatures with the vendor's code,
// and injects faults and delays.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import openApiUtil from '@alicloud/openapi-util';
import { STEP } from '../../../src/contract/domain/time.ts';
import { ACS3, EMPTY_BODY_SHA256 } from '../../../src/signature/acs3.ts';
import { maxPerInterval } from './max-per-interval.ts';
import { CREDENTIALS } from './test-doubles.ts';

const SECOND = 1_000;

export interface RefereeOptions {
  /** Share of calls that fail without affecting others. */
  faultRate: number;
  /** Share of calls that are throttled or never answered. */
  disruptionRate?: number;
  maxDelayMs: number;
  minDelayMs?: number;
  random: () => number;
  onResponse?: (url: string) => void;
}

export interface RefereeReport {
  arrivals: number;
  /** Maximum arrivals in any 1,000 ms. */
  maxPerSecond: number;
  /** From the first arrival to the last. */
  callsPerSecond: number;
  failed: number;
  /** Failed calls that were throttled or not answered. */
  disrupted: number;
  badSignatures: number;
  repeatedNonces: number;
}

/** A deterministic generator of numbers from 0 to 1. */
export function createRandom(seed = 1): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

export async function startReferee(options: RefereeOptions) {
  const { random, minDelayMs = 0, onResponse, disruptionRate = 0 } = options;
  let { faultRate, maxDelayMs } = options;
  let arrivals: number[] = [];
  let failed = 0;
  let disrupted = 0;
  let badSignatures = 0;
  let repeatedNonces = 0;
  const nonces = new Set<string>();

  const chooseFault = () => {
    const chance = random();
    if (chance < faultRate) return FAULTS[Math.floor(random() * FAULTS.length)];
    if (chance >= faultRate + disruptionRate) return undefined;
    disrupted += 1;
    return DISRUPTIONS[disrupted % DISRUPTIONS.length];
  };

  const server = createServer((request, response) => {
    arrivals.push(performance.now());
    const nonce = String(request.headers['x-acs-signature-nonce']);
    if (nonces.has(nonce)) repeatedNonces += 1;
    nonces.add(nonce);
    if (!isSigned(request)) badSignatures += 1;
    const fault = chooseFault();
    if (fault) failed += 1;
    setTimeout(
      () => {
        onResponse?.(request.url ?? '');
        (fault ?? respond)(request, response);
      },
      minDelayMs + random() * (maxDelayMs - minDelayMs),
    ).unref();
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** Counts since the start or the last `reconfigure`; signatures and nonces since the start. */
    report: (): RefereeReport => ({
      arrivals: arrivals.length,
      maxPerSecond: maxPerInterval(arrivals, SECOND),
      callsPerSecond: rateOf(arrivals),
      failed,
      disrupted,
      badSignatures,
      repeatedNonces,
    }),
    reconfigure(next: Pick<RefereeOptions, 'faultRate' | 'maxDelayMs'>) {
      ({ faultRate, maxDelayMs } = next);
      arrivals = [];
      failed = 0;
      disrupted = 0;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function rateOf(times: readonly number[]): number {
  const duration = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return duration > 0 ? ((times.length - 1) / duration) * SECOND : 0;
}

function isSigned({ method = '', url = '', headers }: IncomingMessage): boolean {
  const { pathname, searchParams } = new URL(url, 'http://referee');
  const { authorization, host, ...others } = headers;
  const signed = Object.entries(others).filter(([name]) => name.startsWith('x-acs-'));
  const expected = openApiUtil.getAuthorization(
    // The vendor's code reads only these fields of its request class.
    Object.assign(Object.create(null), {
      method,
      pathname,
      query: Object.fromEntries(searchParams),
      headers: { ...Object.fromEntries(signed), host },
    }),
    ACS3,
    EMPTY_BODY_SHA256,
    CREDENTIALS.accessKeyId,
    CREDENTIALS.accessKeySecret,
  );
  return authorization === expected;
}

function respond({ url = '' }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('content-type', 'application/json').end(responseText(url));
}

function responseText(url: string): string {
  const { searchParams } = new URL(url, 'http://referee');
  const begin = Number(searchParams.get('BeginTs'));
  const end = Number(searchParams.get('EndTs'));
  const Nodes = [];
  for (let at = begin; at <= end; at += STEP) {
    Nodes.push({ Timestamp: String(at), Value: String(90 + ((at / STEP) % 97) / 10) });
  }
  return JSON.stringify({ Nodes, RequestId: crypto.randomUUID(), SummaryData: '95.1' });
}

type Fault = (request: IncomingMessage, response: ServerResponse) => void;

// Transient faults, which are retried.
const FAULTS: Fault[] = [
  (request) => request.socket.destroy(),
  (request, response) => {
    const text = responseText(request.url ?? '');
    response.writeHead(200, { 'content-length': text.length }).write(text.slice(0, 500));
    setTimeout(() => request.socket.destroy(), 5);
  },
  (request, response) => response.end(responseText(request.url ?? '').slice(0, -50)),
  (_request, response) => response.writeHead(502).end('<html>Bad gateway</html>'),
  (_request, response) =>
    response.writeHead(500).end('{"Code":"Meter.ServerInternalError","RequestId":"A"}'),
  (_request, response) =>
    response.writeHead(500).end('{"Code":"Meter.DataSourceQueryError","RequestId":"A"}'),
  (_request, response) => response.writeHead(503).end(),
  (_request, response) => response.writeHead(408).end(),
];

// Transient too, but a throttle pauses the quota, and a missing response holds its slot until the timeout.
const DISRUPTIONS: Fault[] = [
  (_request, response) =>
    response.writeHead(400, { 'retry-after': '1' }).end('{"Code":"Throttling.User"}'),
  (_request, response) => response.writeHead(429, { 'x-acs-retry-after': '300' }).end(),
  () => undefined,
];
