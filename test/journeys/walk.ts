import type { Locator, Page } from 'playwright-core';
import { speak } from '../../src/copy/words.ts';
import type { Language } from '../../src/locale/languages.ts';
import { storyWords } from '../charts/story-data.ts';

export const smallPhone = { viewport: { width: 360, height: 640 } };
export const desktop = { viewport: { width: 1280, height: 900 } };

export const say =
  (language: Language) =>
  (...[key, values]: [Parameters<typeof speak>[1], Parameters<typeof speak>[2]?]) =>
    speak(storyWords(language), key, values);

export function watch(page: Page) {
  const watched = { errors: [] as string[], origins: new Set<string>() };
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) watched.origins.add(new URL(request.url()).origin);
  });
  page.on('pageerror', (error) => watched.errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') watched.errors.push(message.text());
  });
  return watched;
}

export const addressed = (page: Page) => new URL(page.url()).hash.slice(1);

export const isFocused = (found: Locator) =>
  found.evaluate((element) => element === document.activeElement);

/** True when the element is in the viewport and its middle is covered by nothing else. */
export const isUncovered = (found: Locator) =>
  found.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return top >= 0 && bottom <= innerHeight && hit !== null && element.contains(hit);
  });
