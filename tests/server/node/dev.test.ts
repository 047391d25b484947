import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

describe('npm run dev', () => {
  it.each([
    ['a secret without a key ID', { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'x' }, /ACCESS_KEY_ID is not/],
    ['a data directory that is not writable', { ARTC_DATA_DIR: '/proc/none' }, /^ARTC_DATA_DIR /],
  ])('exits with code 78 and one message for %s', async (_title, env, message) => {
    const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--port', '0'], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
    });
    const printed = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (printed.err += chunk.toString()));
    const [code]: unknown[] = await once(child, 'close');
    expect(code).toBe(78);
    expect(printed.err).toMatch(message);
    expect(printed.err.trim().split('\n')).toHaveLength(1);
    expect(printed.out).not.toContain('http://');
  });
});
