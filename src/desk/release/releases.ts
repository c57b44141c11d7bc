import { difference } from 'd3';
import { allFiles } from '#site/output/release-manifest.ts';
import { pinnedEdition } from '#site/pages/pinned-file.ts';
import { command } from '../cli/command.ts';
import { commandLine, refuse, shellWord, withVariable, type Desk } from '../cli/desk-io.ts';
import { lockOfDay } from '../edition/read-edition.ts';
import { historyOf } from '../files/git-history.ts';
import { noteSeen } from '../files/undo-journal.ts';
import { announcedBy, announcedName } from './gone-corrections.ts';
import { openPlace } from './open-place.ts';
import {
  openPublished,
  releaseFaults,
  type KeptRelease,
  type Published,
  type ReleasePlace
} from './release-place.ts';
import { say, counted, few } from '#locale/say.ts';

const unmoved = () => say`Nothing was changed. Readers see the same release as before.`;

async function openSome(place: ReleasePlace) {
  const published = await openPublished(place);
  if (published.releases.length === 0)
    refuse(
      'no-releases',
      say`${place.name} has no releases.`,
      say`Check the path, or publish there first.`
    );
  return published;
}

const rollbackTo = ({ name }: ReleasePlace, release = '<release>', ...more: string[]) =>
  `\`${commandLine('rollback', name, release, ...more)}\``;

export type ReleaseReport = Awaited<ReturnType<typeof reportOf>>;

async function reportOf(
  place: ReleasePlace,
  kept: KeptRelease,
  { current, releases }: Published,
  desk: Desk
) {
  const { id, manifest, signed } = kept;
  const files = manifest ? allFiles(manifest) : [];
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    release: id,
    current: id === current,
    ...(manifest
      ? { edition: manifest.edition, published: manifest.published, files: files.length, bytes }
      : {}),
    signed,
    faults: await releaseFaults(place, kept, releases, desk)
  };
}

/** `releases` lists and verifies releases. @returns 1 for a damaged, unsigned or missing one. */
export const releases = command('releases', async ({ words: [folder = ''] }, desk) => {
  const place = await openPlace(folder, desk);
  const published = await openSome(place);
  const reports: ReleaseReport[] = [];
  for (const kept of published.releases) reports.push(await reportOf(place, kept, published, desk));
  const lost = !reports.some(({ current }) => current);
  const unsigned = reports.some(({ current, signed }) => current && signed === false);
  const complaints = [
    ...(lost
      ? [
          say`${published.current === undefined ? say`No release is current.` : say`The current release, ${published.current}, is missing.`} Run ${rollbackTo(place, reports.find(({ faults }) => faults.length === 0)?.release)}.`
        ]
      : []),
    ...(unsigned
      ? [
          say`The current release is not signed by this newsroom’s key. Publish again: \`${withVariable('TERHUBUNG_KEY', '<file>', commandLine('publish', place.name))}\``
        ]
      : [])
  ];
  return {
    exit: lost || unsigned || reports.some(({ faults }) => faults.length > 0) ? 1 : 0,
    report: reports,
    complaints,
    print({ out }) {
      for (const report of reports) printRelease(report, out);
    }
  };
});

function printRelease(
  { release, current, published, files, bytes, signed, faults }: ReleaseReport,
  out: Desk['out']
) {
  const signature = signed === undefined ? '' : signed ? say`, signed` : say`, NOT SIGNED`;
  const about =
    published === undefined
      ? ''
      : say`  ${published.slice(0, 16)}Z  ${counted(files ?? 0, 'file')}, ${((bytes ?? 0) / 1e6).toFixed(1)} MB`;
  out(
    `${current ? '→' : ' '} ${release.padEnd(13)}${about}  ${faults.length === 0 ? say`intact` : say`DAMAGED`}${signature}`
  );
  for (const fault of faults) out(`    ${fault}`);
}

function chosen(place: ReleasePlace, published: Published, asked: string | undefined) {
  const others = published.releases.flatMap(({ id }) => (id === published.current ? [] : [id]));
  const named = others.join(', ');
  const choose =
    others.length > 0
      ? say`Readers now see ${published.current ?? '–'}. To show them another, run ${rollbackTo(place)} with one of ${named}.`
      : say`No other is kept: correct the story and publish it again.`;
  const before = published.releases.find(({ id }) => id === published.current)?.manifest?.after;
  const id = asked ?? before;
  if (id === undefined || id === null)
    refuse(
      'unknown-release',
      say`There is no release before ${published.current ?? say`the first`}.`,
      before === null && others.length > 0
        ? say`Correct the story and publish it again. To go forward to a newer one, run ${rollbackTo(place)} with one of ${named}.`
        : choose
    );
  const release = published.releases.find((kept) => kept.id === id);
  if (!release) refuse('unknown-release', say`There is no release ${id}.`, choose);
  return release;
}

function pinnedOnlyIn(from: KeptRelease | undefined, to: KeptRelease) {
  const editionsOf = (release: KeptRelease | undefined) =>
    (release?.manifest?.files ?? []).flatMap(({ path }) => pinnedEdition(path) ?? []);
  return [...difference(editionsOf(from), editionsOf(to))].sort();
}

export const rollback = command(
  'rollback',
  async ({ values, words: [folder = '', asked] }, desk) => {
    const place = await openPlace(folder, desk);
    await openSome(place);
    return await place.exclusively('desk rollback', desk, async () => {
      const published = await openSome(place);
      const release = chosen(place, published, asked);
      const faults = await releaseFaults(place, release, published.releases, desk);
      if (faults.length > 0)
        refuse(
          'damaged-release',
          say`${release.id} is damaged (${few(faults)}).`,
          say`\`npm run desk -- releases ${shellWord(place.name)}\` names those that are intact. Then run ${rollbackTo(place)}.`
        );
      if (release.signed === false && !values.unsigned)
        refuse(
          'unsigned-release',
          say`${release.id} is not signed by this newsroom’s key.`,
          say`If it is older than the key, run ${rollbackTo(place, release.id, '--unsigned')}. Otherwise choose another release.`
        );
      const before = published.current;
      const moved = release.id !== before;
      if (moved) await place.setCurrent(release);
      const edition = release.manifest?.edition ?? '';
      const lock = await lockOfDay(edition, historyOf(desk));
      await noteSeen(desk, place.name, release.id, { lock });
      const left = published.releases.find(({ id }) => id === before);
      const ended = pinnedOnlyIn(left, release);
      const announced = moved && before !== undefined ? await announcedBy(place, before) : [];
      const unannounced = [...difference(announced, await announcedBy(place, release.id))];
      const until = say`until the next \`npm run desk -- publish ${shellWord(place.name)}\``;
      return {
        report: { folder: place.name, release: release.id, before: before ?? null },
        complaints: [
          ...(ended.length === 0
            ? []
            : [
                say`${release.id} has no cards pinned to ${ended.join(', ')}: partners’ pages lack them ${until}.`
              ]),
          ...(unannounced.length === 0
            ? []
            : [
                say`${release.id} is older than ${unannounced.map(announcedName).join(', ')}: readers see the error again, without a notice, ${until}.`
              ])
        ],
        print: ({ out }) =>
          out(
            moved
              ? say`Readers now see ${release.id} instead of ${before ?? say`nothing`}.${before === undefined ? '' : say` ${before} is kept.`}`
              : say`Readers already see ${release.id}. Nothing to do.`
          )
      };
    });
  },
  unmoved
);
