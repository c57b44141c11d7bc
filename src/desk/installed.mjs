// @ts-check
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean,
 * devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 */

/**
 * Returns the versions of Node that `engines` allows, in words, unless `version` is one of them.
 * @param {string} version
 * @param {string} engines such as `^20.19.0 || >=24.0.0`
 * @returns {string | null}
 */
export function nodesExpected(version, engines) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ranges = engines.split(' || ').map((range) => ({
    isOpen: range.startsWith('>='),
    from: range.replace(/^\D+/, '').split('.').map(Number)
  }));
  const fits = ranges.some(
    ({ isOpen, from: [of = 0, at = 0] }) => (isOpen && major > of) || (major === of && minor >= at)
  );
  return fits
    ? null
    : ranges
        .map(({ isOpen, from: [of, at] }) =>
          isOpen ? `${of} and newer` : `${of} (from ${of}.${at})`
        )
        .join(', ');
}

/**
 * Returns the first difference, as a phrase, between package-lock.json and npm's record of the
 * installed packages; null if there is none. Optional packages, for other systems, may be missing.
 * `tools` includes the packages of tests and checks.
 * @param {Lock} lock @param {Lock | null} installed @param {boolean} tools @returns {string | null}
 */
export function lockDifference(lock, installed, tools) {
  if (!installed) return 'the packages are not installed';
  const wanted = lock.packages ?? {};
  const present = installed.packages ?? {};
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || (entry.dev && !tools)) continue;
    const found = present[path];
    const name = path.replace(/^.*node_modules\//, '');
    if (!found) {
      if (entry.optional || entry.devOptional) continue;
      return `${name} is missing`;
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity)
      return `${name} is not the version of package-lock.json`;
  }
  return null;
}

/**
 * As `lockDifference`, for the folder of the project.
 * @throws Error when package-lock.json is missing or is not JSON
 * @param {string} root @param {boolean} tools @returns {string | null}
 */
export function installedDifference(root, tools) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  let installed = null;
  try {
    installed = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'));
  } catch {
    // Missing, or incomplete after an interrupted installation.
  }
  return lockDifference(lock, installed, tools);
}

/**
 * Returns `instead` when `usual`, the folder of npm's cache, is not writable, else null.
 * @param {string} usual @param {string} instead @returns {string | null}
 */
export function otherCache(usual, instead) {
  try {
    mkdirSync(usual, { recursive: true });
    accessSync(usual, constants.W_OK);
    return null;
  } catch {
    return instead;
  }
}

/**
 * Returns the words that start npm: the npm that runs this script, or the one on `PATH`.
 * @param {Readonly<Record<string, string | undefined>>} env @returns {[string, ...string[]]}
 */
export function npmCommand(env) {
  const npm = env['npm_execpath'];
  return npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
}
