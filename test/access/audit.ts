import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import type { Desk } from '../../src/desk/cli/desk-io.ts';
import { writeWhole } from '../../src/desk/files/write-whole.ts';
import { dayOf } from '../../src/sources/cells/calendar.ts';
import { accessibilityFile } from '../../src/story/ledgers/accessibility.ts';
import { lockFile, readLock } from '../../src/story/lock.ts';

/** The criteria of WCAG that the title of a test names: “… (A05, WCAG 1.4.3, 1.4.11)”. */
export const criteriaIn = (title: string) =>
  [...title.matchAll(/\([^()]*?WCAG ([\d., ]+)\)/g)].flatMap(([, ids = '']) => ids.split(', '));

export async function recordAudit(desk: Desk, passed: readonly string[]) {
  const read = (path: string) => readFile(join(desk.root, path), 'utf8');
  const { edition } = readLock(await read(lockFile));
  const axe = /"version": "(.*?)"/.exec(await read('node_modules/axe-core/package.json'))![1];
  const tests: Record<string, number> = {};
  for (const id of passed.flatMap(criteriaIn).sort()) tests[id] = (tests[id] ?? 0) + 1;
  const audit = { edition, date: dayOf(desk.now()), axe, tests };
  const text = await read(accessibilityFile);
  const edits = modify(text, ['audit'], audit, {});
  await writeWhole(join(desk.root, accessibilityFile), applyEdits(text, edits));
  desk.out(`Wrote ${passed.length} tests of ${Object.keys(tests).length} criteria.`);
}
