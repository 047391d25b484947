import { DAY } from '../../src/contract/domain/time.ts';
import { DEMO_APPS, DEMO_CREDENTIALS } from '../../src/simulator/simulator.ts';

export const [FIRST_APP_ID = ''] = DEMO_APPS.map(({ id }) => id);

export const KEY_VARIABLES = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: DEMO_CREDENTIALS.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: DEMO_CREDENTIALS.accessKeySecret,
};

export interface ResponseLine {
  status: string;
  values: (number | null)[];
  problem?: { code: string };
}

/** The day before yesterday (UTC): yesterday is not final right after midnight. */
export function createDayRequest(changes: object = {}) {
  const begin = Math.floor(Date.now() / DAY) * DAY - 2 * DAY;
  return { appId: FIRST_APP_ID, metric: 'VideoStuckRate', begin, end: begin + DAY, ...changes };
}

export function postWindows(url: string, windows: object[]): Promise<Response> {
  return fetch(`${url}api/windows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ windows }),
  });
}

export function parseLines(text: string): ResponseLine[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ResponseLine);
}

/** Paths without the leading slash. */
export function findAssets(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path = '']) => path);
}
