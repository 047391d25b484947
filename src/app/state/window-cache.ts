// Final windows in IndexedDB: a later visit draws before the server responds.
import { deleteDB, openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { WindowRecordSchema } from '../../contract/wire/api.ts';
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import { subjectKey } from '../../contract/domain/subject-key.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { openStorage } from './preferences.ts';
import type { WindowCache } from '../../query/http/cached-window-client.ts';

const DATABASE = 'artc-lens';

// localStorage flag that spares a first visit the wait for an empty database.
const HAS_WINDOWS_KEY = 'artc-lens.kept';

// Increase when the format changes; older databases are cleared.
const VERSION = 1;

// About 3 kB each.
const MAX_WINDOWS = 6_000;

// Without a new window for this time, the page is idle.
const WRITE_DELAY: Millis = 500;

const WRITE_BATCH = 100;

type PendingWrite = Parameters<WindowCache['write']>;

type Key = (string | number)[];

interface Schema extends DBSchema {
  windows: {
    key: Key;
    value: { key: Key; savedAt: EpochMs; line: WindowRecord };
    indexes: { savedAt: EpochMs };
  };
}

/** Opens the cache of one source and user; returns undefined without IndexedDB. */
export function openWindowCache(
  now: () => EpochMs,
  source: string,
  user: string,
): WindowCache | undefined {
  if (typeof indexedDB === 'undefined') return undefined;
  const storage = openStorage(window);
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const open = () => (opened ??= openDatabase());
  let hasWindows = readFlag(storage);
  if (hasWindows) open().catch(() => undefined);
  const pending: PendingWrite[] = [];
  let isWriteScheduled = false;

  const seriesKey = ({ appId, metric, os, terminal, channelId }: WindowRequest): Key => [
    source,
    user,
    appId,
    metric,
    os ?? '',
    terminal ?? '',
    channelId ?? '',
  ];
  const windowKey = (request: WindowRequest): Key => [
    ...seriesKey(request),
    request.begin,
    request.end,
  ];

  const readWindows = async (requests: readonly WindowRequest[]) => {
    if (!hasWindows) return [];
    const store = (await open()).transaction('windows').store;
    const extents = new Map<string, { series: Key; from: EpochMs; to: EpochMs }>();
    for (const request of requests) {
      const key = subjectKey(request);
      const { from = Infinity, to = -Infinity } = extents.get(key) ?? {};
      extents.set(key, {
        series: seriesKey(request),
        from: Math.min(from, request.begin),
        to: Math.max(to, request.begin),
      });
    }
    const records = new Map<string, WindowRecord>();
    await Promise.all(
      // One read per series, because one per window is slow.
      [...extents.values()].map(async ({ series, from, to }) => {
        const range = IDBKeyRange.bound([...series, from], [...series, to, Infinity]);
        for (const { key, line } of await store.getAll(range)) {
          records.set(JSON.stringify(key), line);
        }
      }),
    );
    return requests.map((request) => {
      const record = records.get(JSON.stringify(windowKey(request)));
      const parsed = v.safeParse(WindowRecordSchema, record);
      return parsed.success ? parsed.output : undefined;
    });
  };

  const writeBatch = async (batch: readonly PendingWrite[]) => {
    const transaction = (await open()).transaction('windows', 'readwrite');
    hasWindows = true;
    writeFlag(storage);
    const savedAt = now();
    for (const [request, line] of batch) {
      void transaction.store.put({ key: windowKey(request), savedAt, line });
    }
    const surplus = (await transaction.store.count()) - MAX_WINDOWS;
    if (surplus > 0) {
      const oldest = await transaction.store.index('savedAt').getAllKeys(null, surplus);
      for (const key of oldest) void transaction.store.delete(key);
    }
    await transaction.done;
  };

  const writePending = async () => {
    while (pending.length > 0) await writeBatch(pending.splice(0, WRITE_BATCH));
  };

  // Polls for new windows instead of setting a timer per window.
  const scheduleWrite = (pendingBefore: number) =>
    setTimeout(() => {
      isWriteScheduled = pending.length > pendingBefore;
      if (isWriteScheduled) scheduleWrite(pending.length);
      else writePending().catch(() => void pending.splice(0));
    }, WRITE_DELAY);

  return {
    read: (requests) => readWindows(requests).catch(() => []),
    write(...write) {
      pending.push(write);
      if (!isWriteScheduled) scheduleWrite(pending.length);
      isWriteScheduled = true;
    },
  };
}

export async function clearWindowCache(): Promise<void> {
  openStorage(window)?.removeItem(HAS_WINDOWS_KEY);
  if (typeof indexedDB === 'undefined') return;
  await deleteDB(DATABASE).catch(() => undefined);
}

function writeFlag(storage: Storage | undefined): void {
  try {
    storage?.setItem(HAS_WINDOWS_KEY, '1');
  } catch {}
}

function readFlag(storage: Storage | undefined): boolean {
  try {
    return storage?.getItem(HAS_WINDOWS_KEY) === '1';
  } catch {
    return false;
  }
}

function openDatabase(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(DATABASE, VERSION, {
    upgrade(database) {
      for (const name of database.objectStoreNames) database.deleteObjectStore(name);
      database.createObjectStore('windows', { keyPath: 'key' }).createIndex('savedAt', 'savedAt');
    },
    // Another tab upgrades or deletes the database.
    blocking(_old, _new, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}
