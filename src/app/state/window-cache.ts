// Finished windows in this browser's IndexedDB, so that a second visit draws before the server answers.
import { deleteDB, openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { WindowRecordSchema } from '../../contract/wire/api.ts';
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import { subjectKey } from '../../contract/domain/subject-key.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { openStorage } from './preferences.ts';
import type { CachedWindow, WindowCache } from '../../query/http/cached-window-client.ts';

const NAME = 'artc-lens';

/** In localStorage, which answers at once: whether anything is kept. A first visit need not wait for an empty database. */
const IS_KEPT = 'artc-lens.kept';

/** Raise it when what is kept changes its form: the old is thrown away. */
const VERSION = 1;

/** Windows kept at most; about 3 kB each. */
const MOST = 6_000;

/** Once none has come for so long, or a little longer: the disk is not busy while the page is. */
const WRITE_AFTER: Millis = 500;

/** Written in one transaction at most, so that the page never waits for long. */
const WRITTEN_AT_ONCE = 100;

type Key = (string | number)[];

interface Schema extends DBSchema {
  windows: {
    key: Key;
    value: { key: Key; savedAt: EpochMs; line: WindowRecord };
    indexes: { savedAt: EpochMs };
  };
}

/** What is kept of one source for one person, who never see each other's; undefined without IndexedDB. */
export function openWindowCache(
  now: () => EpochMs,
  source: string,
  person: string,
): WindowCache | undefined {
  if (typeof indexedDB === 'undefined') return undefined;
  const storage = openStorage(window);
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  // Once it failed it is left alone: the page works without.
  const open = () => (opened ??= openNow());
  let isKept = readFlag(storage);
  // It takes a while, so it begins before the first question.
  if (isKept) open().catch(() => undefined);
  const coming: CachedWindow[] = [];
  let isLooking = false;

  const seriesOf = ({ appId, metric, os, terminal, channelId }: WindowRequest): Key => [
    source,
    person,
    appId,
    metric,
    os ?? '',
    terminal ?? '',
    channelId ?? '',
  ];
  const keyOf = (request: WindowRequest): Key => [...seriesOf(request), request.begin, request.end];

  const readAll = async (requests: readonly WindowRequest[]) => {
    if (!isKept) return [];
    const store = (await open()).transaction('windows').store;
    const extents = new Map<string, { series: Key; from: EpochMs; to: EpochMs }>();
    for (const request of requests) {
      const key = subjectKey(request);
      const { from = Infinity, to = -Infinity } = extents.get(key) ?? {};
      extents.set(key, {
        series: seriesOf(request),
        from: Math.min(from, request.begin),
        to: Math.max(to, request.begin),
      });
    }
    const found = new Map<string, WindowRecord>();
    await Promise.all(
      // One look a series: one a window takes ten times as long.
      [...extents.values()].map(async ({ series, from, to }) => {
        const range = IDBKeyRange.bound([...series, from], [...series, to, Infinity]);
        for (const { key, line } of await store.getAll(range)) found.set(JSON.stringify(key), line);
      }),
    );
    return requests.map((request) => {
      const line = v.safeParse(WindowRecordSchema, found.get(JSON.stringify(keyOf(request))));
      return line.success ? line.output : undefined;
    });
  };

  const writeSome = async (some: readonly CachedWindow[]) => {
    const transaction = (await open()).transaction('windows', 'readwrite');
    isKept = true;
    writeFlag(storage);
    const savedAt = now();
    for (const { request, line } of some) {
      void transaction.store.put({ key: keyOf(request), savedAt, line });
    }
    const tooMany = (await transaction.store.count()) - MOST;
    if (tooMany > 0) {
      const oldest = await transaction.store.index('savedAt').getAllKeys(null, tooMany);
      for (const key of oldest) void transaction.store.delete(key);
    }
    await transaction.done;
  };

  const writeAll = async () => {
    while (coming.length > 0) await writeSome(coming.splice(0, WRITTEN_AT_ONCE));
  };

  const lookAfter = (seen: number) =>
    setTimeout(() => {
      isLooking = coming.length > seen;
      if (isLooking) lookAfter(coming.length);
      else writeAll().catch(() => void coming.splice(0));
    }, WRITE_AFTER);

  return {
    read: (requests) => readAll(requests).catch(() => []),
    write(kept) {
      coming.push(kept);
      // A timer a window would take longer than what it is for.
      if (!isLooking) lookAfter(coming.length);
      isLooking = true;
    },
  };
}

/** Throws all of it away, as at a sign-out. */
export async function clearWindowCache(): Promise<void> {
  openStorage(window)?.removeItem(IS_KEPT);
  if (typeof indexedDB === 'undefined') return;
  await deleteDB(NAME).catch(() => undefined);
}

function writeFlag(storage: Storage | undefined): void {
  try {
    storage?.setItem(IS_KEPT, '1');
  } catch {
    // Full or not allowed: the next visit asks the server.
  }
}

function readFlag(storage: Storage | undefined): boolean {
  try {
    return storage?.getItem(IS_KEPT) === '1';
  } catch {
    return false;
  }
}

function openNow(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(NAME, VERSION, {
    upgrade(database) {
      for (const name of database.objectStoreNames) database.deleteObjectStore(name);
      database.createObjectStore('windows', { keyPath: 'key' }).createIndex('savedAt', 'savedAt');
    },
    // Another tab has a newer page, or signs out: it must not wait for this one.
    blocking(_old, _new, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}
