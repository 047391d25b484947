// Finds a Chromium for the browser tests, or installs one.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/**
 * Pages of its own that Chromium opens with every window, for the address bar: more than a second of a
 * processor, while the page that the window is for is opened.
 */
const WINDOW_PARTS = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** What Playwright leaves out too: of two lists Chromium takes the last. */
const LEFT_OUT = [
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

/** As root in a container Chromium needs these; none of them changes how a page is drawn. */
export const CHROMIUM_FLAGS = [
  `--disable-features=${[...LEFT_OUT, ...WINDOW_PARTS].join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a Chromium that is there: CHROMIUM_PATH, Playwright's own, the system's. */
function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(`CHROMIUM_PATH names ${asked}, which does not exist.`);
  }
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim();
    if (found) return found;
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

/** The path of a Chromium, installed first when there is none. Throws when none can be had. */
export function ensureChromium() {
  let path = findChromium();
  if (!path) {
    console.log('No Chromium here: installing one for the browser tests.');
    installChromium();
    path = findChromium();
  }
  if (!path) throw new Error('No Chromium to be had. Install one and name it in CHROMIUM_PATH.');
  return path;
}
