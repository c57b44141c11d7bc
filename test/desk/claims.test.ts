import { describe, expect, it } from 'vitest';
import {
  claims,
  tryFormula,
  type ListedClaim,
  type TriedFormula
} from '../../src/desk/edition/claims.ts';
import { languages } from '../../src/locale/languages.ts';
import { committedProject } from '../committed-project.ts';
import { openCommitted } from '../open-committed.ts';
import { lockedProject } from './locked-project.ts';
import { emptyProject, type SmallProject } from './memory-project.ts';

const story = await openCommitted();

/** The committed story, in memory. */
function committed(): SmallProject {
  const project = emptyProject();
  for (const [path, bytes] of committedProject) project.write(path, bytes);
  return project;
}
const run = <Report>(...argv: string[]) => committed().run<Report>(claims, ...argv);

describe('claims', () => {
  it('lists every claim as locked, and each place of each language where it is said', async () => {
    const { exit, report } = await run<{ claims: ListedClaim[] }>();
    const listed = report.claims;
    expect(exit).toBe(0);
    expect(listed.map(({ id, printed }) => [id, printed]).sort()).toEqual(
      Object.entries(story.lock.claims)
        .map(([id, locked]) => [
          id,
          Object.fromEntries(languages.map((language) => [language, locked[language]]))
        ])
        .sort()
    );
    const uses = languages.flatMap((language) =>
      story.read[language].flatMap(({ chapter }) => chapter.claims)
    );
    expect(listed.reduce((sum, { said }) => sum + said.length, 0)).toBe(uses.length);
  });

  it('names what a release does not have and what it makes untrue', async () => {
    const { exit, report } = await run<{ claims: ListedClaim[] }>(
      '--pin',
      'internet-use=wb-internet-users/2018-08-28'
    );
    expect(exit).toBe(1);
    expect(report.claims.find(({ id }) => id === 'world-2018')).toMatchObject({
      value: null,
      holds: false
    });
    expect(report.claims.some(({ value, holds }) => value !== null && !holds)).toBe(true);
  });

  it('refuses an unknown claim', async () => {
    const small = await lockedProject();
    expect(await small.run(claims, 'world-1066')).toMatchObject({
      exit: 2,
      refused: 'unknown-claim'
    });
  });

  it('prints', async () => {
    const small = await lockedProject();
    const older = ['--pin', 'internet-use=wb-internet-users/2018-08-28'];
    const said = [
      await small.says(claims, 'nca-2018', 'idn-2018'),
      await small.says(claims, 'idn-2023', 'world-2018', ...older),
      (await small.says(claims, 'world-1066')).replace(/, ukresp.*\./, ', ….'),
      await small.says(tryFormula, 'share(WLD, 2018) - $idn-2018'),
      await small.says(tryFormula, '$world-2018 between 0 to 100'),
      await small.says(tryFormula, 'share(IDN, 1066)'),
      await small.says(tryFormula)
    ];
    expect(said.join('\n\n')).toMatchSnapshot();
  });
});

describe('claims try', () => {
  it('answers, and says what the answer is made of', async () => {
    const { exit, report } = await committed().run<TriedFormula>(
      tryFormula,
      'share(WLD, 2018) - $idn-2018'
    );
    const { answer, made } = report;
    const { source, release } = story.lock.pins['internet-use'];
    const pin = `${source}/${release}`;
    expect(exit).toBe(0);
    expect(made.map(({ call, from }) => [call, from])).toEqual([
      ['share(WLD, 2018)', [pin]],
      ['$idn-2018', [pin]]
    ]);
    expect(answer).toBe((made[0]!.answer as number) - (made[1]!.answer as number));
    const small = await lockedProject();
    const tried = await small.run<TriedFormula>(tryFormula, '$world-2018 between 0 to 100');
    expect(tried.report.answer).toBe(true);
  });

  it.each([
    ['an unknown word', 'shar(IDN, 2024)', 2, 'formula'],
    ['a country that the report named', 'share(KEN, 2024)', 2, 'formula'],
    ['a year that the release does not have', 'share(IDN, 1066)', 1, undefined],
    ['half a formula', 'share(IDN', 2, 'formula']
  ])('refuses %s', async (_, formula, exit, refused) => {
    const small = await lockedProject();
    expect(await small.run(tryFormula, formula)).toMatchObject({ exit, refused });
    expect(small.complained()).not.toBe('');
  });

  it('takes one formula', async () => {
    const small = await lockedProject();
    expect(await small.run(tryFormula)).toMatchObject({ exit: 2, refused: 'usage' });
  });
});
