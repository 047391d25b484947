import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHUNK_GROUPS } from '../../src/build/chunks.ts';

describe('CHUNK_GROUPS', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' });

  it.each(CHUNK_GROUPS.filter(({ test }) => test.source.startsWith('src')))(
    'names one source file for the chunk $name',
    ({ test }) => {
      expect(sources.filter((path) => test.test(`src/${path}`))).toHaveLength(1);
    },
  );
});
