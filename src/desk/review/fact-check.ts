import { csvFormat } from 'd3';
import { join, relative, resolve } from 'node:path';
import { languages } from '../../locale/languages.ts';
import { factCheckColumns, factCheckRows, releasesRead } from '../../site/story/fact-check.ts';
import { openStory } from '../../site/story/open-story.ts';
import { command, nothingWritten, wrongUsage } from '../cli/command.ts';
import { recordsByName } from '../edition/kept-by-name.ts';
import { projectOf } from '../files/disk-project.ts';

/** `fact-check` writes every sentence beside its sources into a new folder. */
export const factCheck = command('fact-check', nothingWritten, async ({ values, usage }, desk) => {
  const { out } = values;
  if (!out) throw wrongUsage('--out is missing.', usage);
  const files = await projectOf(desk).read();
  const story = openStory(files);
  const records = recordsByName(files, releasesRead(story));
  const sheets = languages.map((language) => {
    const rows = factCheckRows(story, language, records);
    const sentences = story.read[language].reduce(
      (sum, { chapter }) => sum + chapter.sentences.length,
      0
    );
    const withoutFigure = rows.filter((row) => !row['row or release']).length;
    return {
      name: `fact-check.${language}.csv`,
      // Excel on Windows needs the byte order mark to read UTF-8.
      text: `\ufeff${csvFormat(rows, factCheckColumns)}\n`,
      sentences,
      withoutFigure
    };
  });
  const folder = resolve(desk.from ?? desk.root, out);
  return {
    writes: [{ newFolder: folder, files: sheets }],
    report: { folder: out, files: sheets.map(({ text: _text, ...file }) => file) },
    print(io) {
      for (const { name, sentences, withoutFigure } of sheets)
        io.out(
          `Wrote ${relative(desk.from ?? desk.root, join(folder, name))}: ${sentences} sentences, ${withoutFigure} without a figure.`
        );
      io.out('A person must name the source of each sentence without a figure.');
    }
  };
});
