import type { Span } from '../../contract/domain/time.ts';
import { getProfile, getZone } from './apps.ts';
import type { Profile, SimulatedApp } from './apps.ts';
import { planWeeklyIncidents } from './incidents.ts';
import type { Incident } from './incidents.ts';
import { createLocalClock } from './local-time.ts';
import type { LocalClock } from './local-time.ts';
import { deriveKey } from './noise.ts';
import type { Seed } from './noise.ts';

export interface WorldOptions {
  /** Numbers are read as 32-bit integers. */
  seed: Seed;
  apps: readonly SimulatedApp[];
  incidents?: 'weekly' | 'none' | readonly Incident[];
}

export interface AppModel {
  app: SimulatedApp;
  key: number;
  profile: Profile;
  clock: LocalClock;
  incidents(span: Span): Incident[];
}

export interface World {
  seed: Seed;
  /** Undefined for an app of another account. */
  appModel(appId: string): AppModel | undefined;
}

/** Throws RangeError on an unknown zone. */
export function createWorld({ seed, apps, incidents = 'weekly' }: WorldOptions): World {
  const models = new Map<string, AppModel>();
  for (const [index, app] of apps.entries()) {
    const key = deriveKey(seed, app.id);
    const clock = createLocalClock(getZone(app));
    const plan = { key, appId: app.id, clock, isLively: index === 0 };
    models.set(app.id, {
      app,
      key,
      profile: getProfile(app),
      clock,
      incidents(span) {
        if (incidents === 'none') return [];
        if (incidents === 'weekly') return planWeeklyIncidents(plan, span);
        return incidents.filter(
          ({ appId = app.id, begin, end }) =>
            appId === app.id && begin < span.end && end > span.begin,
        );
      },
    });
  }
  return { seed, appModel: (appId) => models.get(appId) };
}

/** Incidents that overlap `span`, by begin; empty for an unknown app. */
export function listIncidents(world: World, appId: string, span: Span): Incident[] {
  const incidents = world.appModel(appId)?.incidents(span) ?? [];
  return incidents.toSorted((a, b) => a.begin - b.begin || a.end - b.end);
}
