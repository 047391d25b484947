import { Hono } from 'hono';
import type { AppEnv } from '../http/env.ts';
import type { Services } from '../services.ts';

export function createHealthRoutes({ readiness }: Pick<Services, 'readiness'>): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', (c) => {
      const state = readiness();
      return c.json(state, state.status === 'ok' ? 200 : 503);
    });
}
