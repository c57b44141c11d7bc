import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { desk } from '../../src/desk/cli/desk.ts';
import { edition } from '../desk/edition-verbs.ts';
import { inFolder, removeFolders, type SmallProject } from '../desk/memory-project.ts';
import { firstPins, smallProject } from '../desk/small-project.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const guide = readFileSync(join(docs, 'newsroom.md'), 'utf8');
const indonesian = readFileSync(join(docs, 'newsroom.id.md'), 'utf8');
const commandsOf = (text: string) =>
  [...text.matchAll(/npm run desk -- ([^`\n]+)/g)].map(([, command]) => command!.trim());
const commands = commandsOf(guide);
const sectionsOf = (text: string) =>
  text
    .replaceAll(/<[^>\n]+>/g, '<…>')
    .split(/^(?=#+ )/m)
    .map((section) => ({
      level: section.indexOf(' '),
      items: section.match(/^(\||- |\d\. | *```)/gm),
      commands: commandsOf(section),
      typed: section.match(/`[^`\n]+`/g)?.toSorted()
    }));
const said: Readonly<Record<string, string>> = {
  'wb-internet-users/2026-07-13': 'wb-internet-users/2024-12',
  '<your name>': 'An editor'
};
/** Commands that need no published file, built site or history; other tests run the rest. */
const walked = /^(check --pin|edition |check$|claims)/;

let project: SmallProject;
beforeAll(async () => {
  project = inFolder(await smallProject());
  const declared = 'data/sources/wb-internet-users.json';
  project.write(declared, readFileSync(declared, 'utf8'));
  expect(await edition(['lock', ...firstPins], project.desk)).toBe(0);
});
afterAll(removeFolders);

it('names no command that the desk does not know', async () => {
  expect(commands.length).toBeGreaterThan(10);
  for (const name of new Set(commands.map((command) => command.split(' ')[0]!)))
    expect([name, await desk(['help', name], project.desk)]).toEqual([name, 0]);
});

it('can be walked as it is written, by somebody who changes no code', async () => {
  for (const command of commands.filter((one) => walked.test(one))) {
    const typed = Object.entries(said).reduce(
      (text, [slot, value]) => text.replaceAll(slot, value),
      command
    );
    const argv = [...typed.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!);
    project.forget();
    // 1 says that an editor must read on; 2 that nothing could be done.
    expect([command, await desk(argv, project.desk), project.complained()]).toEqual([
      command,
      expect.toBeOneOf([0, 1]),
      expect.any(String)
    ]);
  }
});

it('says the same in Indonesian, and each guide leads to the other', () => {
  expect(sectionsOf(indonesian)).toEqual(sectionsOf(guide));
  expect(guide).toContain('](newsroom.id.md)');
  expect(indonesian).toContain('](newsroom.md)');
});

it.each([guide, indonesian])('speaks to an editor: no rule codes, no paths of code', (text) =>
  expect(text).not.toMatch(/\b[SVARCED]\d{2}\b|\bsrc\/|TypeScript/)
);
