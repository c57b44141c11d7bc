/** In milliseconds. */
const pace = 100;

const size = (bytes: number) =>
  bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** Undefined where standard error is not a terminal. */
export const terminal = (): ((text: string) => void) | undefined =>
  process.stderr.isTTY && process.env['TERM'] !== 'dumb'
    ? (text) => void process.stderr.write(text)
    : undefined;

/** A line of the terminal that is overwritten; `now` is in milliseconds. */
export function progressLine(
  write: (text: string) => void,
  now: () => number,
  doing = 'Downloading'
) {
  let last = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    show(received: number, total: number | undefined): void {
      if (now() - last < pace) return;
      last = now();
      shown = true;
      const share =
        total === undefined || total === 0
          ? ''
          : ` of ${size(total)}, ${Math.floor((received / total) * 100)} %`;
      write(`\r\u001b[2K${doing}: ${size(received)}${share}`);
    },
    clear(): void {
      if (shown) write('\r\u001b[2K');
      shown = false;
      last = Number.NEGATIVE_INFINITY;
    }
  };
}
