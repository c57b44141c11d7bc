import { difference } from 'd3';
import { withdrawalsFile } from '#cards/withdrawal.ts';
import { draftProblems, draftsShown, useLanguages } from '#site/languages/added-languages.ts';
import { claimsOf } from '#site/output/release-manifest.ts';
import { refuseAny } from '#story/problem.ts';
import { lockFile } from '#story/lock.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { vintageName } from '#vintages/vintage.ts';
import { buildPacked, builtApart, filmsLeftOut, type FillSite } from '../output/build.ts';
import { lockedNow, nextOfDay } from '../edition/read-edition.ts';
import { projectOf } from '../files/disk-project.ts';
import { noteSeen } from '../files/undo-journal.ts';
import { carryEditions } from './carry-editions.ts';
import { command } from '../cli/command.ts';
import { commandLine, refuse, withVariable, type Desk } from '../cli/desk-io.ts';
import { releaseSummary, releaseProblems } from '../review/release-check.ts';
import { futureDates } from '../edition/future-dates.ts';
import { refuseGone } from './gone-corrections.ts';
import { openPlace } from './open-place.ts';
import {
  addRelease,
  findIdentical,
  openPublished,
  removeOld,
  type KeptRelease,
  type NewRelease,
  type ReleasePlace
} from './release-place.ts';
import { say, counted } from '#locale/say.ts';
import { addressVariable as variable, siteAddress } from '#site/site-address.ts';

/** Paths are appended as they are, so it must end in a slash and have no query. */
const isAddress = (text: string) => URL.canParse(text) && /^https?:\/\/[^\s?#@"<>]*\/$/.test(text);

export function checkSiteAddress(env: Readonly<Record<string, string | undefined>>, place: string) {
  const address = siteAddress(env);
  if (address === '')
    return say`No address: snippets, oEmbed and feeds contain paths only, which do not work on partners’ pages. To publish again with one: \`${withVariable(variable, 'https://<host>/<path>/', commandLine('publish', place))}\``;
  if (isAddress(address)) return undefined;
  refuse(
    'site-address',
    say`${variable} is “${address}”, which is not a full address that ends in a slash.`,
    say`Set it to one such as https://example.org/terhubung/.`
  );
}

const unmoved = () => say`Nothing was published. Readers see the same release as before.`;

function readKeep(asked = '5') {
  const keep = Number(asked);
  if (Number.isInteger(keep) && keep >= 2) return keep;
  refuse(
    'usage',
    say`--keep “${asked}” is not a number of at least 2.`,
    say`Keep at least the current release and the one before.`
  );
}

function endedSteps(before: KeptRelease | undefined, next: KeptRelease) {
  const stepsOf = (release: KeptRelease | undefined) =>
    new Set(
      release?.manifest?.files.flatMap(
        ({ path }) => /^share\/\w+\/([^/]+)\/index\.html$/.exec(path)?.[1] ?? []
      )
    );
  return [...difference(stepsOf(before), stepsOf(next))].sort();
}

/** Refuses other figures under a published name: partners may have pinned it. */
function refuseOther({ edition, claims, vintages }: NewRelease, kept: readonly KeptRelease[]) {
  const own = JSON.stringify([claims, vintages]);
  for (const { id, manifest: is } of kept)
    if (is?.edition === edition && JSON.stringify([is.claims, is.vintages]) !== own)
      refuse(
        'other-edition',
        say`${id} is published here with other figures, which partners may have pinned.`,
        say`Write "edition": "${nextOfDay(edition)}" in ${lockFile}, then publish again.`
      );
}

/** Makes an edition the current release. Call it exclusively. */
export async function releaseEdition(
  files: ProjectFiles,
  place: ReleasePlace,
  edition: NewRelease,
  keep: number,
  desk?: Desk
) {
  const published = await openPublished(place);
  refuseOther(edition, published.releases);
  const carried = await carryEditions(
    files,
    edition.site,
    edition.edition,
    place,
    published.releases
  );
  const before = published.current ?? null;
  const there = await findIdentical(place, published, edition, desk);
  const next = there ?? (await addRelease(place, published, edition, desk));
  const written = next.manifest?.files ?? [];
  const ended = endedSteps(
    published.releases.find(({ id }) => id === before),
    next
  );
  const same = there !== undefined && there.id === published.current;
  /** `switched` is back to an older release, `same` to the current one. */
  const outcome: 'written' | 'switched' | 'same' = same ? 'same' : there ? 'switched' : 'written';
  if (desk) await noteSeen(desk, place.name, next.id);
  if (!same) await place.setCurrent(next);
  // Even for `same`: a killed desk may have switched and removed nothing.
  const removed = await removeOld(place, keep);
  return {
    folder: place.name,
    release: next.id,
    outcome,
    before,
    files: written.length,
    bytes: written.reduce((bytes, file) => bytes + file.bytes, 0),
    removed,
    ended,
    ...carried
  };
}

export type PublishReport = Awaited<ReturnType<typeof releaseEdition>>;

function complaintsOf(
  { notThere, lost, ended }: PublishReport,
  others: readonly (string | undefined)[]
) {
  return [
    ...(notThere.length > 0
      ? [
          say`${withdrawalsFile} withdraws ${notThere.join(', ')}, which is not published here. Write the day of a published edition, or "all".`
        ]
      : []),
    ...lost.map(
      (path) => say`Lost: no release has an intact copy of ${path}, so this pinned address ends.`
    ),
    ...ended.map(
      (step) =>
        say`Ended: ${step} is no longer a step, so shared links to it are broken. Add was="${step}" to the step that replaces it in data/story/outline.md and publish again.`
    ),
    ...others.filter((line) => line !== undefined)
  ];
}

function print(report: PublishReport, place: ReleasePlace, desk: Pick<Desk, 'out'>) {
  const { outcome, before, files, bytes, removed, pinned, withdrawn } = report;
  const size = say`${counted(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`;
  if (withdrawn.length > 0) desk.out(say`Withdrawn: ${withdrawn.join(', ')}.`);
  const removal = removed.length > 0 ? [say`Removed ${removed.join(', ')}.`] : [];
  if (outcome === 'same') {
    desk.out(say`Readers already see ${report.release}, which is identical (${size}).`);
    removal.forEach(desk.out);
    return;
  }
  desk.out(
    `${outcome === 'written' ? say`Wrote and verified` : say`Verified`} ${place.locationOf(report.release)}: ${size}.`
  );
  desk.out(
    say`Readers now see ${report.release}${before === null ? '' : say` instead of ${before}`}.`
  );
  if (pinned.length > 0)
    desk.out(say`Kept the cards pinned to ${pinned.join(', ')}, with today’s corrections.`);
  removal.forEach(desk.out);
  if (before !== null) desk.out(say`To undo: \`${commandLine('rollback', place.name)}\``);
}

function checkReleasable(files: ProjectFiles, isRelease: boolean, desk: Pick<Desk, 'now' | 'err'>) {
  const problems = releaseProblems(files, lockedNow(files), desk.now());
  const line = releaseSummary(problems);
  if (line === undefined) return;
  if (!isRelease) return desk.err(say`${line} It is published all the same, as a draft.`);
  refuse(
    'not-releasable',
    say`Cannot publish with --release.`,
    say`Fix these first:\n${problems.map(({ message }) => `  ${message}`).join('\n')}`
  );
}

export const publish = command(
  'publish',
  async ({ values, words: [folder = ''] }, desk, fill: FillSite = buildPacked) => {
    const keep = readKeep(values.keep);
    const place = await openPlace(folder, desk, { plain: values.plain });
    const noAddress = checkSiteAddress(process.env, folder);
    await openPublished(place);
    await place.checkWritable?.();
    const { files, kept } = useLanguages(await projectOf(desk).read());
    const toCome = [
      ...draftsShown(files),
      ...futureDates(files, lockedNow(files).edition, desk.now())
    ];
    refuseAny(toCome);
    await refuseGone(place, files);
    checkReleasable(files, values.release ?? false, desk);
    const { report, leftOut } = await builtApart(desk, fill, async ({ site, lock }) => {
      const edited = {
        site,
        now: desk.now(),
        edition: lock.edition,
        claims: claimsOf(lock),
        vintages: Object.values(lock.pins).map(vintageName)
      };
      const report = await place.exclusively('desk publish', desk, () =>
        releaseEdition(files, place, edited, keep, desk)
      );
      return { report, leftOut: filmsLeftOut(desk.root, site) };
    });
    return {
      report,
      complaints: [
        ...complaintsOf(report, [place.signing?.unsigned, noAddress, leftOut]),
        ...draftProblems(kept).map(({ message }) => message)
      ],
      print: (io) => print(report, place, io)
    };
  },
  unmoved
);
