import { expect, it } from 'vitest';
import { cardCaption } from '../../src/cards/card-caption.ts';
import { cardFigures } from '../../src/cards/card-figure.ts';
import { cardRecord } from '../../src/cards/card-record.ts';
import { languages } from '../../src/locale/languages.ts';
import type { SiteInputs } from '../../src/site/route.ts';
import { storyPageOf } from '../../src/site/build-pages.ts';
import { openCommitted } from '../open-committed.ts';

const story = await openCommitted();
const { data, words } = story;

it.each(languages)('the caption of a blocked frame names its population (%s)', (language) => {
  const inputs = {
    helplines: [],
    corrections: [],
    releases: [],
    newsroom: {},
    address: ''
  } as unknown as SiteInputs;
  const record = cardRecord(storyPageOf(story, inputs, language), 'unknown', [], {
    320: 900,
    480: 800,
    640: 700
  });
  const { headline } = cardFigures.unknown.record(data, words[language]);
  expect(cardCaption(record, words[language], '').title).toBe(headline);
  expect(headline).toContain(
    { id: 'anak korban kekerasan seksual di internet', en: 'children sexually abused online' }[
      language
    ]
  );
});
