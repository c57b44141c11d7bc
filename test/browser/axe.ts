import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Returns axe for a page that holds no frame: what it finds is the same, in a third of the time. It then needs no second page in which
 * to put frames' results together, and keeps no record of what is right.
 */
export function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
}
