// What every test with a DOM stands on: a clean page, no unseen errors, and what jsdom lacks.
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';

const isDom = typeof window !== 'undefined';

// Panels are fetched when they open, and two cores may be busy.
configure({ asyncUtilTimeout: 5_000 });

if (isDom) {
  const lacking = {
    matchMedia: (media: string) => ({
      media,
      matches: false,
      onchange: null,
      addEventListener: () => {},
      removeEventListener: () => {},
      addListener: () => {},
      removeListener: () => {},
      dispatchEvent: () => false,
    }),
    ResizeObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
    IntersectionObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
      takeRecords() {
        return [];
      }
    },
    CSS: { escape: (text: string) => text.replaceAll(/[^\w-]/g, String.raw`\$&`) },
  };
  for (const [name, stub] of Object.entries(lacking)) {
    if (Reflect.get(window, name) === undefined) {
      Object.defineProperty(window, name, { value: stub, writable: true, configurable: true });
    }
  }
  const element: { scrollIntoView?: unknown; getAnimations?: unknown } = Element.prototype;
  element.scrollIntoView ??= () => {};
  element.getAnimations ??= () => [];
}

// What the page fetches on its way is here from the start; the words before a test file is read, which may want them.
if (isDom) {
  const { loadMessages } = await import('../../src/app/i18n/messages.ts');
  await Promise.all([loadMessages('en'), loadMessages('zh')]);
}

/** All of the page is compiled for the first test file that wants it, which takes a busy machine its time. */
const COMPILE_MS = 60_000;

beforeAll(async () => {
  if (!isDom) return;
  const [{ prefetchAll: fetchParts }] = await Promise.all([
    import('../../src/app/ui/deferred/lazy-component.tsx'),
    import('../../src/app/App.tsx'),
  ]);
  // Those on the page, then those inside them.
  await fetchParts();
  await fetchParts();
}, COMPILE_MS);

let unexpected: string[] = [];

beforeEach(() => {
  unexpected = [];
  vi.spyOn(console, 'error').mockImplementation((...args: unknown[]) => {
    unexpected.push(args.map(String).join(' '));
  });
});

afterEach(() => {
  if (isDom) {
    cleanup();
    try {
      window.localStorage.clear();
    } catch {
      // A test took the storage away.
    }
  }
  const seen = unexpected;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  if (seen.length > 0) throw new Error(`console.error was called:\n${seen.join('\n')}`);
});
