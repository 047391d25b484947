import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MAX_WINDOWS } from '../../../src/contract/wire/api.ts';
import { DAY } from '../../../src/contract/domain/time.ts';
import { readBody } from '../../../src/server/http/read-body.ts';
import { createWindowRequest, flushPromises } from '../../support/server/test-doubles.ts';

const URL = 'http://lens.example.com/api/windows';

describe('readBody', () => {
  it('processes concurrent large bodies in separate turns of the event loop', async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    count();
    const windows = Array.from({ length: MAX_WINDOWS }, (_, i) =>
      createWindowRequest({ begin: i * DAY, end: (i + 1) * DAY }),
    );
    const turnOfBody = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const body = JSON.stringify({ windows });
        await readBody(new Request(URL, { method: 'POST', body }), v.unknown(), body.length);
        return turns;
      }),
    );
    isDone = true;
    await flushPromises();
    expect(new Set(turnOfBody).size).toBe(8);
  });
});
