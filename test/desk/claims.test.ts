import { describe, expect, it } from 'vitest';
import { claims, type ListedClaim } from '../../src/desk/edition/claims.ts';
import { proofOfClaims, type ProofReport } from '../../src/desk/edition/claims-prove.ts';
import { languages } from '../../src/locale/languages.ts';
import { committedProject, openCommitted } from '../open-committed.ts';
import { lockedProject } from './locked-project.ts';
import { emptyProject, type SmallProject } from './memory-project.ts';

const story = await openCommitted();

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

  it('proves that false data breaks every promise, and names one that nothing breaks', async () => {
    const project = committed();
    project.edit('data/story/claims.csv', (text) =>
      text.replace('about half,value between 45 to 53', 'some,value between 1 to 99')
    );
    const { exit, report } = await project.run<ProofReport>(proofOfClaims);
    expect([exit, report.unbroken]).toEqual([1, ['world-2018']]);
    expect(report.caught).toBeGreaterThanOrEqual(90);
    const outcomes = report.trials.filter(({ claim }) => claim === 'idn-now');
    expect(outcomes).toContainEqual({
      ...{ claim: 'idn-now', how: 'year' },
      ...{ outcome: 'promise', breaks: true }
    });
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
      (await small.says(claims, 'world-1066')).replace(/, ukresp.*\./, ', ….')
    ];
    expect(said.join('\n\n')).toMatchSnapshot();
  });
});
