import { csvFormatRows } from 'd3';
import { join, relative, resolve } from 'node:path';
import { languages } from '../../locale/languages.ts';
import { factCheckColumns, factCheckRows, releasesRead } from '../../site/story/fact-check.ts';
import { openStory } from '../../site/story/open-story.ts';
import { storyFiles } from '../../site/story/story-files.ts';
import { command, nothingWritten, flag, word } from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';
import { recordsByName } from '../edition/kept-by-name.ts';
import { writeFolder } from '../files/write-whole.ts';

/** What `fact-check --json` prints. */
export interface FactCheckReport {
  /** As given on the command line. */
  folder: string;
  /** Sentences, and those of them without a figure, in each file. */
  files: { name: string; sentences: number; withoutFigure: number }[];
}

/**
 * `fact-check` writes every sentence beside what bears it into a new folder, whole or not at all.
 * @returns 0, or 2 when refused.
 */
export const factCheck = command(
  'fact-check',
  { out: word, json: flag },
  nothingWritten,
  async ({ values, positionals, usage }, desk) => {
    if (positionals.length > 0)
      throw new Refusal(`found “${positionals.join(' ')}”, expected no more than --out: ${usage}`);
    if (values.out === undefined || values.out === '')
      throw new Refusal(`found no --out, expected a new folder for the sheets: ${usage}`);
    const story = await openStory(desk.root);
    const records = await recordsByName(storyFiles(desk.root), releasesRead(story));
    const figure = factCheckColumns.indexOf('row or release');
    const sheets = languages.map((language) => {
      const rows = factCheckRows(story, language, records);
      const sentences = story.read[language].reduce(
        (sum, { chapter }) => sum + chapter.sentences.length,
        0
      );
      const withoutFigure = rows.filter((row) => row[figure] === '').length;
      return {
        name: `fact-check.${language}.csv`,
        // Without the mark a spreadsheet on Windows takes the file for another alphabet.
        text: `\ufeff${csvFormatRows([[...factCheckColumns], ...rows])}\n`,
        sentences,
        withoutFigure
      };
    });
    const folder = resolve(desk.from ?? desk.root, values.out);
    await writeFolder(folder, sheets, 'Name a new folder for --out.');
    const report: FactCheckReport = {
      folder: values.out,
      files: sheets.map(({ name, sentences, withoutFigure }) => ({
        name,
        sentences,
        withoutFigure
      }))
    };
    return {
      report,
      print({ out }) {
        for (const { name, sentences, withoutFigure } of report.files)
          out(
            `Wrote ${relative(desk.from ?? desk.root, join(folder, name))}: ${sentences} sentences, ${withoutFigure} without a figure.`
          );
        out('What bears a sentence without a figure a person must say.');
      }
    };
  }
);
