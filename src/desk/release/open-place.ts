import { refuse, type Desk } from '../cli/desk-io.ts';
import { openSigning } from './signing.ts';
import { folderPlace, siteFolder } from './folder-place.ts';
import type { ReleasePlace } from './release-place.ts';
import { openS3, storeAddress } from '../store/s3-store.ts';
import { storePlace, type StoreOptions } from '../store/store-place.ts';
import { say } from '#locale/say.ts';

export async function openPlace(
  asked: string,
  desk: Desk,
  options: Pick<StoreOptions, 'plain'> = {}
): Promise<ReleasePlace> {
  const address = storeAddress(asked);
  const signing = await openSigning(desk, process.env);
  if (!address) {
    const [option] = Object.entries(options).filter(([, value]) => value === true);
    if (option)
      refuse(
        'usage',
        say`--${option[0]} only works with an object store, not a folder.`,
        say`Leave it out.`
      );
    return { ...folderPlace(await siteFolder(asked, desk)), signing };
  }
  return { ...storePlace(await openS3(address, process.env), desk, options), signing };
}
