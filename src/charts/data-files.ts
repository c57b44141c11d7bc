/**
 * Where the edition's data is, and the release that the story shows, such as
 * `wb-internet-users/2024-11`.
 */
export interface DataFiles {
  folder: string;
  shown: string;
}

const files = new Map<string, Promise<unknown>>();

/**
 * Returns what a file of JSON holds, asked for once; `absent` where there is none.
 * @throws Error when it cannot be had: the next call asks again.
 */
export function fetchOnce<Content>(address: string, absent?: Content): Promise<Content> {
  const asked =
    files.get(address) ??
    fetch(address).then((answer) => {
      if (answer.status === 404 && absent !== undefined) return absent;
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json();
    });
  files.set(address, asked);
  asked.catch(() => files.delete(address));
  return asked as Promise<Content>;
}
