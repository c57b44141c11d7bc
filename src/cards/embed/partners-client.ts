import type { Embed } from './embed.ts';
import { themeNames, readTheme, legibleTheme } from '../client/theme.ts';
import { snippet } from './snippet.ts';

const chooser = document.getElementById('choose');
const list = chooser?.dataset['list'];
if (chooser && list) void start(chooser, new URL(list, location.href));

/** If the list cannot be loaded, the chooser stays hidden and the plain list remains. */
async function start(root: HTMLElement, list: URL) {
  const answer = await fetch(list).catch(() => undefined);
  if (!answer?.ok) return;
  const { embeds } = (await answer.json()) as { embeds: Embed[] };
  const named = new URLSearchParams(location.search).get('figure');
  const select = root.querySelector<HTMLSelectElement>('[name="figure"]');
  if (select && named && embeds.some(({ id }) => id === named)) select.value = named;
  root.hidden = false;
  const show = () => choose(root, embeds, list);
  root.addEventListener('input', show);
  // A browser scrolls to a text field's caret, and leaves the rest under the bar at the foot.
  root.addEventListener('focusin', ({ target }) => {
    if ((target as Element).matches('textarea'))
      (target as Element).scrollIntoView({ block: 'nearest' });
  });
  root.querySelector('[data-copy]')?.addEventListener('click', () => void copy(root));
  show();
}

function chosen(root: HTMLElement, name: string) {
  const control = root.querySelector<HTMLInputElement | HTMLSelectElement>(
    `[name="${name}"]:checked, [name="${name}"]:not([type="radio"])`
  );
  return control?.value.trim() ?? '';
}

/** Changes a text only if it differs, so that nothing is announced or loaded twice. */
function put(element: HTMLElement | null, text: string) {
  if (element && element.textContent !== text) element.textContent = text;
}

function judge(root: HTMLElement, query: string) {
  const asked = readTheme(query);
  // A colour may be legible by day and not by night.
  const legible = (['light', 'dark'] as const).map(
    (reader) => legibleTheme(asked, reader).properties
  );
  for (const name of ['paper', 'ink', 'accent'] as const) {
    const fault = !chosen(root, name)
      ? ''
      : !asked[name]
        ? 'form'
        : legible.some((properties) => !properties[`--terhubung-${name}`])
          ? 'faint'
          : '';
    put(
      root.querySelector(`[data-fault="${name}"]`),
      (fault && root.querySelector(`[data-${fault}]`)?.textContent) || ''
    );
    root.querySelector(`[name="${name}"]`)?.setAttribute('aria-invalid', String(fault !== ''));
  }
}

function choose(root: HTMLElement, embeds: readonly Embed[], list: URL) {
  const embed = embeds.find(
    ({ id, language }) => id === chosen(root, 'figure') && language === chosen(root, 'language')
  );
  if (!embed) return;
  const parameters = new URLSearchParams();
  for (const name of themeNames) {
    const value = chosen(root, name).replace(/^#/, '');
    if (value) parameters.set(name, value);
  }
  const asked = parameters.toString();
  const query = asked && `?${asked}`;
  judge(root, query);

  const pinned = chosen(root, 'version') === 'pinned';
  const full = (address: string) => new URL(address, list).href;
  const { caption } = embed;
  const { story, picture } = caption;
  const parts = {
    ...embed,
    caption: {
      ...caption,
      story: { ...story, href: full(story.href) },
      // The picture follows the newest edition.
      picture: pinned || !picture ? undefined : { ...picture, src: full(picture.src) }
    }
  };
  const country = parameters.get('help') ?? undefined;
  const text = snippet(parts, full(pinned ? embed.pinned : embed.live) + query, country);

  const written = root.querySelector<HTMLTextAreaElement>('#choose-snippet');
  const place = root.querySelector<HTMLElement>('[data-preview]');
  if (!written || !place || written.value === text) return;
  written.value = text;
  // Local address: the page's policy allows only frames of its own origin.
  const here = new URL(
    `${pinned ? `editions/${embed.edition}/` : ''}${embed.language}/${embed.id}.html`,
    list
  ).href;
  place.innerHTML = snippet(parts, here + query, country);
  put(root.querySelector('[data-copied]'), '');
}

/** Falls back to selecting the snippet if the browser denies clipboard access. */
async function copy(root: HTMLElement) {
  const written = root.querySelector<HTMLTextAreaElement>('#choose-snippet');
  const said = root.querySelector<HTMLElement>('[data-copied]');
  if (!written || !said) return;
  try {
    await navigator.clipboard.writeText(written.value);
    put(said, said.dataset['done'] ?? '');
  } catch {
    written.select();
    put(said, said.dataset['failed'] ?? '');
  }
}
