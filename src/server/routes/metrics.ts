import { Hono } from 'hono';
import type { AppEnv } from '../http/env.ts';
import { notFound } from '../http/problem-response.ts';
import type { Services } from '../services.ts';

export function createMetricsRoutes({
  metricsExporter,
}: Pick<Services, 'metricsExporter'>): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/metrics', async (c) => {
    const exposition = await metricsExporter?.expose(c.req.header('accept'));
    if (!exposition) return notFound();
    const headers = { 'content-type': exposition.type, 'cache-control': 'no-store' };
    return new Response(exposition.body, { headers });
  });
}
