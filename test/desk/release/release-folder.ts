import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { folderPlace } from '../../../src/desk/release/folder-place.ts';
import {
  addRelease,
  openPublished,
  type NewRelease
} from '../../../src/desk/release/release-place.ts';
import { recordingDesk } from '../recording-desk.ts';

type Files = Readonly<Record<string, string>>;

export async function releaseFolder() {
  const root = await mkdtemp(join(tmpdir(), 'terhubung-releases-'));
  const folder = join(root, 'public');
  const place = folderPlace(folder);
  const desk = recordingDesk(root);
  let hour = 10;
  const edition = async (files: Files, day = '2026-01-02'): Promise<NewRelease> => {
    const site = join(root, `site-${hour}`);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(site, path)), { recursive: true });
      await writeFile(join(site, path), text);
    }
    const claims = { count: 1, sha256: 'a'.repeat(64) };
    return {
      site,
      now: new Date(Date.UTC(2026, 0, 2, hour++)),
      edition: day,
      claims,
      vintages: []
    };
  };
  return {
    root,
    folder,
    place,
    desk,
    edition,
    async put(files: Files, day?: string) {
      const release = await addRelease(
        place,
        await openPublished(place),
        await edition(files, day)
      );
      await place.setCurrent(release);
      return release;
    },
    shown: (path = 'index.html') => readFile(join(folder, 'current', path), 'utf8'),
    forget() {
      desk.printed.length = desk.complained.length = 0;
    },
    remove: () => rm(root, { recursive: true, force: true })
  };
}
