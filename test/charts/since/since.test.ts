import { describe, expect, it } from 'vitest';
import { pageWidths } from '../../../src/charts/drawing/parts.ts';
import { since } from '../../../src/charts/since/figure.ts';
import {
  describeSince,
  sinceFacts,
  sinceItems,
  sinceTable
} from '../../../src/charts/since/record.ts';
import { languages } from '../../../src/locale/languages.ts';
import { namedIn2018 } from '../../../src/story/claim.ts';
import { theWarning } from '../../../src/story/data.ts';
import { storyData, storyWords } from '../story-data.ts';

const data = storyData();
const everything = sinceFacts(data, () => true);
const ids = everything.map(({ id }) => id);

const leftOut: Record<string, string> = {
  'asean-rpa': 'noted at a summit; its declaration is on it',
  'asean-rpa2': 'no source confirms its adoption',
  'uk-strategy': 'a paper; its law is on it',
  'id-sapa': 'the helpline is on it with its launch'
};

describe('sinceFacts', () => {
  it('has no country that the 2018 report named (S41)', () => {
    const names = [...namedIn2018].map((iso3) => storyWords('en').countries[iso3]);
    for (const { fact } of everything) expect(names).not.toContain(fact!.geography);
  });

  it('has entries from 2018, oldest first, and none without a confirmed date', () => {
    const at = everything.map((item) => item.at);
    expect(at).toEqual([...at].sort((one, other) => one - other));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(theWarning.year);
    for (const id of ['lanz-now', 'id-pptunas']) expect(ids).not.toContain(id);
  });

  it.each(languages)('omits only ledger rows with a reason (%s)', (language) => {
    const shown = sinceItems(data, storyWords(language)).map(({ id }) => id);
    expect(ids.filter((id) => !shown.includes(id)).sort()).toEqual(Object.keys(leftOut).sort());
  });
});

describe.each(languages)('the rail in %s', (language) => {
  const words = storyWords(language);
  const measure = (text: string) => text.length * 7;
  const drawings = [...Object.values(pageWidths), 960].map((width) => {
    const [part] = since.draw(data, words, { width, measure });
    return part && 'drawing' in part ? part.drawing.markup : '';
  });
  const table = sinceTable(data, words);

  it('names no country of the 2018 report in any form (S41)', () => {
    const said = JSON.stringify([drawings, table, describeSince(data, words)]);
    for (const iso3 of namedIn2018) expect(said).not.toContain(words.countries[iso3]!);
  });

  it('has a tick for each row of its table, and joins none', () => {
    for (const markup of drawings) {
      expect(markup.match(/class="tick"/g)).toHaveLength(table.rows.length);
      expect(markup).not.toContain('series');
    }
  });

  it('mentions nothing that is missing (S02)', () => {
    for (const { header } of table.rows)
      expect(header).not.toMatch(/\b(no|none|without|lack\w*|not|tanpa|belum|tidak)\b/i);
  });
});
