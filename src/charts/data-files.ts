/** `shown` is the release that the story shows, such as `wb-internet-users/2024-11`. */
export interface DataFiles {
  folder: string;
  shown: string;
}

const files = new Map<string, Promise<unknown>>();

/** Caches JSON by address. A 404 gives `absent` if set. @throws Error otherwise, not cached. */
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
