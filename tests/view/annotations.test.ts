import { describe, expect, it } from 'vitest';
import {
  formatEpisode,
  formatInterval,
  normalizeNote,
  parseEpisode,
  parseInterval,
  parseNote,
} from '../../src/view/annotations.ts';
import { MAX_NOTE_LENGTH } from '../../src/view/view.ts';

const at = (iso: string) => Date.parse(iso);

describe('parseInterval', () => {
  it('widens an interval to whole buckets', () => {
    const span = { begin: at('2026-11-20T12:00Z'), end: at('2026-11-20T12:35Z') };
    expect(parseInterval('2026-11-20T12:01Z/2026-11-20T12:31Z')).toEqual(span);
    expect(parseInterval(formatInterval(span))).toEqual(span);
  });

  it.each(['2026-11-20T12:01Z', '2026-11-20T12:01Z/2026-11-20T12:01Z', 'a/b', '1/2/3'])(
    'rejects %s',
    (text) => {
      expect(parseInterval(text)).toBeUndefined();
    },
  );
});

describe('parseEpisode', () => {
  it('parses what formatEpisode writes', () => {
    const key = { metric: 'FirstFrameCost', at: at('2026-11-20T12:00Z') } as const;
    expect(parseEpisode(formatEpisode(key))).toEqual(key);
    expect(parseEpisode(formatEpisode({ ...key, appId: 'a' }))).toEqual({ ...key, appId: 'a' });
  });

  it.each(['FirstFrameCost', 'Latency@2026-11-20T12:00Z', 'a b:FirstFrameCost@2026-11-20T12:00Z'])(
    'rejects %s',
    (text) => {
      expect(parseEpisode(text)).toBeUndefined();
    },
  );
});

describe('parseNote', () => {
  it('splits at the first tilde', () => {
    expect(parseNote('2026-11-20T12:01Z~a~b')).toEqual({
      at: at('2026-11-20T12:00Z'),
      text: 'a~b',
    });
    expect(parseNote('2026-11-20T12:01Z~ ')).toBeUndefined();
  });
});

describe('normalizeNote', () => {
  it('joins lines and cuts the text to whole characters', () => {
    expect(normalizeNote(' two\n\tlines ')).toBe('two lines');
    expect(normalizeNote('😀'.repeat(MAX_NOTE_LENGTH + 1))).toBe('😀'.repeat(MAX_NOTE_LENGTH));
  });
});
