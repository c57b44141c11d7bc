/**
 * A message of the development server: addresses of modules that use a changed style sheet or
 * component; none for any other file.
 */
export type DevChange = readonly string[];

/** True when the page uses a module, so that Vite has updated it in place. */
function hasLoaded(address: string): boolean {
  return performance
    .getEntriesByType('resource')
    .some(({ name }) => new URL(name).pathname === address);
}

/** Reloads the page. @param hot see https://vite.dev/guide/api-hmr. */
export function follow(
  window: Window,
  hot: { on(event: string, listener: (change: DevChange) => void): void }
): void {
  performance.setResourceTimingBufferSize(10_000);
  hot.on('terhubung:change', (addresses) => {
    if (!addresses.some(hasLoaded)) window.location.reload();
  });
}
