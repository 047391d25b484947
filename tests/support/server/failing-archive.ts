import type { Archive } from '../../../src/server/archive/archive.ts';

/** An archive on a full disk. Reads of the metrics in `archived` fail. */
export function createFailingArchive(archived = new Set<string>()) {
  const disk = { isFull: true };
  const rejectFull = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
  const archive: Archive = {
    get: ({ metric }) =>
      archived.has(metric)
        ? Promise.reject(Object.assign(new Error('read'), { code: 'EIO' }))
        : Promise.resolve(undefined),
    put(request) {
      if (disk.isFull) return rejectFull();
      archived.add(request.metric);
      return Promise.resolve();
    },
    getPresence: ({ metric }) => Promise.resolve(archived.has(metric) ? 'archived' : 'none'),
    reach: () => Promise.resolve({}),
    checkWritable: () => (disk.isFull ? rejectFull() : Promise.resolve()),
    stats: () => ({ windows: archived.size, lost: 0, reads: 0, writes: 0, damaged: 0 }),
  };
  return { archive, disk, archived };
}

/** Wraps an archive and counts write attempts. */
export function countAttempts(archive: Archive) {
  const attempts = { puts: 0, checks: 0 };
  const counted: Archive = {
    ...archive,
    put(...window) {
      attempts.puts += 1;
      return archive.put(...window);
    },
    checkWritable() {
      attempts.checks += 1;
      return archive.checkWritable();
    },
  };
  return { archive: counted, attempts };
}
