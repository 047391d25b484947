import { LRUCache } from 'lru-cache';
import { windowKey } from '../../contract/domain/subject-key.ts';
import type { StoredWindow, WindowStore } from './window-store.ts';

/** Estimated memory of an entry without its key and values. */
const ENTRY_BYTES = 600;

/** Stores the most recently used windows, up to about `maxBytes`. */
export function createMemoryStore(maxBytes: number): WindowStore {
  const windows = new LRUCache<string, StoredWindow>({
    maxSize: maxBytes,
    sizeCalculation: ({ encodedValues }, key) =>
      ENTRY_BYTES + key.length * 2 + encodedValues.length,
  });
  return {
    get: (request) => Promise.resolve(windows.get(windowKey(request))),
    put(request, stored) {
      windows.set(windowKey(request), stored);
      return Promise.resolve();
    },
  };
}
