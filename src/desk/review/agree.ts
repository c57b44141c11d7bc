import { dayOf } from '../../sources/cells/calendar.ts';
import {
  agreementFile,
  translatedParts,
  isInEveryLanguage,
  readAgreement,
  writeAgreement,
  type Agreement
} from '../../copy/agreement.ts';
import { byLanguage, languages } from '../../locale/languages.ts';
import { textIfThere } from '../../site/story/project-text.ts';
import { copyTexts } from './release-check.ts';
import { command, flag, nothingWritten, word } from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';

/** The report of `agree --json`: parts by their ids. */
export interface AgreeReport {
  read: string[];
  gone: string[];
  parts: number;
}

/** `agree` records that a person read parts of the copy side by side in every language. */
export const agree = command(
  'agree',
  { by: word, json: flag },
  nothingWritten,
  async ({ values, positionals: asked, usage }, desk) => {
    const by = values.by?.trim();
    if (!by)
      throw new Refusal(
        'usage',
        'agree needs the name of who read the texts side by side.',
        `Give it with --by: \`${usage}\`.`
      );
    const files = await projectOf(desk).read();
    const parts = translatedParts(copyTexts(files));
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
      throw new Refusal(
        'unknown-part',
        `The copy has no part “${unknown}”.`,
        `Name one of ${known.join(', ')}.`
      );
    }
    const alone = parts.find((part) => chosen(part.id) && !isInEveryLanguage(part));
    if (alone) {
      const has = languages.filter((language) => alone.texts[language]);
      throw new Refusal(
        'untranslated',
        `“${alone.id}” is written in ${has.join(', ')} only.`,
        'Write it in every language, or take it out.'
      );
    }
    const text = textIfThere(files, agreementFile);
    const before: Agreement = text === undefined ? {} : readAgreement(text);
    const on = dayOf(desk.now());
    const after: Agreement = {};
    const fresh: string[] = [];
    for (const part of parts.filter(isInEveryLanguage)) {
      const was = before[part.id];
      const texts = byLanguage((language) => part.texts[language].sha256);
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
    const isSame = fresh.length === 0 && gone.length === 0;
    const total = Object.keys(after).length;
    return {
      writes: isSame ? [] : [{ file: agreementFile, text: writeAgreement(after) }],
      report: { read: fresh, gone, parts: total } satisfies AgreeReport,
      print({ out }) {
        if (isSame) return out(`${agreementFile} is up to date: ${total} parts.`);
        for (const id of fresh) out(`${id}: read by ${by}`);
        for (const id of gone) out(`${id}: no longer in the copy`);
        out(`Wrote ${agreementFile}: ${total} parts.`);
      }
    };
  }
);
