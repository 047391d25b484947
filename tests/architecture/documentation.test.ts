// The reference tables of the documents list exactly what exists.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { listSegmentFilters } from '../../src/contract/domain/segments.ts';
import { PROBLEM_CODES } from '../../src/contract/wire/problem.ts';
import { MAX_WINDOWS_PER_MINUTE } from '../../src/server/middleware/client-limits.ts';
import { createPrometheusExporter } from '../../src/server/node/telemetry/prometheus-exporter.ts';
import { formatView } from '../../src/view/codec.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import type { View } from '../../src/view/view.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Read by the vendor's credentials package, not by our code. */
const VENDOR_SETTINGS = [
  'ALIBABA_CLOUD_CREDENTIALS_FILE',
  'ALIBABA_CLOUD_STS_REGION',
  'ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED',
];

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

function filesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .map((path) => join(folder, path));
}

const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...filesIn('docs', /\.md$/),
];

/** The code spans in the first column of a document's tables, without header rows. */
function firstColumn(path: string): string[] {
  const rows = read(path).match(/^\|[^\n]*\|$/gm) ?? [];
  return rows.flatMap((row) => {
    const [, cell = ''] = row.split(/(?<!\\)\|/);
    return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  });
}

const unique = (names: Iterable<string>) => [...new Set(names)].toSorted();

/** The anchors that headings of a document get, as GitHub derives them. */
function anchorsOf(markdown: string): Set<string> {
  const headings = markdown.match(/^#{1,6} .*$/gm) ?? [];
  return new Set(
    headings.map((heading) =>
      heading
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  );
}

describe('documents', () => {
  it('contain no broken relative link', () => {
    const broken = DOCUMENTS.flatMap((path) => {
      const links = [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
      return links
        .filter((target) => !/^[a-z]+:/i.test(target))
        .filter((target) => {
          const [file = '', anchor] = target.split('#');
          const linked = file === '' ? path : join(dirname(path), file);
          if (!existsSync(join(ROOT, linked))) return true;
          return anchor !== undefined && !anchorsOf(read(linked)).has(anchor);
        })
        .map((target) => `${path}: ${target}`);
    });
    expect(broken).toEqual([]);
  });

  it('are all reachable from the README', () => {
    const reached = new Set<string>(['README.md']);
    for (const path of reached) {
      for (const [, target = ''] of read(path).matchAll(/\]\(([^)#\s]+\.md)[^)]*\)/g)) {
        const linked = join(dirname(path), target);
        if (existsSync(join(ROOT, linked))) reached.add(linked);
      }
    }
    expect(DOCUMENTS.filter((path) => !reached.has(path))).toEqual([]);
  });

  it.each([
    ['docs/data-retention.md', `${METRICS.length * listSegmentFilters().length} windows per app`],
    ['docs/deployment.md', `${MAX_WINDOWS_PER_MINUTE.toLocaleString('en')} per minute`],
  ])('%s says "%s"', (path, number) => {
    expect(read(path).includes(number), `Correct the number in ${path}: ${number}`).toBe(true);
  });

  it('keep the README under 7 kB', () => {
    expect(Buffer.byteLength(read('README.md'))).toBeLessThanOrEqual(7_000);
  });
});

describe('reference tables', () => {
  it('list every setting and no other', () => {
    const source = filesIn('src/server', /\.ts$/).map(read).join('\n');
    const settings = [
      ...source.matchAll(/'((?:ARTC|ALIBABA_CLOUD)_[A-Z_]+[A-Z]|HOST|PORT|LOG_LEVEL)'/g),
    ].map(([, name = '']) => name);
    const documented = ['docs/configuration.md', 'docs/credentials.md'].flatMap(firstColumn);
    expect(unique(documented.filter((name) => /^[A-Z_]+$/.test(name)))).toEqual(
      unique([...settings, ...VENDOR_SETTINGS]),
    );
  });

  it('list every URL parameter and no other', () => {
    const at = Date.UTC(2026, 10, 21);
    const span = { begin: at, end: at + 3_600_000 };
    const full: Required<View> = {
      apps: ['a'],
      metric: 'FirstFrameCost',
      os: 'iOS',
      terminal: 'web',
      channelId: 'room',
      range: { kind: 'absolute', from: at, to: at + 3_600_000 },
      zoom: span,
      split: 'os',
      compare: 'day',
      zone: 'UTC',
      hidden: ['ios'],
      goals: { FirstFrameCost: 1_200 },
      panels: 'segments',
      fromZero: true,
      pin: at,
      episode: { metric: 'FirstFrameCost', at },
      dismissed: [{ metric: 'FirstFrameCost', at }],
      notes: [{ at, text: 'release' }],
      ab: { a: span, b: span },
      band: false,
      live: false,
      viewMode: 'kiosk',
      theme: 'dark',
      lang: 'zh',
    };
    const preset: View = { ...DEFAULT_VIEW, range: { kind: 'preset', preset: '7d' } };
    const params = [full, preset]
      .flatMap((view) => [...new URLSearchParams(formatView(view)).keys()])
      .map((name) => name.replace(new RegExp(`\\.(?:${METRICS.join('|')})$`), '.METRIC'));
    expect(unique(firstColumn('docs/url-reference.md'))).toEqual(unique(params));
  });

  it('list every problem code and no other', () => {
    const documented = firstColumn('docs/api.md').filter((name) =>
      read('docs/api.md').split('## Problems')[1]?.split('\n## ')[0]?.includes(`| \`${name}\``),
    );
    expect(unique(documented)).toEqual(unique(PROBLEM_CODES));
  });

  it('list every metric and no other', async () => {
    const exporter = createPrometheusExporter('0.0.0');
    const { body } = await exporter.expose('application/openmetrics-text; version=1.0.0');
    const types = [...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
    const names = types.map(([, name = '', type]) =>
      type === 'counter' && !name.endsWith('_total') ? `${name}_total` : name,
    );
    const documented = firstColumn('docs/api.md').filter((name) =>
      /^(artc_lens|process)_/.test(name),
    );
    expect(unique(documented)).toEqual(unique(names));
  });
});
