import type { CardHeights } from '../embed/card-heights.ts';
import { columnStyle, frameStyle, grantedHeight, plainHeight } from '../embed/frame-style.ts';
import { themeNames, themeWidths, readTheme } from '../client/theme.ts';
import { sandbox } from '../embed/snippet.ts';

/** Title and heights of each card, by language and figure, known before it loads. */
export type KnownCards = Readonly<
  Record<string, Readonly<Record<string, { title: string; heights: CardHeights }>>>
>;

const own = ['figure', 'language', 'edition'] as const;

/**
 * Defines `<terhubung-figure figure="world" language="en">`: puts the snippet's frame (E06) before
 * its content, which is the caption and the fallback without script.
 * Attributes set the edition and theme; custom properties (`--terhubung-paper`) are the fallback.
 * An unknown figure adds no frame.
 * @param home the folder of the cards, `https://…/embed/v1/`.
 */
export function defineFigure(
  page: Window & typeof globalThis,
  home: string,
  known: KnownCards
): void {
  class TerhubungFigure extends page.HTMLElement {
    static observedAttributes = [...own, ...themeNames];
    #frame?: HTMLIFrameElement;

    connectedCallback(): void {
      this.#show();
    }

    attributeChangedCallback(): void {
      if (this.isConnected) this.#show();
    }

    #show(): void {
      const [figure, language, edition] = own.map((name) => this.getAttribute(name) ?? '');
      const ofLanguage = Object.hasOwn(known, language!) ? known[language!]! : {};
      const card = Object.hasOwn(ofLanguage, figure!) ? ofLanguage[figure!] : undefined;
      if (!card || /[^\w-]/.test(edition!)) {
        this.#frame?.remove();
        return;
      }
      const given = page.getComputedStyle(this);
      const parameters = new URLSearchParams();
      for (const name of themeNames) {
        const value =
          this.getAttribute(name) ?? given.getPropertyValue(`--terhubung-${name}`).trim();
        if (value) parameters.set(name, value.replace(/^#/, ''));
      }
      const asked = parameters.toString();
      const query = asked && `?${asked}`;
      const src = `${home}${edition ? `editions/${edition}/` : ''}${language}/${figure}.html${query}`;
      // A new frame, because navigating the old one would add an entry to the reader's history.
      if (this.#frame?.getAttribute('src') !== src) {
        this.#frame?.remove();
        this.#frame = page.document.createElement('iframe');
      }
      const frame = this.#frame!;
      // A narrower frame, so that its known height matches.
      const { width = themeWidths.most } = readTheme(query);
      const style = `display:block;${columnStyle(width)};margin-inline:auto`;
      for (const [name, value] of style
        .split(';')
        .map((line) => line.split(':') as [string, string]))
        this.style.setProperty(name, value);
      frame.style.cssText = frameStyle(card.heights);
      const granted = grantedHeight(card.heights);
      frame.toggleAttribute('data-terhubung-max', granted !== undefined);
      if (granted) frame.dataset['terhubungMax'] = String(granted);
      const attributes = {
        title: card.title,
        width: '100%',
        height: String(plainHeight(card.heights)),
        loading: 'lazy',
        referrerpolicy: 'no-referrer',
        sandbox,
        // Last, because setting it starts the load.
        src
      };
      for (const [name, value] of Object.entries(attributes))
        if (frame.getAttribute(name) !== value) frame.setAttribute(name, value);
      if (frame.parentNode !== this) this.prepend(frame);
    }
  }
  if (!page.customElements.get('terhubung-figure'))
    page.customElements.define('terhubung-figure', TerhubungFigure);
}
