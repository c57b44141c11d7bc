import { expect, it } from 'vitest';
import { choroplethFrame } from '../../src/charts/choropleth/frame.ts';
import { linesFrame } from '../../src/charts/lines/record.ts';
import { formatPercent } from '../../src/locale/numbers.ts';
import { newestYear } from '../../src/story/data.ts';
import { openCommitted } from '../open-committed.ts';
import { onPage, useChromium, openStory, siteUrl, useSite } from './chromium.ts';

useChromium();
useSite();

const { data, words } = await openCommitted();
const { internetUse: use } = data;
const year = newestYear(use);

const said = (iso3: string, year: number, language: 'id' | 'en') =>
  formatPercent(
    use.economies.find((one) => one.iso3 === iso3)!.values[use.years.indexOf(year)]!,
    language
  );

it.each(['id', 'en'] as const)('the map answers by key and in words (%s)', (language) =>
  onPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' }, async (page) => {
    await page.goto(siteUrl(`${language}/#world-2018`));
    const status = page.locator('.choropleth [role="status"]');
    const map = page.locator('.choropleth-map[tabindex]');
    await map.focus();
    expect(await map.getAttribute('aria-description')).toMatch(/Enter/);
    // How many in Indonesia are online?
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => status.textContent()).toContain('Indonesia');
    expect(await status.textContent()).toContain(said('IDN', year, language));
    // How does it compare with the places around it?
    const { values } = use.economies.find(({ iso3 }) => iso3 === 'IDN')!;
    const at = use.years.indexOf(year);
    const around = ['MYS', 'PNG', 'TLS'].flatMap((code) => {
      const { older, value } = choroplethFrame(use, {
        layer: 'internet-use',
        year
      }).marks.find(({ iso3 }) => iso3 === code)!;
      return value === null ? [] : [{ code, value, older }];
    });
    const above = around.filter(({ value }) => value > values[at]!).length;
    expect((await status.textContent())!.match(/: \d+(?![\d%])/g)).toEqual([
      `: ${around.length}`,
      `: ${above}`,
      `: ${around.length - above}`
    ]);
    // Which are they?
    await page.keyboard.press('Enter');
    for (const { code } of around)
      await expect.poll(() => status.textContent()).toContain(words[language].countries[code]);
    expect(await status.textContent()).toContain(said('MYS', year, language));
  })
);

it.each(['id', 'en'] as const)('the lines answer by key and sound (%s)', (language) =>
  onPage({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' }, async (page) => {
    await page.addInitScript(() => {
      const { createOscillator } = AudioContext.prototype;
      AudioContext.prototype.createOscillator = function () {
        document.body.dataset['tones'] = String(Number(document.body.dataset['tones'] ?? 0) + 1);
        return createOscillator.call(this);
      };
    });
    await openStory(page, language);
    await page.locator('#speed-about > summary').press('Enter');
    await page.locator('#speed-about .listen button').press('Enter');
    const slider = page.locator('.listen').getByRole('slider');
    const list = page.locator('.listen').getByRole('combobox');
    const heard = () => slider.getAttribute('aria-valuetext');
    const lines = linesFrame(data).places;
    for (const [index, line] of lines.entries()) {
      if (index > 0) await list.press('ArrowDown');
      // What was its first year, and when did it reach half?
      await expect.poll(heard).toContain(String(line.points[0]!.year));
      await slider.focus();
      while ((await heard())?.includes(formatPercent(50, language)) === false)
        await page.keyboard.press('ArrowRight');
      expect(await heard()).toContain(String(line.half!.year));
      // How many at its last year?
      await page.keyboard.press('End');
      const { year, value } = line.points.at(-1)!;
      expect(await heard()).toContain(String(year));
      expect(await heard()).toContain(formatPercent(value, language));
    }
    expect(Number(await page.locator('body').getAttribute('data-tones'))).toBeGreaterThan(20);
  })
);
