import { csvFormatRow } from 'd3';
import { readWording, type Wording } from '#copy/rules/copy-rules.ts';
import { fractionsIn, isSaidOf } from '#copy/rules/figures/facets.ts';
import { spansOf } from '#copy/rules/phrase.ts';
import { byLanguage, ownLanguages, type Language } from '#locale/languages.ts';
import { say, spoken } from '#locale/say.ts';
import { capitalize } from '#locale/sentence.ts';
import type { OpenedStory } from '#site/story/open-story.ts';
import { readText } from '#site/story/project-text.ts';
import { writtenRow, type WrittenText } from '#site/story/written-text.ts';
import { formulaWords } from '#story/claims/promise-words.ts';
import { claimsFile, keepsEarlier, readClaims } from '#story/claims/read-claims.ts';
import { isComparison, tokensOf } from '#story/claims/tokens.ts';
import { refuse } from '../cli/desk-io.ts';
import { speakLanguage } from '../words/choose-language.ts';
import { claimCells } from './mend.ts';

type Limit = 'over' | 'nearly' | 'about' | 'under';

/** A share in words of every language, and the condition that is no wider than they are. */
interface Phrase {
  name: string;
  percent: number;
  limit: Limit;
  said: Record<Language, string>;
  holds: string;
}

type Judge = (condition: string) => boolean | undefined;

function outerTokens(formula: string) {
  let depth = 0;
  return tokensOf(formula).filter(({ text }) => {
    depth += text === '(' ? 1 : text === ')' ? -1 : 0;
    return depth === 0;
  });
}

/** The conditions that `and` joins; none where `or` joins some. */
function conditionsOf(holds: string) {
  const tokens = outerTokens(holds);
  if (tokens.some(({ text }) => text === 'or')) return [];
  const ends = tokens.filter(({ text, kind }) => text === 'and' || kind === 'end');
  return ends.map(({ at }, one) => holds.slice(one > 0 ? ends[one - 1]!.at + 3 : 0, at).trim());
}

/** What the figures say in place of a comparison that is no longer true. */
function turned(condition: string, keeps: Judge) {
  const tokens = outerTokens(condition);
  const sign = tokens.find(({ text }) => isComparison(text) || text === 'between');
  const to = tokens.find(({ text }) => text === 'to');
  const left = condition.slice(0, sign?.at).trim();
  const right = condition.slice((sign?.at ?? 0) + (sign?.text.length ?? 0), to?.at).trim();
  const last = to ? condition.slice(to.at + 2).trim() : right;
  return [`${left} < ${right}`, `${left} > ${last}`, `${left} = ${right}`].find(keeps);
}

const isOwn = (condition: string) => /^value (?:\S+|between [\d.]+ to) [\d.]+$/.test(condition);

/** In points. The rules allow more to “about” and “almost”. */
const [around, below] = [3, 5];

/** The nearest phrase of each limit, and “more than half”. */
function phrasesFor(value: number, wording: Record<Language, Wording>, keeps: Judge) {
  const conditions = (percent: number): Record<Limit, string> => ({
    over: `value > ${percent}`,
    nearly: `value >= ${percent - below} and value < ${percent}`,
    about: `value between ${percent - around} to ${percent + around}`,
    under: `value < ${percent}`
  });
  const wordsOf = (limit: Limit, { parts, bounds }: Wording) =>
    (limit === 'under' ? parts?.under : bounds[limit].before)?.[0];
  return Object.keys(wording.en.parts?.said ?? {})
    .filter((share) => Number(share) >= 10 && wording.id.parts?.said[share])
    .flatMap((share): Phrase[] => {
      const percent = Number(share);
      return (Object.entries(conditions(percent)) as [Limit, string][]).map(([limit, holds]) => ({
        ...{ name: `${limit} ${share}`, limit, percent, holds },
        said: byLanguage(
          (it) => `${wordsOf(limit, wording[it])} ${wording[it].parts?.said[share]?.[0]}`,
          ownLanguages
        )
      }));
    })
    .filter(({ holds }) => keeps(holds))
    .sort((one, other) => Math.abs(one.percent - value) - Math.abs(other.percent - value))
    .filter(
      ({ limit, name }, at, all) =>
        name === 'over 50' || all.findIndex((one) => one.limit === limit) === at
    );
}

export type ReadyPromise = NonNullable<ReturnType<typeof readyPromise>>;

/**
 * Returns a promise that a claim keeps now, for one that breaks its own: each condition as the
 * figures decide it. How great a share is depends on the words: `phrases`. Undefined where a
 * condition cannot be decided by itself.
 */
export function readyPromise(story: OpenedStory, id: string) {
  const { parts, edition, files } = story;
  const now = story.computed.get(id);
  const cells = claimCells(files, id);
  if (!cells || !now?.ok || now.holds) return undefined;
  const ledgers = { estimates: parts.ledger.estimates, protection: parts.protection };
  const judgeIn = (year: string): Judge => {
    const row = writtenRow(files, claimsFile, id)!;
    const claims = readClaims(row.with(csvFormatRow(Object.values({ ...cells, year }))), ledgers);
    return (one) => keepsEarlier(one, claims.get(id)!, { claims, edition, ...ledgers });
  };
  const conditions = conditionsOf(cells['holds']!);
  const asWritten = judgeIn(cells['year']!);
  const ofYear = conditions.find((one) => one.startsWith('year = ') && asWritten(one) === false);
  const year = ofYear?.slice('year = '.length) ?? cells['year']!;
  const keeps = judgeIn(year);
  const rest = conditions.filter((one) => one !== ofYear);
  const failed = rest.filter((one) => !keeps(one));
  const isMoved = failed.some(isOwn);
  const holds = rest
    .filter((one) => !isMoved || !isOwn(one))
    .map((one) => (keeps(one) ? one : keeps(one) === false ? turned(one, keeps) : undefined));
  const wording = byLanguage((language) => {
    const file = `data/copy/${language}/wording.json`;
    return readWording(readText(files, file), file);
  }, ownLanguages);
  const phrases =
    isMoved && now.claim.unit === 'percent' ? phrasesFor(now.value, wording, keeps) : [];
  if (conditions.length === 0 || holds.includes(undefined) || (isMoved && phrases.length === 0))
    return undefined;
  const sharesIn = (text: string, language: Language) =>
    fractionsIn(text, { wording: wording[language] });
  return {
    ...{ year, phrases, failed: ofYear ? [...failed, ofYear] : failed, holds: holds as string[] },
    sharesIn,
    /** Words of the promise before: greater than, or less than another figure. */
    oldWords: (text: string, language: Language) =>
      failed
        .filter((one) => one.startsWith('value ') && !isOwn(one))
        .flatMap((one) => {
          const { more = [], fewer = [] } = wording[language].quantities?.said ?? {};
          const [was, instead] = one.startsWith('value >') ? [more, fewer] : [fewer, more];
          return spansOf(was, text).map(({ start, end }) => ({
            ...{ found: text.slice(start, end), instead }
          }));
        }),
    /** Shares in words that were true of the locked figure, and are not of that of now. */
    oldShares: (text: string, language: Language) => {
      const was = story.locked?.claims[id]?.value ?? now.value;
      return sharesIn(text, language).filter(
        (one) => isMoved && isSaidOf(one, was) && !isSaidOf(one, now.value)
      );
    }
  };
}

export const readyHolds = ({ holds }: ReadyPromise, phrase: Phrase | undefined) =>
  [...(phrase ? [phrase.holds] : []), ...holds].join(' and ');

/** Promises are written in the language of the ledgers. */
function inEnglish({ holds }: ReadyPromise, phrase: Phrase | undefined) {
  const language = spoken();
  speakLanguage('en');
  const words = holds.map((one) =>
    formulaWords(one).replace(/the share online of (.+?) in its year/g, '$1')
  );
  speakLanguage(language);
  // “More” would stand for “overtook” in a heading.
  return [...(phrase ? [phrase.said.en.replace('more than', 'over')] : []), ...words].join(
    ', and '
  );
}

/**
 * Returns the cells of a ready promise, and the words with its phrase in place of the old one.
 * @throws Refusal when the words do not say what is promised, or still say what no longer is.
 */
export function takeReady(
  story: OpenedStory,
  id: string,
  name: string,
  texts: readonly (Pick<WrittenText, 'languages' | 'written'> & { words: string })[]
) {
  const ready = readyPromise(story, id);
  const phrase = ready?.phrases.find((one) => one.name === name);
  if (!ready || (ready.phrases.length > 0 && !phrase))
    refuse(
      'no-promise',
      say`This promise of “${id}” is no longer offered.`,
      say`Open the text again.`
    );
  const words = texts.map(({ words, written, languages: [language] }) => {
    if (!language) return words;
    const [share, ...more] = phrase ? ready.oldShares(words, language) : [];
    const said = phrase?.said[language] ?? '';
    const start = share ? share.end - share.phrase.length : 0;
    const isCapital = /^\p{Lu}/u.test(share?.phrase ?? '');
    const text =
      share && more.length === 0
        ? `${words.slice(0, start)}${isCapital ? capitalize(said) : said}${words.slice(share.end)}`
        : words;
    const known = new Set(ready.oldWords(written, language).map(({ found }) => found));
    const [old] = [
      ...ready.oldShares(text, language).map((one) => one.phrase),
      ...ready.oldWords(text, language).flatMap(({ found }) => (known.has(found) ? [found] : []))
    ];
    if (old !== undefined)
      refuse(
        'still-said',
        say`The words still say “${old}”.`,
        say`Rewrite it, or write the promise yourself.`
      );
    const says = ready
      .sharesIn(text, language)
      .some(({ percent, limit }) => percent === phrase?.percent && limit === phrase.limit);
    if (phrase && !says)
      refuse(
        'not-said',
        say`The words do not say “${said}”.`,
        say`Write it beside the figure, or choose another promise.`
      );
    return text;
  });
  const holds = readyHolds(ready, phrase);
  return { words, cells: { promise: inEnglish(ready, phrase), holds, year: ready.year } };
}
