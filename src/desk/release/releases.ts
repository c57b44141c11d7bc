import { difference } from 'd3';
import { languages } from '../../locale/languages.ts';
import { changesPath } from '../../cards/card.ts';
import { announcedIn } from '../../site/pages/feeds.ts';
import { allFiles } from '../../site/output/release-manifest.ts';
import { pinnedEdition } from '../../site/pages/pinned-file.ts';
import { command, flag } from '../cli/command.ts';
import { Refusal, shellWord, type Desk } from '../cli/desk-io.ts';
import { openPlace } from './open-place.ts';
import {
  openPublished,
  releaseFaults,
  type KeptRelease,
  type Published,
  type ReleasePlace
} from './release-place.ts';

const unmoved = 'Nothing was changed: readers see what they saw.';
const options = { json: flag, lock: flag, unsigned: flag };

/** Returns the words of a command line: a folder, then perhaps a release where `most` is 2. */
function readWords(
  positionals: readonly string[],
  usage: string,
  most: 1 | 2
): { folder: string; asked: string | undefined } {
  const [folder, asked] = positionals;
  if (folder === undefined || positionals.length > most)
    throw new Refusal(`found "${positionals.join(' ')}", expected ${usage}`);
  return { folder, asked };
}

async function openSome(place: ReleasePlace): Promise<Published> {
  const published = await openPublished(place);
  if (published.releases.length === 0) {
    throw new Refusal(
      `found no release in ${place.name}, expected a place that was published to: check the path`
    );
  }
  return published;
}

/**
 * What `releases --json` prints of a release; whether it is signed only where the newsroom has a
 * key.
 */
export type ReleaseReport = Awaited<ReturnType<typeof reportOf>>;

async function reportOf(place: ReleasePlace, kept: KeptRelease, current: string | undefined) {
  const { id, manifest, signed } = kept;
  const files = manifest ? allFiles(manifest) : [];
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    release: id,
    /** Whether readers see it. */
    current: id === current,
    ...(manifest
      ? { edition: manifest.edition, published: manifest.published, files: files.length, bytes }
      : {}),
    ...(signed === undefined ? {} : { signed }),
    faults: await releaseFaults(place, kept)
  };
}

/**
 * `releases <folder>` lists what was published there, every byte checked.
 * @returns 1 when one is harmed, or what readers see unsigned or gone.
 */
export const releases = command('releases', options, null, async ({ positionals, usage }, desk) => {
  const place = await openPlace(readWords(positionals, usage, 1).folder, desk);
  const published = await openSome(place);
  const reports: ReleaseReport[] = [];
  for (const kept of published.releases)
    reports.push(await reportOf(place, kept, published.current));
  const lost = !reports.some(({ current }) => current);
  const unsigned = reports.some(({ current, signed }) => current && signed === false);
  const notes = await place.notes();
  const complaints = [
    ...(lost
      ? [
          `Readers are sent to ${published.current ?? 'none of them'}: run \`npm run desk -- rollback ${shellWord(place.name)} <release>\`.`
        ]
      : []),
    ...(unsigned
      ? [
          'What readers see is not signed by this newsroom’s key: publish it again with TERHUBUNG_KEY.'
        ]
      : [])
  ];
  return {
    exit: lost || unsigned || reports.some(({ faults }) => faults.length > 0) ? 1 : 0,
    report: reports,
    complaints,
    print({ out, err }) {
      for (const report of reports) printRelease(report, out);
      notes.forEach(err);
    }
  };
});

function printRelease(
  { release, current, published, files, bytes, signed, faults }: ReleaseReport,
  out: Desk['out']
): void {
  const said = signed === undefined ? '' : signed ? ', signed' : ', NOT SIGNED';
  const about =
    published === undefined
      ? ''
      : `  ${published.slice(0, 16)}Z  ${files} files, ${((bytes ?? 0) / 1e6).toFixed(1)} MB`;
  out(
    `${current ? '→' : ' '} ${release.padEnd(13)}${about}  ${faults.length === 0 ? 'as written' : 'HARMED'}${said}`
  );
  for (const fault of faults) out(`    ${fault}`);
}

function chosen(published: Published, asked: string | undefined): KeptRelease {
  const known = `one of ${published.releases.map(({ id }) => id).join(', ')}`;
  const before = published.releases.find(({ id }) => id === published.current)?.manifest?.after;
  const id = asked ?? before;
  if (id === undefined || id === null) {
    throw new Refusal(
      `found no release before ${published.current ?? 'the first'}, expected ${known}: name the one that readers should see`
    );
  }
  const release = published.releases.find((kept) => kept.id === id);
  if (!release) throw new Refusal(`found no release ${id}, expected ${known}`);
  return release;
}

/** The editions whose pinned cards one release has and another has not. */
function pinnedOnlyIn(from: KeptRelease | undefined, to: KeptRelease): string[] {
  const editionsOf = (release: KeptRelease | undefined) =>
    (release?.manifest?.files ?? []).flatMap(({ path }) => pinnedEdition(path) ?? []);
  return [...difference(editionsOf(from), editionsOf(to))].sort();
}

/**
 * The corrections and withdrawals that readers of one release are told of and those of another are
 * not.
 */
async function toldOnlyIn(
  place: ReleasePlace,
  from: string | undefined,
  to: string
): Promise<string[]> {
  const toldBy = async (id: string) => {
    const feeds = await Promise.all(
      languages.map((language) => place.read(id, changesPath(language)))
    );
    return feeds.flatMap((feed) => (feed ? announcedIn(new TextDecoder().decode(feed)) : []));
  };
  return [...difference(from === undefined ? [] : await toldBy(from), await toldBy(to))];
}

/**
 * `rollback <folder> [<release>]` moves readers to the release before, or the named one, once
 * checked.
 * @returns 0, or 2: readers see what they saw.
 */
export const rollback = command(
  'rollback',
  options,
  unmoved,
  async ({ values, positionals, usage }, desk) => {
    const { folder, asked } = readWords(positionals, usage, 2);
    const place = await openPlace(folder, desk, { lock: values.lock });
    await openSome(place);
    return await place.alone('desk rollback', desk, async () => {
      const published = await openSome(place);
      const release = chosen(published, asked);
      const faults = await releaseFaults(place, release);
      if (faults.length > 0) {
        throw new Refusal(
          `found ${release.id} harmed, expected a release as it was written: choose another\n  ${faults.join('\n  ')}`
        );
      }
      if (release.signed === false && !values.unsigned) {
        throw new Refusal(
          `found ${release.id} without a signature, expected one of this newsroom’s key: choose another, or give --unsigned if it was published before there was a key`
        );
      }
      const before = published.current;
      const moved = release.id !== before;
      if (moved) await place.point(release);
      const left = published.releases.find(({ id }) => id === before);
      const ended = pinnedOnlyIn(left, release);
      const untold = moved ? await toldOnlyIn(place, before, release.id) : [];
      const until = `until the next \`npm run desk -- publish ${shellWord(place.name)}\``;
      return {
        report: { folder: place.name, release: release.id, before: before ?? null },
        complaints: [
          ...(ended.length === 0
            ? []
            : [
                `Cards pinned to ${ended.join(', ')} are not in ${release.id}: partners who pinned them see none ${until}.`
              ]),
          ...(untold.length === 0
            ? []
            : [
                `${release.id} is from before ${untold.join(', ')}: readers see again what was wrong, and are not told so, ${until}.`
              ])
        ],
        print: ({ out }) =>
          out(
            moved
              ? `Readers now see ${release.id} instead of ${before ?? 'nothing'}. ${before ?? 'It'} stays where it is.`
              : `Readers see ${release.id} already: nothing to do.`
          )
      };
    });
  }
);
