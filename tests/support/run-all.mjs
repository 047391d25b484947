// `npm test`: runs all checks one after the other and prints the total count.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureChromium } from './chromium.mjs';

const REPORTS = '.cache/reports';
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: 0 };

function runStep(title, command, args, env = {}) {
  console.log(`\n== ${title}`);
  const startedAt = Date.now();
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  console.log(
    `== ${title}: ${status === 0 ? 'ok' : 'failed'}, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  );
  return status === 0;
}

function runCheck(title, command, args) {
  const hasPassed = runStep(title, command, args);
  totals[hasPassed ? 'passed' : 'failed'] += 1;
  return hasPassed;
}

/** Runs a step that reports its own counts. A step that fails without a report counts as one failure. */
function runSuite({ title, command, args, env, report, readCounts }) {
  const hasPassed = runStep(title, command, args, env);
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = readCounts(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    console.error(`${title} wrote no report: ${error.message}`);
  }
  if (!hasPassed && counts.failed === 0) counts.failed = 1;
  if (hasPassed && counts.passed === 0) counts.failed += 1;
  for (const key of Object.keys(totals)) totals[key] += counts[key];
}

runCheck('types', 'npx', ['tsc', '-b']);
runCheck('lint', 'npm', ['run', '--silent', 'lint']);
runSuite({
  title: 'unit, property and DOM tests',
  command: 'npx',
  args: [
    'vitest',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${REPORTS}/vitest.json`,
  ],
  report: `${REPORTS}/vitest.json`,
  readCounts: (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }),
});
if (runCheck('build', 'npm', ['run', '--silent', 'build'])) {
  runSuite({
    title: 'browser tests',
    command: 'npx',
    args: ['playwright', 'test', '--config', 'tests/browser/playwright.config.ts'],
    env: {
      CHROMIUM_PATH: ensureChromium(),
      PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(REPORTS, 'browser.json'),
    },
    report: `${REPORTS}/browser.json`,
    readCounts: ({ stats }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    }),
  });
}

const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exitCode = totals.failed === 0 ? 0 : 1;
