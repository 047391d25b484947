import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe('package-lock.json', () => {
  interface LockedPackage {
    dev?: boolean;
    hasInstallScript?: boolean;
    integrity?: string;
    os?: string[];
  }
  const readJson = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
  const { packages } = readJson('package-lock.json') as { packages: Record<string, LockedPackage> };
  // A peer dependency on a compiler is never shipped.
  const shipped = Object.entries(packages).filter(
    ([name, { dev }]) => name !== '' && !dev && !/\/(?:@typescript\/.*|typescript)$/.test(name),
  );

  it('ships few packages, each with a pinned version and a hash', () => {
    const { dependencies } = readJson('package.json') as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(25);
    expect(shipped.length).toBeLessThanOrEqual(120);
    expect(shipped.filter(([, { integrity }]) => !integrity)).toEqual([]);
    expect(
      Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version)),
    ).toEqual([]);
  });

  it('ships no package with an install script or native code', () => {
    expect(shipped.filter(([, { hasInstallScript, os }]) => hasInstallScript || os)).toEqual([]);
    const { allowScripts } = readJson('package.json') as { allowScripts: Record<string, boolean> };
    expect(Object.values(allowScripts)).not.toContain(true);
  });
});
