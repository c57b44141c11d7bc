import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  acceptLanguage,
  exportLanguage,
  importLanguage
} from '../../src/desk/language/language.ts';
import { undo } from '../../src/desk/edition/undo.ts';
import { publish } from '../../src/desk/release/publish.ts';
import { addLanguages } from '../../src/locale/languages.ts';
import { openStory } from '../../src/site/story/open-story.ts';
import { committedProject } from '../open-committed.ts';
import { emptyProject } from './memory-project.ts';
import { pseudoTranslation } from './pseudo-language.ts';

const project = emptyProject();
let exported = '';
const kept = 'data/languages/ar-XB.po';
const opened = (...drafts: string[]) => openStory(project.files, { drafts });
const accepted = (by: string) => project.says(acceptLanguage, 'ar-XB.po', '--by', by);

beforeAll(async () => {
  for (const [path, bytes] of committedProject) project.write(path, bytes);
  await project.run(exportLanguage, 'ar-XB');
  exported = project.read('ar-XB.po');
  project.write('ar-XB.po', pseudoTranslation(exported, 'mirrored'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  addLanguages([]);
});

describe('language', () => {
  it('exports each text with its Indonesian, its length and the rules that bind it', () => {
    const entry = exported.split('\n\n').find((one) => /^#\. S\d+: .+ Write: /m.test(one));
    expect(entry).toMatch(/^#\. id: .+\n(?:#\. .+\n)+#\. At most \d+ characters\.\nmsgctxt/);
  });

  const text = /(?<=msgid ").+?\{% \$world-2018 %\}.*(?=")/;
  it.each([
    ['states no figure', ' {% $world-2018 %}', '', /\{% \$world-2018 %\} is missing/],
    ['states another', ' {% $', ' {% $idn-2018 %} {% $', /\$idn-2018 %\} is not in the English/],
    ['uses a refused word', ' ', ' child porn ', /is refused/],
    ['is too long', ' ', ' and'.repeat(200), /characters, more than/]
  ])('refuses a text that %s, with its line', async (_, from, to, message) => {
    const [own = ''] = text.exec(exported) ?? [];
    const wrong = own.replace(from, to);
    const translated = pseudoTranslation(exported.replace(own, wrong), 'mirrored');
    project.write('wrong.po', translated.replace(wrong, own));
    const said = await project.says(importLanguage, 'wrong.po');
    expect(said).toMatch(message);
    expect(said).toMatch(/wrong\.po:\d\d+:1: /);
    expect(project.has(kept)).toBe(false);
  });

  it('refuses a file that says nothing, or names no translator', async () => {
    expect(await project.says(importLanguage, 'ar-XB.po')).toMatch(/Added ar-XB/);
    project.delete(kept);
    project.write('wrong.po', exported);
    expect(await project.says(importLanguage, 'wrong.po')).toContain('names no translator');
    project.write('wrong.po', exported.replace('FULL NAME', 'A Name'));
    expect(await project.says(importLanguage, 'wrong.po')).toMatch(
      /:1: Not translated.+1,\d+ texts/
    );
  });

  it('is a draft until two people, neither of them the translator, have read it', async () => {
    expect(await project.run(importLanguage, 'ar-XB.po')).toMatchObject({ exit: 0 });
    expect(opened().chapters).not.toHaveProperty('ar-XB');
    expect(opened('ar-XB').chapters).toHaveProperty('ar-XB');
    expect(await accepted('test translator')).toContain('translated these texts');
    for (const name of ['One Reader', 'one reader'])
      expect(await accepted(name)).toContain('Two people have not accepted');
    expect(opened().chapters).not.toHaveProperty('ar-XB');
    vi.stubEnv('TERHUBUNG_DRAFT', 'ar-XB');
    expect(await project.says(publish, 'place')).toContain('publish without TERHUBUNG_DRAFT.');
    vi.unstubAllEnvs();
    expect(await accepted('Another Reader')).toContain('the next build has it');
    expect(opened().chapters).toHaveProperty('ar-XB');
    expect(await project.says(undo)).toContain('the acceptance of ar-XB by Another Reader');
    expect(opened().chapters).not.toHaveProperty('ar-XB');
    expect(await accepted('Another Reader')).toContain('the next build has it');
    // Other English words are a draft again.
    project.edit(kept, (po) => po.replace(/msgid "(?=A)/, 'msgid "Now '));
    expect(opened().chapters).not.toHaveProperty('ar-XB');
  });
});
