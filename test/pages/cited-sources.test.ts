import { expect, it } from 'vitest';
import { factTitle, verificationPhrase } from '../../src/charts/phrases/ledger-phrases.ts';
import { languages } from '../../src/locale/languages.ts';
import { citedEstimates, citedFacts } from '../../src/pages/side/cited-sources.ts';
import { citeEstimate } from '../../src/story/ledgers/estimate.ts';
import { openCommitted } from '../open-committed.ts';

const { data, words, chapters, computed } = await openCommitted();

it.each(languages)('%s: lists the ledger rows behind every number in the text', (language) => {
  const rows = new Set(
    chapters[language]
      .flatMap(({ claims }) => claims)
      .flatMap(({ id }) => computed.get(id)?.claim.source ?? [])
  );
  const listed = [
    ...citedEstimates(data, words[language]),
    ...citedFacts(data, words[language])
  ].map(({ publisher, title }) => [publisher, title].join(': ').toLowerCase());
  const wanted = [...rows].flatMap((id) => {
    const [estimate, fact] = [data.estimates[id], data.protection[id]];
    const cited = estimate && citeEstimate(estimate)[0]!;
    return [
      ...(cited?.title ? [cited.title] : []),
      ...(fact ? [factTitle(fact, words[language]).text] : [])
    ];
  });
  expect(wanted.length).toBeGreaterThan(10);
  expect(
    wanted.filter((title) => !listed.some((one) => one.includes(String(title).toLowerCase())))
  ).toEqual([]);
});

it.each(languages)(
  '%s: says how each source was seen, and prints no ledger text as a date',
  (language) => {
    const undated = {
      ...data.protection,
      'icmec-2018': { ...data.protection['icmec-2018']!, date: 'undated page' }
    };
    const estimates = citedEstimates(data, words[language]);
    const seenOf = (id: string) => {
      const [cited] = citeEstimate(data.estimates[id] ?? data.statements[id]!);
      return estimates.find(({ title }) => title === cited!.title)?.seen;
    };
    expect(seenOf('europol-2015')).toBe('');
    expect(seenOf('csac-girls')).toBe(verificationPhrase('primary_mirror', words[language]));
    for (const { date } of citedFacts({ ...data, protection: undated }, words[language]))
      expect(date).toMatch(/^$|\d{4}$/);
  }
);

it.each(languages)('%s: marks the language of each publisher (A19)', (language) => {
  const named = citedFacts(data, words[language]).map(({ publisher, publisherIn }) => [
    publisher,
    publisherIn
  ]);
  expect(named).toContainEqual(['Lintas Barometer; Innews (citing the State Secretariat)', 'en']);
  expect(named).toContainEqual(['RRI; Kontan; IDX Channel; Media Indonesia', language]);
  const press = words[language].labels['fact.publisher.press']?.toLowerCase();
  expect(named.find(([publisher]) => publisher?.toLowerCase() === press)?.[1]).toBe(language);
});

it('refuses a row of the text that no ledger has', () => {
  const { 'ohchr-2022': _, ...statements } = data.statements;
  expect(() => citedEstimates({ ...data, statements }, words.en)).toThrow('“ohchr-2022”');
});
