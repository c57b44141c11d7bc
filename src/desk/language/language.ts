import { resolve } from 'node:path';
import { readWording } from '#copy/rules/copy-rules.ts';
import { ownLanguages } from '#locale/languages.ts';
import { counted, number, say } from '#locale/say.ts';
import {
  codeOfText,
  draftVariable,
  isOnePerson,
  languageFile,
  readersFile,
  readLanguage
} from '#site/languages/added-languages.ts';
import { readPo, writePo } from '#site/languages/po.ts';
import { copyFolder, notesFor, slotsOf, templatesOf } from '#site/languages/templates.ts';
import { openStory } from '#site/story/open-story.ts';
import { readText, textOf } from '#site/story/project-text.ts';
import { makeProblem, refuseAny, StoryRefused, type Problem } from '#story/problem.ts';
import { withFiles, type ProjectFiles } from '#vintages/project-files.ts';
import { command, wrongUsage } from '../cli/command.ts';
import { commandLine, Refusal, withVariable, type Desk } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import type { TrySite } from '../output/prerender.ts';

const refused = (wrong: string, fix: string) => new Refusal('language', wrong, fix);

/** @throws Refusal for what is no tag of BCP 47, or an own language. */
function checkTag(tag: string) {
  const isOwn = ownLanguages.some((own) => own === tag);
  if (!isOwn && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)) return tag;
  throw refused(
    isOwn ? say`The story has “${tag}” already.` : say`“${tag}” is not the tag of a language.`,
    say`Write it as in ms or fil (https://www.rfc-editor.org/info/bcp47).`
  );
}

const keptOf = (files: ProjectFiles, tag: string) =>
  files.has(languageFile(tag)) ? readLanguage(files, tag) : undefined;

export const exportLanguage = command('language export', async ({ words: [asked = ''] }, desk) => {
  const tag = checkTag(asked);
  const files = await projectOf(desk).read();
  const rules = `${copyFolder('en')}/wording.json`;
  const wording = readWording(readText(files, rules), rules);
  const { po, slots } = keptOf(files, tag) ?? {
    po: readPo('', tag),
    slots: slotsOf(templatesOf(files, tag))
  };
  const { entries, header } = po;
  // A text that only moved keeps its translation.
  const byText = new Map([...entries.values()].map(({ text, said }) => [text, said]));
  const texts = slots.map((slot) => {
    const { key, text } = slot;
    const entry = entries.get(key);
    const said = (entry?.text === text ? entry.said : byText.get(text)) ?? '';
    return { key, text, notes: notesFor(slot, wording), said };
  });
  const fields = new Map([
    ['Project-Id-Version', 'terhubung'],
    ['Language', tag],
    ['Last-Translator', 'FULL NAME <EMAIL@ADDRESS>'],
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=UTF-8'],
    ['Content-Transfer-Encoding', '8bit'],
    ...header
  ]);
  const file = resolve(desk.from ?? desk.root, `${tag}.po`);
  const left = texts.filter(({ said }) => said === '').length;
  return {
    writes: [{ file, text: writePo(fields, texts) }],
    report: { file, texts: texts.length, left },
    print: ({ out }) =>
      out(say`Wrote ${file}: ${counted(texts.length, 'text')}, ${number(left)} to translate.`)
  };
});

async function readGiven(file: string, desk: Desk) {
  const bytes = await projectOf(desk).readFile(resolve(desk.from ?? desk.root, file));
  if (!bytes) throw refused(say`There is no file ${file}.`, say`Correct the path.`);
  const text = textOf(file, bytes);
  const po = readPo(text, file);
  return { text, po, tag: checkTag(po.header.get('Language') ?? '') };
}

export const importLanguage = command(
  'language import',
  async ({ words: [file = ''] }, desk, trySite?: TrySite) => {
    const { text, po, tag } = await readGiven(file, desk);
    const files = await projectOf(desk).read();
    const kept = languageFile(tag);
    const given = withFiles(files, { [kept]: text });
    const faultsOf = ({ problems }: { problems: readonly Problem[] }) =>
      problems.filter(({ severity, kind }) => severity === 'error' && kind !== 'text-changed');
    try {
      const { translator, slots, left } = readLanguage(given, tag);
      if (/^$|FULL NAME|YOUR NAME/i.test(translator))
        throw refused(
          say`The header of ${file} names no translator.`,
          say`Write the name in Last-Translator: readers of a draft must know who speaks for it.`
        );
      const before = new Set(faultsOf(openStory(files, { drafts: [] })).map((one) => one.message));
      const story = openStory(given, { drafts: [tag] });
      const faults = faultsOf(story).filter(({ message }) => !before.has(message));
      // Words that are too long for a picture, or a label that nothing fills.
      if (faults.length + before.size === 0)
        faults.push(...((await trySite?.(desk.root, story)) ?? []));
      refuseAny(faults);
      // Each reader gets the notes anew.
      const texts = slots.map(({ key }) => po.entries.get(key)!);
      return {
        writes: [{ file: kept, text: writePo(po.header, texts) }],
        step: { kind: 'acceptance', of: [tag] },
        report: { tag, translator, texts: slots.length, left },
        print({ out }) {
          out(
            say`Added ${tag}, translated by ${translator}: ${counted(slots.length, 'text')}. To see it: ${withVariable(draftVariable, tag, 'npm run dev')}`
          );
          out(
            say`Readers see it once two others have read ${counted(left, 'text')}: ${commandLine('language', 'accept', file)} --by "${say`<your name>`}"`
          );
        }
      };
    } catch (error) {
      if (!(error instanceof StoryRefused)) throw error;
      throw new StoryRefused(
        error.problems.map((one) => (one.file === kept ? makeProblem({ ...one, file }) : one))
      );
    }
  }
);

export const acceptLanguage = command(
  'language accept',
  async ({ values, words: [file = ''] }, desk) => {
    const by = values.by?.trim() ?? '';
    if (by === '')
      throw wrongUsage(
        say`Your name is missing.`,
        `${commandLine('language', 'accept', file)} --by "${say`<your name>`}"`
      );
    const { po, tag } = await readGiven(file, desk);
    const files = await projectOf(desk).read();
    const kept = keptOf(files, tag);
    if (kept && isOnePerson(by, kept.translator))
      throw refused(
        say`${kept.translator} translated these texts.`,
        say`Ask two other people to read them.`
      );
    const codes = new Set([...(kept?.po.entries.values() ?? [])].map(codeOfText));
    const read = [...po.entries.values()].map(codeOfText).filter((code) => codes.has(code));
    if (!kept || read.length === 0)
      throw refused(
        say`No text of ${file} is as it was imported.`,
        say`Import it first: \`${commandLine('language', 'import', file)}\``
      );
    const { readers } = kept;
    const name = Object.keys(readers).find((one) => isOnePerson(one, by)) ?? by;
    const all = { ...readers, [name]: [...new Set([...(readers[name] ?? []), ...read])].sort() };
    const text = `${JSON.stringify(all, null, 1)}\n`;
    const { left } = readLanguage(withFiles(files, { [readersFile(tag)]: text }), tag);
    return {
      writes: [{ file: readersFile(tag), text }],
      step: { kind: 'acceptance', of: [tag], by: name },
      report: { tag, by: name, accepted: read.length, left },
      print: ({ out }) =>
        out(
          left === 0
            ? say`Two people have accepted every text of ${tag}: the next build has it.`
            : say`Recorded for ${name}. Two people have not accepted ${counted(left, 'text')} of ${tag} yet.`
        )
    };
  }
);
