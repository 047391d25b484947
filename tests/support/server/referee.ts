// An upstream on loopback that trusts nobody: it counts arrivals in every sliding second, checks each
// signature with the vendor's own code, and fails and dawdles as told.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import openApiUtil from '@alicloud/openapi-util';
import { STEP } from '../../../src/contract/domain/time.ts';
import { ACS3, EMPTY_BODY_SHA256 } from '../../../src/signature/acs3.ts';
import { CREDENTIALS } from './test-doubles.ts';

const SECOND = 1_000;

export interface RefereeOptions {
  /** The share of calls that fail, and of those that fail in a way that holds others up. */
  faultRate: number;
  disruptionRate?: number;
  /** Answers take from nothing to so many milliseconds. */
  maxDelayMs: number;
  /** And at least so many; none when left out. */
  minDelayMs?: number;
  random: () => number;
  /** Told of every call it answers, as it does. */
  onResponse?: (url: string) => void;
}

export interface RefereeReport {
  arrivals: number;
  /** The most arrivals in any 1,000 ms. */
  maxPerSecond: number;
  /** A second, from the first arrival to the last. */
  callsPerSecond: number;
  failed: number;
  /** Of those failed that held others up. */
  disrupted: number;
  badSignatures: number;
  /** Nonces that came twice. */
  repeatedNonces: number;
}

/** Numbers from 0 to 1 that are the same in every run. */
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
    return HOLD_UPS[disrupted % HOLD_UPS.length];
  };

  const server = createServer((request, response) => {
    arrivals.push(performance.now());
    const nonce = String(request.headers['x-acs-signature-nonce']);
    if (nonces.has(nonce)) repeatedNonces += 1;
    nonces.add(nonce);
    if (!isSigned(request)) badSignatures += 1;
    const fault = chooseFault();
    if (fault) failed += 1;
    // Nobody waits for an answer that is still to come when all is over.
    setTimeout(
      () => {
        onResponse?.(request.url ?? '');
        (fault ?? answer)(request, response);
      },
      minDelayMs + random() * (maxDelayMs - minDelayMs),
    ).unref();
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** What it has seen since the start, or since it was told to be otherwise. */
    report: (): RefereeReport => ({
      arrivals: arrivals.length,
      maxPerSecond: mostWithin(arrivals, SECOND),
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

/** The most of the ascending `times` in any stretch shorter than `length`. */
export function mostWithin(times: readonly number[], length: number): number {
  let most = 0;
  let first = 0;
  for (const [i, time] of times.entries()) {
    while (time - (times[first] ?? time) >= length) first += 1;
    most = Math.max(most, i - first + 1);
  }
  return most;
}

function rateOf(times: readonly number[]): number {
  const length = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return length > 0 ? ((times.length - 1) / length) * SECOND : 0;
}

function isSigned({ method = '', url = '', headers }: IncomingMessage): boolean {
  const { pathname, searchParams } = new URL(url, 'http://referee');
  const { authorization, host, ...others } = headers;
  const signed = Object.entries(others).filter(([name]) => name.startsWith('x-acs-'));
  const theirs = openApiUtil.getAuthorization(
    // Their request class only adds transport; the fields below are all that is read.
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
  return authorization === theirs;
}

function answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('content-type', 'application/json').end(answerText(url));
}

function answerText(url: string): string {
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

/** Faults that pass: each of these is tried again. */
const FAULTS: Fault[] = [
  (request) => request.socket.destroy(),
  (request, response) => {
    const text = answerText(request.url ?? '');
    response.writeHead(200, { 'content-length': text.length }).write(text.slice(0, 500));
    setTimeout(() => request.socket.destroy(), 5);
  },
  (request, response) => response.end(answerText(request.url ?? '').slice(0, -50)),
  (_request, response) => response.writeHead(502).end('<html>Bad gateway</html>'),
  (_request, response) =>
    response.writeHead(500).end('{"Code":"Meter.ServerInternalError","RequestId":"A"}'),
  (_request, response) =>
    response.writeHead(500).end('{"Code":"Meter.DataSourceQueryError","RequestId":"A"}'),
  (_request, response) => response.writeHead(503).end(),
  (_request, response) => response.writeHead(408).end(),
];

/** So do these; but a throttle pauses everybody, and no answer takes a slot as long as a try may take. */
const HOLD_UPS: Fault[] = [
  (_request, response) =>
    response.writeHead(400, { 'retry-after': '1' }).end('{"Code":"Throttling.User"}'),
  (_request, response) => response.writeHead(429, { 'x-acs-retry-after': '300' }).end(),
  () => undefined,
];
