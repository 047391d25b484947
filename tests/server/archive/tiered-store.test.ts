import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/server/archive/archive.ts';
import { createTieredStore } from '../../../src/server/archive/tiered-store.ts';
import { createMemoryStore } from '../../../src/server/store/memory-store.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { createDayRequest, createStoredWindow } from '../../support/server/archive-days.ts';
import { countAttempts, createFailingArchive } from '../../support/server/failing-archive.ts';
import { NOW, createWindowRequest, flushPromises } from '../../support/server/test-doubles.ts';

function createStore(archive: Archive, tick: () => number) {
  const memory = createMemoryStore(1_000_000);
  return createTieredStore({ memory, archive, now: () => NOW, tick, log: SILENT_LOG });
}

describe('createTieredStore', () => {
  it('probes failing storage every ten seconds and writes the backlog after recovery', async () => {
    const { archive, disk } = createFailingArchive();
    const counted = countAttempts(archive);
    let tick = 0;
    const store = createStore(counted.archive, () => tick);
    const days = Array.from({ length: 40 }, (_, day) => createDayRequest(day + 1));
    const getAll = async () => {
      await Promise.all(days.map((day) => store.get(day)));
      await flushPromises();
    };
    await store.put(createDayRequest(50), createStoredWindow(createDayRequest(50)));
    await Promise.all(days.map((day) => store.put(day, createStoredWindow(day))));
    await getAll();
    expect(counted.attempts).toEqual({ puts: 1, checks: 1 });
    tick += 10_000;
    await getAll();
    expect(counted.attempts).toEqual({ puts: 1, checks: 2 });
    expect(store.stats()).toMatchObject({ writeFailures: 1, failing: true });
    disk.isFull = false;
    tick += 10_000;
    await getAll();
    await getAll();
    expect(counted.attempts).toEqual({ puts: 1 + 40, checks: 3 });
    expect(store.stats()).toMatchObject({ writeFailures: 1, failing: false });
  });

  it('counts failures per operation', async () => {
    const { archive } = createFailingArchive(new Set(['JoinChannelSucRate']));
    const store = createStore(archive, () => 0);
    await store.get(createWindowRequest());
    await store.put(createWindowRequest(), createStoredWindow(createWindowRequest()));
    await store.get(createWindowRequest());
    expect(store.stats()).toEqual({
      memoryHits: 1,
      archiveHits: 0,
      readFailures: 1,
      writeFailures: 1,
      failing: true,
    });
  });
});
