import { join } from 'node:path';
import { dayOf } from '../../sources/cells/calendar.ts';
import {
  agreementFile,
  counterparts,
  isWhole,
  readAgreement,
  writeAgreement,
  type Agreement
} from '../../copy/agreement.ts';
import { byLanguage, languages } from '../../locale/languages.ts';
import { storyFiles, textIfThere } from '../../site/story/story-files.ts';
import { copyTexts } from './release-check.ts';
import { command, nothingWritten, word } from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';
import { writeWhole } from '../files/write-whole.ts';

/**
 * `agree` records that a person read parts of the copy side by side in every language.
 * @returns 0, or 2 when refused and nothing is written.
 */
export const agree = command(
  'agree',
  { by: word },
  nothingWritten,
  async ({ values, positionals: asked, usage }, desk) => {
    const by = values.by?.trim();
    if (!by)
      throw new Refusal(
        `found no --by, expected the name of who read the texts side by side: ${usage}`
      );
    const files = storyFiles(desk.root);
    const parts = counterparts(await copyTexts(files));
    const chosen = (id: string) =>
      asked.length === 0 || asked.some((one) => id === one || id.startsWith(`${one}/`));
    const unknown = asked.find(
      (one) => !parts.some(({ id }) => id === one || id.startsWith(`${one}/`))
    );
    if (unknown !== undefined) {
      const [scene = ''] = unknown.split('/');
      const within = parts.filter(({ id }) => id.startsWith(`${scene}/`)).map(({ id }) => id);
      const known =
        within.length > 0 ? within : [...new Set(parts.flatMap(({ id }) => id.split('/', 1)))];
      throw new Refusal(`found "${unknown}", expected one of ${known.join(', ')}`);
    }
    const alone = parts.find((part) => chosen(part.id) && !isWhole(part));
    if (alone) {
      const has = languages.filter((language) => alone.halves[language]);
      throw new Refusal(
        `found “${alone.id}” in ${has.join(', ')} only, expected it in every language: write it, or take it out`
      );
    }
    const text = await textIfThere(files, agreementFile);
    const before: Agreement = text === undefined ? {} : readAgreement(text);
    const on = dayOf(desk.now());
    const after: Agreement = {};
    const fresh: string[] = [];
    for (const part of parts.filter(isWhole)) {
      const was = before[part.id];
      const texts = byLanguage((language) => part.halves[language].sha256);
      if (
        was &&
        (!chosen(part.id) || languages.every((language) => was[language] === texts[language]))
      )
        after[part.id] = was;
      else if (chosen(part.id)) {
        after[part.id] = { by, on, ...texts };
        fresh.push(part.id);
      }
    }
    const gone = Object.keys(before).filter((id) => !(id in after));
    if (fresh.length === 0 && gone.length === 0) {
      return {
        print: ({ out }) =>
          out(`${agreementFile} is up to date: ${Object.keys(after).length} parts.`)
      };
    }
    await writeWhole(join(desk.root, agreementFile), writeAgreement(after));
    return {
      print({ out }) {
        for (const id of fresh) out(`${id}: read by ${by}`);
        for (const id of gone) out(`${id}: no longer in the copy`);
        out(`Wrote ${agreementFile}: ${Object.keys(after).length} parts.`);
      }
    };
  }
);
