import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Returns axe for a page that holds no frame: what it finds is the same, in a third of the time. It
 * then needs no second page in which to put frames' results together, and keeps no record of what
 * is right.
 */
export function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
}

/**
 * Leaves of the rows of tables one of each kind, told by all that its cells are made of: a thousand
 * cells of one colour take seconds.
 */
export const keepEachKindOfRow = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const kinds = new Set<string>();
    for (const row of document.querySelectorAll('tr')) {
      const parts = [row.parentElement!, row, ...row.querySelectorAll('*')];
      const kind = parts.map(({ tagName, className }) => `${tagName}.${className}`).join(' ');
      if (kinds.has(kind)) row.remove();
      kinds.add(kind);
    }
  });
