import { languages } from '../../locale/languages.ts';
import { changesPath } from '../../cards/card.ts';
import { toldIn } from '../../site/pages/feeds.ts';
import { allFiles } from '../../site/output/release-manifest.ts';
import { pinnedEdition } from '../../site/packs/pinned-file.ts';
import { command } from '../cli/command.ts';
import type { Desk } from '../cli/desk-io.ts';
import { flag } from '../cli/read-arguments.ts';
import { Refusal } from '../cli/refusal.ts';
import { openPlace } from './open-place.ts';
import { openPublished, releaseFaults, type KeptRelease, type Published, type ReleasePlace } from './release-place.ts';

/** What `releases --json` prints, newest first. */
export interface ReleaseReport {
  release: string;
  /** Whether readers see it. */
  current: boolean;
  edition?: string;
  published?: string;
  files?: number;
  bytes?: number;
  /** Whether the newsroom's key signed it; not said where the newsroom has none. */
  signed?: boolean;
  /** What is wrong with its files; none when they are as they were written. */
  faults: string[];
}

const unmoved = 'Nothing was changed: readers see what they saw.';
const options = { json: flag, lock: flag, unsigned: flag };

/** Returns the words of a command line: a folder, then perhaps a release where `most` is 2. */
function readWords(positionals: readonly string[], usage: string, most: 1 | 2): { folder: string; asked: string | undefined } {
  const [folder, asked] = positionals;
  if (folder === undefined || positionals.length > most) throw new Refusal(`found "${positionals.join(' ')}", expected ${usage}`);
  return { folder, asked };
}

async function openSome(place: ReleasePlace): Promise<Published> {
  const published = await openPublished(place);
  if (published.releases.length === 0) {
    throw new Refusal(`found no release in ${place.name}, expected a place that was published to: check the path`);
  }
  return published;
}

/** `releases <folder>` lists what was published there, every byte checked. @returns 1 when one is harmed, or what readers see unsigned or gone. */
export const releases = command('releases', options, null, async ({ positionals, usage }, desk) => {
  const place = await openPlace(readWords(positionals, usage, 1).folder, desk);
  const published = await openSome(place);
  const reports: ReleaseReport[] = [];
  for (const kept of published.releases) {
    const { id, manifest } = kept;
    const files = manifest ? allFiles(manifest) : [];
    reports.push({
      release: id,
      current: id === published.current,
      ...(manifest ? { edition: manifest.edition, published: manifest.published } : {}),
      ...(manifest ? { files: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0) } : {}),
      ...(kept.signed === undefined ? {} : { signed: kept.signed }),
      faults: await releaseFaults(place, kept)
    });
  }
  const lost = !reports.some(({ current }) => current);
  const unsigned = reports.some(({ current, signed }) => current && signed === false);
  const notes = await place.notes();
  const complaints = [
    ...(lost
      ? [`Readers are sent to ${published.current ?? 'none of them'}: run \`npm run desk -- rollback ${place.name} <release>\`.`]
      : []),
    ...(unsigned ? ['What readers see is not signed by this newsroom’s key: publish it again with TERHUBUNG_KEY.'] : [])
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

function printRelease({ release, current, published, files, bytes, signed, faults }: ReleaseReport, out: Desk['out']): void {
  const said = signed === undefined ? '' : signed ? ', signed' : ', NOT SIGNED';
  const about = published === undefined ? '' : `  ${published.slice(0, 16)}Z  ${files} files, ${((bytes ?? 0) / 1e6).toFixed(1)} MB`;
  out(`${current ? '→' : ' '} ${release.padEnd(13)}${about}  ${faults.length === 0 ? 'as written' : 'HARMED'}${said}`);
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
    new Set((release?.manifest?.files ?? []).flatMap(({ path }) => pinnedEdition(path) ?? []));
  const kept = editionsOf(to);
  return [...editionsOf(from)].filter((edition) => !kept.has(edition)).sort();
}

/** The corrections and withdrawals that readers of one release are told of and those of another are not. */
async function toldOnlyIn(place: ReleasePlace, from: string | undefined, to: string): Promise<string[]> {
  const toldBy = async (id: string) => {
    const feeds = await Promise.all(languages.map((language) => place.read(id, changesPath(language))));
    return feeds.flatMap((feed) => (feed ? toldIn(new TextDecoder().decode(feed)) : []));
  };
  const known = await toldBy(to);
  return [...new Set(from === undefined ? [] : await toldBy(from))].filter((one) => !known.includes(one));
}

/** `rollback <folder> [<release>]` moves readers to the release before, or the named one, once checked. @returns 0, or 2: readers see what they saw. */
export const rollback = command('rollback', options, unmoved, async ({ values, positionals, usage }, desk) => {
  const { folder, asked } = readWords(positionals, usage, 2);
  const place = await openPlace(folder, desk, { lock: values.lock });
  await openSome(place);
  return await place.alone('desk rollback', desk, async () => {
    const published = await openSome(place);
    const release = chosen(published, asked);
    const faults = await releaseFaults(place, release);
    if (faults.length > 0) {
      throw new Refusal(`found ${release.id} harmed, expected a release as it was written: choose another\n  ${faults.join('\n  ')}`);
    }
    if (release.signed === false && !values.unsigned) {
      throw new Refusal(
        `found ${release.id} without a signature, expected one of this newsroom’s key: choose another, or give --unsigned if it was published before there was a key`
      );
    }
    const moved = release.id !== published.current;
    if (moved) await place.point(release);
    const ended = moved
      ? pinnedOnlyIn(
          published.releases.find(({ id }) => id === published.current),
          release
        )
      : [];
    const before = published.current;
    const untold = moved ? await toldOnlyIn(place, before, release.id) : [];
    const until = `until the next \`npm run desk -- publish ${place.name}\``;
    return {
      report: { folder: place.name, release: release.id, before: before ?? null },
      complaints: [
        ...(ended.length === 0
          ? []
          : [`Cards pinned to ${ended.join(', ')} are not in ${release.id}: partners who pinned them see none ${until}.`]),
        ...(untold.length === 0
          ? []
          : [`${release.id} is from before ${untold.join(', ')}: readers see again what was wrong, and are not told so, ${until}.`])
      ],
      print: ({ out }) =>
        out(
          moved
            ? `Readers now see ${release.id} instead of ${before ?? 'nothing'}. ${before ?? 'It'} stays where it is.`
            : `Readers see ${release.id} already: nothing to do.`
        )
    };
  });
});
