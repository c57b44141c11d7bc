import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Legacy mode needs no second page to join frames and takes a third of the time. */
export async function axeFaults(
  page: Page,
  configure: (axe: AxeBuilder) => AxeBuilder = (axe) => axe
) {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await configure(axe).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`
  );
}

/** Leaves one of each kind of table row: a thousand cells of one colour take axe seconds. */
export const keepEachKindOfRow = (page: Page) =>
  page.evaluate(() => {
    const kinds = new Set<string>();
    for (const row of document.querySelectorAll('tr')) {
      const parts = [row.parentElement!, row, ...row.querySelectorAll('*')];
      const kind = parts.map(({ tagName, className }) => `${tagName}.${className}`).join(' ');
      if (kinds.has(kind)) row.remove();
      kinds.add(kind);
    }
  });
