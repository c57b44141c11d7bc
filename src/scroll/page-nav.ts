import { formatAddress } from './address.ts';
import { progressText, scrolledShare } from './progress.ts';

export function pageNav(
  sections: readonly HTMLElement[],
  stops: readonly HTMLElement[],
  plain: boolean
) {
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
  const buttons = all('[data-go]');
  const gauges = all('[data-gauge]');
  const names = all('[data-section-name]').map((name) => ({ name, text: name.textContent }));
  const sectionLinks = all('[data-section-link]');
  const languageLinks = all('[data-language-link]').map((link) => ({
    link,
    base: link.getAttribute('href')!.replace(/[?#].*$/, '')
  }));
  const plainLinks = all('[data-plain-switch]');
  for (const link of plainLinks)
    if (plain && link.dataset['off']) link.textContent = link.dataset['off'];
  let [shownSection, shownStop, shownLength] = [-2, -2, -1];

  function showSection(index: number) {
    const id = sections[Math.max(0, index)]?.id;
    for (const place of all('[data-progress]'))
      place.textContent = progressText(
        place.dataset['template'] ?? '{at}/{of}',
        index,
        sections.length
      );
    for (const link of sectionLinks) {
      if (link.dataset['sectionLink'] === id) {
        link.setAttribute('aria-current', 'true');
        // At the start it says what opens.
        for (const { name, text } of names) name.textContent = index > 0 ? link.textContent : text;
      } else link.removeAttribute('aria-current');
    }
  }
  function showStop(index: number) {
    const stop = index > 0 ? stops[index]!.id : '';
    for (const { link, base } of languageLinks)
      link.setAttribute('href', base + formatAddress({ stop, plain }));
    for (const link of plainLinks)
      link.setAttribute('href', location.pathname + formatAddress({ stop, plain: !plain }));
    for (const button of buttons)
      button.setAttribute(
        'aria-disabled',
        String(button.dataset['go'] === 'next' ? index >= stops.length - 1 : index <= 0)
      );
  }

  return {
    /** Indexes of section and stop; -1 above the first. */
    update(section: number, stop: number) {
      if (section !== shownSection) showSection((shownSection = section));
      if (stop !== shownStop) showStop((shownStop = stop));
    },
    showProgress() {
      const share = scrolledShare(scrollY, document.documentElement.scrollHeight, innerHeight);
      // In steps of 4 px: each change composes all layers of the page again.
      const length = Math.min(1, (4 * Math.round((share * innerWidth) / 4)) / innerWidth);
      if (length === shownLength) return;
      shownLength = length;
      for (const gauge of gauges) gauge.style.transform = `scaleX(${length.toFixed(4)})`;
    }
  };
}
