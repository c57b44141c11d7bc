import { describe, expect, it } from 'vitest';
import { claims, type ListedClaim, type TriedFormula } from '../../src/desk/edition/claims.ts';
import { languages } from '../../src/locale/languages.ts';
import { openCommitted } from '../open-committed.ts';
import { lockedProject } from './locked-project.ts';
import { recordingDesk, type RecordingDesk } from './recording-desk.ts';

const story = await openCommitted();

const runOn = async (desk: RecordingDesk, argv: readonly string[]) => ({
  code: await claims([...argv], desk),
  out: desk.printed.join('\n'),
  err: desk.complained.join('\n')
});
const run = (...argv: string[]) => runOn(recordingDesk('.'), argv);
/** On the small story, which opens ten times as fast. */
async function runOnSmall(...argv: string[]) {
  const project = await lockedProject();
  return runOn(project.desk, argv).finally(() => project.remove());
}

describe('claims', () => {
  it('lists every claim as locked, and each place of each language where it is said', async () => {
    const { code, out } = await run('--json');
    const listed = (JSON.parse(out) as { claims: ListedClaim[] }).claims;
    expect(code).toBe(0);
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

  it('says in plain words what one prints, what it is, what it promises and where it stands', async () => {
    const { out } = await run('nca-2018');
    for (const language of languages)
      expect(out).toContain(`${story.lock.claims['nca-2018']?.[language]} (${language})`);
    expect(out).toMatch(
      /promises .*small squares.*: true\n {2}said {6}data\/copy\/id\/demand\.md:\d+\n/
    );
  });

  it('names what a release does not have and what it makes untrue', async () => {
    const { code, out } = await run('--pin', 'internet-use=wb-internet-users/2018-08-28');
    expect(code).toBe(1);
    expect(out).toMatch(
      /world-2018: no value\n.*\n.*not known: wb-internet-users\/2018-08-28 has no value for WLD in 2018/
    );
    expect(out).toContain('NOT TRUE');
  });

  it('refuses a claim that is none, with those that are', async () => {
    const { code, err } = await runOnSmall('world-1066');
    expect(code).toBe(2);
    expect(err).toMatch(/"world-1066", expected one of data\/story\/claims\.csv: .*world-2018/);
  });
});

describe('claims try', () => {
  it('answers, and says what the answer is made of', async () => {
    const { code, out } = await run('try', 'share(WLD, 2018) - $idn-2018', '--json');
    const { answer, made } = JSON.parse(out) as TriedFormula;
    const pin = `${story.lock.pins['internet-use'].source}/${story.lock.pins['internet-use'].release}`;
    expect(code).toBe(0);
    expect(made.map(({ call, from }) => [call, from])).toEqual([
      ['share(WLD, 2018)', [pin]],
      ['$idn-2018', [pin]]
    ]);
    expect(answer).toBe((made[0]!.answer as number) - (made[1]!.answer as number));
    expect((await run('try', '$world-2018 between 0 to 100')).out.split('\n')[0]).toBe('true');
  });

  it.each([
    ['a word that is none', 'shar(IDN, 2024)', 2, /“shar”.*\n {2}shar\(IDN, 2024\)\n {2}\^$/],
    ['a country that the report named', 'share(KEN, 2024)', 2, /“KEN”.*\n.*\n +\^$/],
    ['a year that the release does not have', 'share(IDN, 1066)', 1, /no value for IDN in 1066/],
    ['half a formula', 'share(IDN', 2, /share\(IDN\n {11}\^$/]
  ])('refuses %s', async (_, formula, code, message) => {
    const found = await runOnSmall('try', formula);
    expect({ code: found.code, out: found.out }).toEqual({ code, out: '' });
    expect(found.err).toMatch(message);
  });

  it('wants one formula', async () => {
    expect(await run('try')).toMatchObject({
      code: 2,
      err: expect.stringContaining('one between quotation marks')
    });
  });
});
