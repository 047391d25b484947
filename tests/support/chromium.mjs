// Finds a Chromium for the browser tests, or installs one.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

// Internal pages that Chromium loads with every window, at the cost of a second of processor time.
const ADDRESS_BAR_FEATURES = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

// Playwright's own list, repeated because Chromium uses only the last --disable-features flag.
const PLAYWRIGHT_DISABLED_FEATURES = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** Flags for a root user in a container. None of them changes how a page is drawn. */
export const CHROMIUM_FLAGS = [
  `--disable-features=${[...PLAYWRIGHT_DISABLED_FEATURES, ...ADDRESS_BAR_FEATURES].join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// Looks in CHROMIUM_PATH, then for Playwright's browser, then for the system's.
function findChromium() {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) {
    if (existsSync(configured)) return configured;
    throw new Error(`CHROMIUM_PATH names ${configured}, which does not exist.`);
  }
  const bundled = chromium.executablePath();
  if (bundled && existsSync(bundled)) return bundled;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const path = spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim();
    if (path) return path;
  }
  return undefined;
}

function installChromium() {
  const run = (command, args) => execFileSync(command, args, { stdio: 'inherit' });
  const isRoot = process.getuid?.() === 0;
  if (isRoot && spawnSync('which', ['apt-get']).status === 0) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      'chromium',
      'fonts-noto-cjk',
    ]);
  } else {
    run('npx', ['playwright', 'install', 'chromium']);
  }
}

/** Returns the path of a Chromium and installs one if none is found. Throws if that fails. */
export function ensureChromium() {
  let path = findChromium();
  if (!path) {
    console.log('No Chromium found. Installing one for the browser tests.');
    installChromium();
    path = findChromium();
  }
  if (!path) throw new Error('Chromium could not be installed. Install it and set CHROMIUM_PATH.');
  return path;
}
