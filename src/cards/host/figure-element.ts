import type { CardHeights } from '../embed/card-heights.ts';
import { columnStyle, frameStyle, grantedHeight, plainHeight } from '../embed/frame-style.ts';
import { themeNames, themeWidths, readTheme } from '../client/theme.ts';
import { sandbox } from '../embed/snippet.ts';

/**
 * What must be known of a card before it is asked for, its frame's name and heights, by language
 * and figure.
 */
export type KnownCards = Readonly<
  Record<string, Readonly<Record<string, { title: string; heights: CardHeights }>>>
>;

const own = ['figure', 'language', 'edition'] as const;

/**
 * Defines `<terhubung-figure figure="world" language="en">`: the frame of the snippet (standards
 * E06) before whatever the element holds, which is the caption, and all there is without script.
 * `edition` pins it. The theme is given by attributes, or by custom properties of the partner's
 * style sheet (`--terhubung-paper`); what both leave out is the card's. A figure that is not known
 * leaves the element as it is.
 * @param home where the cards lie, `https://…/embed/v1/`.
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
      // A frame that is led elsewhere leaves what it held to the reader's way back: another address
      // has a frame of its own.
      if (this.#frame?.getAttribute('src') !== src) {
        this.#frame?.remove();
        this.#frame = page.document.createElement('iframe');
      }
      const frame = this.#frame!;
      // A card that is to be narrower than its place gets a narrower frame: then its height is the
      // known one.
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
        // Last: with it the frame begins to load.
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
