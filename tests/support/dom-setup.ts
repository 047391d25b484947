import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';

const isDom = typeof window !== 'undefined';

// Panels load lazily, which takes time on a busy machine.
configure({ asyncUtilTimeout: 5_000 });

if (isDom) {
  const missingApis = {
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
  for (const [name, stub] of Object.entries(missingApis)) {
    if (Reflect.get(window, name) === undefined) {
      Object.defineProperty(window, name, { value: stub, writable: true, configurable: true });
    }
  }
  const element: { scrollIntoView?: unknown; getAnimations?: unknown } = Element.prototype;
  element.scrollIntoView ??= () => {};
  element.getAnimations ??= () => [];
}

// Test files may use translations while they are loaded.
if (isDom) {
  const { loadMessages } = await import('../../src/app/i18n/messages.ts');
  await Promise.all([loadMessages('en'), loadMessages('zh')]);
}

/** The first test file compiles the whole page. */
const COMPILE_TIMEOUT_MS = 60_000;

beforeAll(async () => {
  if (!isDom) return;
  const [{ prefetchAll }] = await Promise.all([
    import('../../src/app/ui/deferred/lazy-component.tsx'),
    import('../../src/app/App.tsx'),
  ]);
  // The second call loads components that are nested in those of the first.
  await prefetchAll();
  await prefetchAll();
}, COMPILE_TIMEOUT_MS);

let consoleErrors: string[] = [];

beforeEach(() => {
  consoleErrors = [];
  vi.spyOn(console, 'error').mockImplementation((...args: unknown[]) => {
    consoleErrors.push(args.map(String).join(' '));
  });
});

afterEach(() => {
  if (isDom) {
    cleanup();
    // Portals and elements of the tests themselves, which test files of one worker would share.
    document.body.replaceChildren();
    try {
      window.localStorage.clear();
    } catch {
      // The test has removed the storage.
    }
  }
  const errors = consoleErrors;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  if (errors.length > 0) throw new Error(`console.error was called:\n${errors.join('\n')}`);
});
