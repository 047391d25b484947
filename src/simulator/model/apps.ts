import { hashText } from './noise.ts';

export interface SimulatedApp {
  id: string;
  name: string;
  /** IANA zone of the users; derived from the id by default. */
  zone?: string;
  /** Derived from the id by default. */
  profile?: ProfileName;
}

export type ProfileName = 'classroom' | 'meeting' | 'stage';

export interface Profile {
  /** Joins per bucket in the busiest hour of a weekday. */
  peak: number;
  /** Share of `peak` at each full local hour. */
  weekday: readonly number[];
  weekend: readonly number[];
}

const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  classroom: {
    peak: 16_000,
    weekday: [
      0.15, 0.12, 0.11, 0.11, 0.12, 0.15, 0.24, 0.44, 0.7, 0.78, 0.76, 0.62, 0.42, 0.46, 0.68, 0.72,
      0.64, 0.55, 0.66, 0.92, 1, 0.86, 0.5, 0.26,
    ],
    weekend: [
      0.16, 0.13, 0.12, 0.11, 0.12, 0.14, 0.2, 0.34, 0.58, 0.74, 0.78, 0.66, 0.46, 0.48, 0.6, 0.64,
      0.6, 0.54, 0.6, 0.78, 0.84, 0.72, 0.44, 0.25,
    ],
  },
  meeting: {
    peak: 9_000,
    weekday: [
      0.13, 0.12, 0.12, 0.12, 0.13, 0.15, 0.2, 0.36, 0.72, 0.97, 1, 0.93, 0.66, 0.84, 0.98, 0.92,
      0.76, 0.52, 0.34, 0.26, 0.23, 0.2, 0.17, 0.15,
    ],
    weekend: [
      0.12, 0.11, 0.11, 0.11, 0.11, 0.12, 0.13, 0.15, 0.18, 0.22, 0.25, 0.25, 0.23, 0.23, 0.24,
      0.24, 0.24, 0.24, 0.25, 0.26, 0.25, 0.22, 0.18, 0.14,
    ],
  },
  stage: {
    peak: 24_000,
    weekday: [
      0.34, 0.24, 0.17, 0.14, 0.12, 0.12, 0.14, 0.18, 0.24, 0.28, 0.32, 0.36, 0.4, 0.4, 0.4, 0.42,
      0.48, 0.58, 0.72, 0.88, 0.98, 1, 0.82, 0.54,
    ],
    weekend: [
      0.42, 0.32, 0.22, 0.16, 0.14, 0.13, 0.15, 0.2, 0.28, 0.36, 0.42, 0.48, 0.52, 0.54, 0.56, 0.58,
      0.62, 0.7, 0.82, 0.94, 1.04, 1.06, 0.92, 0.66,
    ],
  },
};

const PROFILE_NAMES = ['classroom', 'meeting', 'stage'] as const;

export function getProfile(app: SimulatedApp): Profile {
  return PROFILES[app.profile ?? PROFILE_NAMES[hashText(app.id) % 3] ?? 'classroom'];
}

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/Los_Angeles'] as const;

export function getZone(app: SimulatedApp): string {
  return app.zone ?? ZONES[hashText(app.id) % 3] ?? 'UTC';
}

/** Interpolates between the full hours. */
export function shareOfPeak(profile: Profile, hour: number, weekend: boolean): number {
  const hours = weekend ? profile.weekend : profile.weekday;
  const fullHour = Math.floor(hour);
  const t = hour - fullHour;
  const from = hours[fullHour % 24] ?? 0;
  const to = hours[(fullHour + 1) % 24] ?? 0;
  return from + (to - from) * t * t * (3 - 2 * t);
}
