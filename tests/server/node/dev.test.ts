// `npm run dev` as a process: what Vite's server does with settings that are wrong.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

it.each([
  ['a secret without its key', { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'x' }, /ACCESS_KEY_ID is not/],
  ['a place that cannot be written to', { ARTC_DATA_DIR: '/proc/none' }, /^ARTC_DATA_DIR /],
])('does not start with %s', async (_what, env, sentence) => {
  const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--port', '0'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed.err += chunk.toString()));
  const [code]: unknown[] = await once(child, 'close');
  expect(code).toBe(78);
  expect(printed.err).toMatch(sentence);
  expect(printed.err.trim().split('\n')).toHaveLength(1);
  expect(printed.out).not.toContain('http://');
});
