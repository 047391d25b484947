import { LRUCache } from 'lru-cache';
import { windowKey } from '../../contract/domain/subject-key.ts';
import type { StoredWindow, WindowStore } from './window-store.ts';

// Without key and values.
const ENTRY_BYTES = 600;

/** Evicts the least recently used windows beyond about `maxBytes`. */
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
