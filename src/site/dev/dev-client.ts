import type { DevFault } from './dev-page.ts';

/**
 * A message of the development server: `in place` for a style sheet or component, with the
 * addresses of modules that use it; `site` for any other file.
 */
export type DevChange =
  | { kind: 'in place'; addresses: readonly string[] }
  | { kind: 'site'; faults: readonly DevFault[] };

const styles = `
  :host { position: fixed; inset: auto 0 0; z-index: 2147483647; color-scheme: light; }
  section { max-height: 45vh; overflow: auto; box-sizing: border-box; padding: 0.75rem 3.5rem 0.75rem 1rem; border-top: 4px solid #b3261e;
    background: #fff; color: #1b1b1b; font: 15px/1.45 system-ui, sans-serif; box-shadow: 0 -4px 24px #0004; }
  h2 { margin: 0 0 0.5rem; font-size: 1rem; }
  ol { margin: 0; padding-left: 1.5rem; }
  li { margin: 0 0 0.6rem; }
  code { font: 600 14px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
  pre { margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
  button { position: absolute; top: 0.5rem; right: 0.75rem; min-width: 2.75rem; min-height: 2.75rem; border: 0; background: none; font-size: 1.5rem; cursor: pointer; }
`;

/** Shows errors at the foot of the window; a constructed style sheet works under any policy. */
function showFaults(document: Document, faults: readonly DevFault[]): void {
  document.querySelector('terhubung-faults')?.remove();
  if (faults.length === 0) return;
  const host = document.createElement('terhubung-faults');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet];
  const put = (parent: Node, tag: string, text = '') => {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  };
  const section = put(shadow, 'section');
  section.setAttribute('role', 'alert');
  section.lang = 'en';
  put(
    section,
    'h2',
    faults.length === 1 ? 'One error stops the build' : `${faults.length} errors stop the build`
  );
  const list = put(section, 'ol');
  for (const { place, wrong, fix } of faults) {
    const item = put(list, 'li');
    if (place) put(item, 'code', place);
    put(item, 'pre', wrong);
    if (fix) put(item, 'pre', fix);
  }
  const close = put(section, 'button', '×');
  close.setAttribute('aria-label', 'Close');
  close.addEventListener('click', () => host.remove());
  document.body.append(host);
}

/** True when the page uses a module, so that Vite has updated it in place. */
function hasLoaded(address: string): boolean {
  return performance
    .getEntriesByType('resource')
    .some(({ name }) => new URL(name).pathname === address);
}

/** Shows errors and reloads the page. @param hot see https://vite.dev/guide/api-hmr. */
export function follow(
  window: Window,
  hot: { on(event: string, listener: (change: DevChange) => void): void }
): void {
  const { document } = window;
  performance.setResourceTimingBufferSize(10_000);
  showFaults(
    document,
    JSON.parse(document.getElementById('dev-faults')?.textContent ?? '[]') as DevFault[]
  );
  hot.on('terhubung:change', (change) => {
    if (change.kind === 'site' || !change.addresses.some(hasLoaded)) window.location.reload();
  });
}
