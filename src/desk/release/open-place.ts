import { Refusal, type Desk } from '../cli/desk-io.ts';
import { progressLine, terminal } from '../intake/progress-line.ts';
import { openSeal } from './seal.ts';
import { folderPlace, readerFolder } from './folder-place.ts';
import type { ReleasePlace } from './release-place.ts';
import { openS3, storeAddress } from '../store/s3-store.ts';
import { storePlace, type StoreOptions } from '../store/store-place.ts';

/**
 * Returns the place of a command line, a folder or `s3://<bucket>/<prefix>`.
 * @throws Refusal for one, or an option, that cannot be.
 */
export async function openPlace(
  asked: string,
  desk: Desk,
  options: Pick<StoreOptions, 'plain' | 'lock'> = {}
): Promise<ReleasePlace> {
  const address = storeAddress(asked);
  const seal = await openSeal(desk, process.env);
  if (!address) {
    const [option] = Object.entries(options).filter(([, value]) => value === true);
    if (option)
      throw new Refusal(
        `found --${option[0]} for a folder, expected it for an object store alone: leave it out`
      );
    return { ...folderPlace(await readerFolder(asked, desk)), seal };
  }
  const write = terminal();
  const line = write && progressLine(write, () => performance.now(), 'Sending');
  const show =
    line &&
    ((sent: number, total: number) => (sent < total ? line.show(sent, total) : line.clear()));
  return { ...storePlace(await openS3(address, process.env), desk, { ...options, show }), seal };
}
