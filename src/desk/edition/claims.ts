import { byLanguage, languages } from '#locale/languages.ts';
import { openStory, type OpenedStory } from '#site/story/open-story.ts';
import { promiseWords } from '#story/claims/promise-words.ts';
import { claimsFile } from '#story/claims/read-claims.ts';
import type { ComputedClaim } from '#story/lock.ts';
import { command, type Answer } from '../cli/command.ts';
import { readPins } from '../cli/pin-options.ts';
import { refuse } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { say } from '#locale/say.ts';

export type ListedClaim = ReturnType<typeof listed>;

function listed(story: OpenedStory, now: ComputedClaim) {
  const { id, line, promise, written, source } = now.claim;
  const computed = now.ok
    ? { year: now.locked.year ?? null, value: now.value, holds: now.holds, why: now.doubt ?? null }
    : { year: null, value: null, holds: false, why: now.why };
  const said = languages.flatMap((language) =>
    story.read[language].flatMap(({ chapter, file }) =>
      chapter.claims
        .filter((use) => use.id === id)
        .map(({ line, column }) => ({ language, file, line, column }))
    )
  );
  return {
    ...{ id, line, promise, source, said, ...computed },
    printed: now.ok ? byLanguage((language) => now.locked[language]) : null,
    formula: written.value,
    promiseFormula: written.holds
  };
}

function linesOf(claim: ListedClaim, promised: string) {
  const { printed, year, holds, why, said } = claim;
  const number = printed
    ? languages.map((language) => `${printed[language]} (${language})`).join(', ')
    : say`no value`;
  const judged = holds
    ? say`true`
    : printed && why === null
      ? say`NOT TRUE`
      : say`not known: ${why}`;
  const places = said.map(({ file, line }) => `${file}:${line}`);
  return [
    `${claim.id}: ${number}${year === null ? '' : say`, of ${year}`}`,
    say`  is        ${claim.formula}`,
    say`  promises  ${promised} (${claim.promiseFormula}): ${judged}`,
    say`  said      ${places.join('\n            ') || say`nowhere`}`
  ];
}

function list(ids: readonly string[], story: OpenedStory): Answer {
  const unknown = ids.find((id) => !story.computed.has(id));
  if (unknown !== undefined)
    refuse(
      'unknown-claim',
      say`There is no claim “${unknown}”.`,
      say`Name one of ${claimsFile}: ${[...story.computed.keys()].join(', ')}.`
    );
  const asked = [...story.computed.values()].filter(
    ({ claim }) => ids.length === 0 || ids.includes(claim.id)
  );
  const claims = asked.map((now) => listed(story, now));
  return {
    exit: claims.every(({ holds }) => holds) ? 0 : 1,
    report: { claims },
    print: ({ out }) =>
      claims.forEach((claim, at) =>
        [...(at > 0 ? [''] : []), ...linesOf(claim, promiseWords(asked[at]!.claim))].forEach(out)
      )
  };
}

/** @returns 1 when a promise does not hold. */
export const claims = command('claims', async ({ values, words }, desk) => {
  const files = await projectOf(desk).read();
  return list(words, openStory(files, readPins(values, files)));
});
