/** One economy's shares of people using the internet in every release: the file that a look-up asks for. */
export interface CountryFile {
  iso3: string;
  /** The first year of every list. */
  from: number;
  /** Percent by year from `from` on, null where the release has none; by the release's name, in the order of the page. */
  releases: Record<string, (number | null)[]>;
}

/** Where the edition's data is, and the release that the story shows, such as `wb-internet-users/2024-11`. */
export interface DataFiles {
  folder: string;
  shown: string;
}

const files = new Map<string, Promise<CountryFile | null>>();

/** Returns an economy's file from `folder`, asked for once; null where there is none. @throws Error when it cannot be had. */
export function fetchCountry(folder: string, iso3: string): Promise<CountryFile | null> {
  const asked =
    files.get(iso3) ??
    fetch(`${folder}${iso3}.json`).then((answer) => {
      if (answer.status === 404) return null;
      if (!answer.ok) throw new Error(`${folder}${iso3}.json: ${answer.status}`);
      return answer.json() as Promise<CountryFile>;
    });
  files.set(iso3, asked);
  // A failure is not kept: the next choice asks again.
  asked.catch(() => files.delete(iso3));
  return asked;
}
