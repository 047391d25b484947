import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { DOCUMENTED_ERRORS } from '../../src/simulator/api/errors.ts';
import type { DocumentedCode } from '../../src/simulator/api/errors.ts';
import {
  failWith,
  resetConnection,
  resetDuringBody,
  respondHtml,
  respondRaw,
  streamEndlessly,
  truncateJson,
} from '../../src/simulator/faults/faults.ts';
import type { Fault } from '../../src/simulator/faults/faults.ts';
import { DEMO_CREDENTIALS } from '../../src/simulator/simulator.ts';
import { DIST, createDataDirectory, startProgram, startUpstream } from './server-fixture.ts';
import { createDayRequest, findAssets, parseLines, postWindows } from './window-requests.ts';

function createCanaryCredentials() {
  const createCanary = (name: string) => `${name}${randomBytes(12).toString('hex')}`;
  return {
    accessKeyId: createCanary('CanaryId'),
    accessKeySecret: createCanary('CanarySecret'),
    securityToken: createCanary('CanaryToken'),
  };
}

/** Error responses repeat `secrets` wherever the vendor's format has text. */
function createFaults(secrets: string): Record<string, Fault> {
  const faults: Record<string, Fault> = {
    'HTML 502': respondHtml(502),
    'HTML 200': respondHtml(200),
    'HTML 403': respondHtml(403),
    'truncated JSON': truncateJson(),
    'closed before the response': resetConnection(),
    'closed during the response': resetDuringBody(),
    'endless body': streamEndlessly(),
    'nested lists': respondRaw('['.repeat(100_000)),
    'unexpected JSON': respondRaw('{"status":"ok"}'),
    'secrets as code': failWith('NoPermission', { code: secrets, message: secrets }),
    'secrets in XML': failWith('SignatureDoesNotMatch', { format: 'xml', message: secrets }),
    'secrets as values': respondRaw(
      JSON.stringify({
        RequestId: secrets,
        SummaryData: secrets,
        Nodes: [{ Timestamp: secrets, Value: secrets }],
      }),
    ),
  };
  for (const code of Object.keys(DOCUMENTED_ERRORS) as DocumentedCode[]) {
    faults[code] = failWith(code, { message: `${DOCUMENTED_ERRORS[code].message} ${secrets}` });
  }
  return faults;
}

test('credentials appear in no output, response, built file or archive file under any fault', async () => {
  test.setTimeout(120_000);
  const credentials = createCanaryCredentials();
  const canaries = Object.values(credentials).flatMap((text) => [
    text,
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
  ]);
  const { upstream, close } = await startUpstream(credentials);
  // One channel per fault.
  const faults = createFaults(Object.values(credentials).join(' '));
  const faultNames = Object.keys(faults);
  const triggered = new Set<string>();
  upstream.setScenario(({ query: { channelId = '' } }) => {
    if (channelId in faults) triggered.add(channelId);
    return faults[channelId];
  });

  const data = createDataDirectory();
  const program = startProgram('main', {
    ALIBABA_CLOUD_ACCESS_KEY_ID: credentials.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: credentials.accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: credentials.securityToken,
    ARTC_ENDPOINT: upstream.url,
    ARTC_DATA_DIR: data.path,
    LOG_LEVEL: 'trace',
  });
  const url = await program.url;
  const responses: string[] = [];
  const readText = async (response: Response) => {
    const text = await response.text();
    responses.push(JSON.stringify([...response.headers]), text);
    return text;
  };

  // Proves that the credentials are used and correct.
  const [normal] = parseLines(await readText(await postWindows(url, [createDayRequest()])));
  expect(normal?.status).toBe('ok');
  const requests = faultNames.map((channelId) => createDayRequest({ channelId }));
  const lines = parseLines(await readText(await postWindows(url, requests)));
  expect(lines).toHaveLength(faultNames.length);
  // All calls are sent before the first rejection opens the circuit breaker.
  expect([...triggered].toSorted()).toEqual(faultNames.toSorted());
  expect(lines.filter(({ status }) => status === 'failed').length).toBeGreaterThanOrEqual(
    faultNames.length - 1,
  );

  const page = await readText(await fetch(url));
  for (const path of [
    'api/config',
    'api/none',
    'api/windows',
    'healthz',
    'readyz',
    'metrics',
    'none',
    '.env',
    ...findAssets(page),
  ]) {
    await readText(await fetch(url + path));
  }
  await readText(await postWindows(url, [createDayRequest({ begin: 1 })]));
  await program.stop();
  close();

  const { stdout, stderr } = program.output();
  expect(stderr).toContain('upstream attempt failed');
  const built = readFiles(DIST);
  expect(built.length).toBeGreaterThan(5);
  const places = {
    stdout,
    stderr,
    responses: responses.join('\n'),
    dist: built.join('\n'),
    data: readFiles(data.path).join('\n'),
  };
  // Proves that the archive files have been decompressed.
  expect(places.data).toContain('artc-lens-window');
  data.remove();
  for (const [place, text] of Object.entries(places)) {
    expect(
      canaries.filter((canary) => text.includes(canary)),
      place,
    ).toEqual([]);
  }
  // A signature is valid for a quarter of an hour.
  for (const place of ['stdout', 'stderr', 'responses'] as const)
    expect(places[place]).not.toMatch(/Signature=|x-acs-/i);
});

function readFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const bytes = readFileSync(join(parentPath, name));
      return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
    });
}

test('the built page contains no demo credentials, no simulator and no signing code', () => {
  const page = join(DIST, 'page');
  const files = readdirSync(page, { recursive: true, encoding: 'utf8' });
  const text = files
    .filter((name) => /\.(?:js|html|css|svg)$/.test(name))
    .map((name) => readFileSync(join(page, name), 'utf8'))
    .join('\n');
  expect(text).not.toContain(DEMO_CREDENTIALS.accessKeySecret);
  expect(text).not.toContain(DEMO_CREDENTIALS.accessKeyId);
  expect(text).not.toMatch(/ACS3-HMAC|process\.env/);
  expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
});
