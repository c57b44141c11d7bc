// @ts-check
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean,
 * devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 */

/**
 * Returns which versions of Node package.json asks for, in words, where `version` is none of them;
 * null where it is.
 * @param {string} version
 * @param {string} engines ranges such as `^20.19.0 || >=24.0.0`: a version is new enough of its own
 * Node, or newer
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
          isOpen ? `${of} or newer` : `${of} from ${of}.${at} on`
        )
        .join(', ');
}

/**
 * Returns what makes the installed packages, as npm records them after a good installation, differ
 * from package-lock.json, in a phrase; null when they agree. Optional packages, for other systems,
 * may be missing; those of tests and checks are asked for with `tools`.
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
    // Absent or cut short by an interrupted installation.
  }
  return lockDifference(lock, installed, tools);
}

/**
 * Returns where npm is to keep its downloads when its usual folder cannot be written, as with a
 * read-only home; null when it can.
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
 * Returns the command that is npm, as words: npm names its own program to the scripts it runs; else
 * it is the one on the path.
 * @param {Readonly<Record<string, string | undefined>>} env @returns {[string, ...string[]]}
 */
export function npmCommand(env) {
  const npm = env['npm_execpath'];
  return npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
}
