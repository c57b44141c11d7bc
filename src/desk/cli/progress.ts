import { say, spoken, number } from '#locale/say.ts';
import { locales } from '#locale/languages.ts';

export interface Progress {
  doing: string;
  /** Left out when the total is unknown. */
  count?: readonly [done: number, of: number];
  bytes?: readonly [done: number, of: number];
}

export interface Watched {
  /** Left out when there is no terminal and no page. */
  progress?: ((now: Progress) => void) | undefined;
}

/** E.g. `Sending files: 120 of 400, 3.2 of 12.0 MB`. */
export function progressLine({ doing, count, bytes }: Progress) {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const millions = (count: number) => (count / 1e6).toLocaleString(locales[spoken()], digits);
  const parts = [
    ...(count ? [say`${number(count[0])} of ${number(count[1])}`] : []),
    ...(bytes ? [say`${millions(bytes[0])} of ${millions(bytes[1])} MB`] : [])
  ];
  return parts.length === 0 ? `${doing} …` : `${doing}: ${parts.join(', ')}`;
}

/** Reports progress through `of` items of `ofBytes` bytes in all. Call the result after each. */
export function counting(
  { progress }: Watched,
  doing: string,
  of: number,
  ofBytes?: number
): (bytes?: number) => void {
  let [done, bytes] = [0, 0];
  const tell = () =>
    progress?.({
      doing,
      count: [done, of],
      ...(ofBytes === undefined ? {} : { bytes: [bytes, ofBytes] })
    });
  tell();
  return (more = 0) => {
    done += 1;
    bytes += more;
    tell();
  };
}

/** In milliseconds: a line that changes faster cannot be read. */
const pause = 100;

/** One line at the end of a terminal, which rewrites itself and gives way to other lines. */
export function terminalLine(stream: Pick<NodeJS.WriteStream, 'write' | 'columns'>) {
  let [shown, doing, last] = [false, '', 0];
  const clear = () => {
    if (shown) stream.write('\r\u001b[K');
    shown = false;
  };
  return {
    clear,
    show(now: Progress) {
      const isNew = now.doing !== doing || now.count?.[0] === now.count?.[1];
      if (!isNew && Date.now() - last < pause) return;
      [doing, last] = [now.doing, Date.now()];
      clear();
      // A line that wraps could not be rewritten.
      stream.write(progressLine(now).slice(0, (stream.columns || 80) - 1));
      shown = true;
    }
  };
}
