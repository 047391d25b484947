import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_APPS, DEMO_CREDENTIALS } from '../../../src/simulator/simulator.ts';
import { createSignedRequest } from '../../support/simulator.ts';

const ENTRY = fileURLToPath(new URL('../../../src/server/node/simulator.ts', import.meta.url));
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'artc-simulator-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: ENTRY,
      outDir: directory,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'simulator.mjs' } },
    },
  });
}, 60_000);

afterAll(() => rm(directory, { recursive: true, force: true }));

function startSimulator(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(directory, 'simulator.mjs')], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed.err += chunk.toString()));
  const closed = once(child, 'close').then(([code]: unknown[]) => code);
  return { child, printed, closed };
}

describe('npm run simulator', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints instructions, serves requests and exits with code 0 on %s',
    async (signal) => {
      const { child, printed, closed } = startSimulator({ PORT: '0' });
      await once(child.stdout, 'data');
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed.out)?.[0] ?? '';
      for (const part of [
        DEMO_CREDENTIALS.accessKeyId,
        DEMO_CREDENTIALS.accessKeySecret,
        `ARTC_ENDPOINT=${address}`,
      ]) {
        expect(printed.out).toContain(part);
      }
      for (const { id, name } of DEMO_APPS) expect(printed.out).toContain(`${name}=${id}`);
      // An old date, to see that the simulator checks requests.
      const { url, method, headers } = await createSignedRequest({ endpoint: address, date: 0 });
      const response = await fetch(url, { method, headers });
      expect(await response.json()).toMatchObject({ Code: 'InvalidTimeStamp.Expired' });
      child.kill(signal);
      expect(await closed).toBe(0);
      expect(printed.err).toBe('');
    },
  );
  it.each(['abc', '65536', '-1', '80.5', '1e3'])('exits with code 78 for PORT=%s', async (port) => {
    const { printed, closed } = startSimulator({ PORT: port });
    expect(await closed).toBe(78);
    expect(printed.err).toBe(`PORT must be a whole number from 0 to 65535, not "${port}".\n`);
  });
  it('exits with code 78 when the port is in use', async () => {
    const first = startSimulator({ PORT: '0' });
    await once(first.child.stdout, 'data');
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(first.printed.out)?.[1] ?? '';
    const second = startSimulator({ PORT: port });
    expect(await second.closed).toBe(78);
    expect(second.printed.err).toMatch(/^PORT \d+ on .* is already in use\. .*\.\n$/);
    first.child.kill();
    expect(await first.closed).toBe(0);
  });
});
