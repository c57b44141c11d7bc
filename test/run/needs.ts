import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../../src/desk/cli/desk-io.ts';
import { findProgram } from '../../src/desk/files/find-program.ts';
import { findChromium } from '../../src/desk/output/chromium.ts';
import { runProgram } from './run-program.ts';

export interface Need {
  name: string;
  packages: readonly string[];
  remedy?: string;
  tests: RegExp;
  isHere(): boolean;
}

// Servers are installed where PATH may not lead.
const path = `${process.env['PATH'] ?? ''}:/usr/sbin`;
const haveAll = (...names: string[]) => names.every((name) => findProgram([name], path));

/** Firefox as Debian or its maker installs it. Older than 153 lacks a command of its driver. */
export const findFirefox = () => findProgram(['firefox-esr', 'firefox']);
export const findNginx = () => findProgram(['nginx'], path);
export const nginxBrotli = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';
const motoServer = '/usr/lib/python3/dist-packages/moto/server.py';

const drivesChromium = /^test\/(journeys|browser|hosts)\//;

const needs: readonly Need[] = [
  {
    name: 'Chromium',
    packages: ['chromium-headless-shell'],
    tests: drivesChromium,
    isHere: () => findChromium() !== undefined
  },
  {
    name: 'Chromium with windows',
    packages: ['chromium'],
    tests: /^test\/(hosts\/forgery|journeys\/embed)/,
    isHere: () => findChromium({ full: true }) !== undefined
  },
  {
    name: 'Firefox',
    packages: ['firefox-esr'],
    tests: /^test\/engines\//,
    isHere: () => findFirefox() !== undefined
  },
  {
    // 2.54 or newer: older ones lack an option of its driver.
    name: 'WebKit',
    packages: ['webkit2gtk-driver', 'xvfb', 'xdotool'],
    tests: /^test\/engines\//,
    isHere: () => haveAll('WebKitWebDriver', 'Xvfb', 'xdotool')
  },
  {
    name: 'nginx',
    packages: ['nginx-light', 'libnginx-mod-http-brotli-static'],
    tests: /^test\/hosts\/nginx/,
    isHere: () => findNginx() !== undefined && existsSync(nginxBrotli)
  },
  {
    name: 'moto',
    packages: [
      'python3-moto',
      'python3-flask-cors',
      'python3-joserfc',
      'python3-openapi-spec-validator'
    ],
    tests: /^test\/hosts\/store/,
    isHere: () => existsSync(motoServer)
  },
  {
    // 18 or newer: older ones cannot keep all their data in one file.
    name: 'radosgw',
    packages: ['radosgw'],
    tests: /^test\/hosts\/store/,
    isHere: () => haveAll('radosgw', 'radosgw-admin')
  },
  {
    name: 'minisign',
    packages: ['minisign'],
    tests: /^test\/hosts\/signed/,
    isHere: () => haveAll('minisign')
  },
  {
    name: 'spicy-litetlog',
    packages: ['litetlog', 'jq'],
    tests: /^test\/hosts\/signed/,
    isHere: () => haveAll('spicy-litetlog', 'jq')
  },
  { name: 'git', packages: ['git'], tests: /^test\/desk\//, isHere: () => haveAll('git') },
  // Not installed by tests: it has 200 MB.
  {
    name: 'ffmpeg',
    packages: [],
    tests: /^test\/desk\/film/,
    remedy: 'install ffmpeg',
    isHere: () => haveAll('ffmpeg')
  }
];

export const isHere = (name: string) => needs.find((need) => need.name === name)!.isHere();

const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

const apt = async (...args: string[]) => (await runProgram('apt-get', args)).code === 0;

/**
 * Installs what some test files need and this machine lacks: as root on Debian with apt-get, and
 * a Chromium that is missing even so from Playwright (180 MB).
 * @returns what is still missing.
 */
export async function provide(files: readonly string[], { root, err }: Pick<Desk, 'root' | 'err'>) {
  const missing = () =>
    needs.filter(({ tests, isHere }) => files.some((file) => tests.test(file)) && !isHere());
  const packages = missing().flatMap((need) => need.packages);
  if (packages.length > 0 && isDebianRoot()) {
    err(`Installing ${packages.join(' ')} with apt-get …`);
    const install = ['install', '-y', '--no-install-recommends'];
    await apt('update');
    // One package that this release of Debian lacks keeps apt-get from installing the others.
    if (!(await apt(...install, ...packages)))
      for (const name of packages) await apt(...install, name);
  }
  if (missing().some(({ name }) => name === 'Chromium')) {
    err('Downloading Playwright’s Chromium (180 MB) …');
    const script = join(root, 'node_modules/playwright-core/cli.js');
    const libraries = isDebianRoot() ? ['--with-deps'] : [];
    await runProgram(process.execPath, [script, 'install', ...libraries, '--no-shell', 'chromium']);
  }
  return missing();
}
