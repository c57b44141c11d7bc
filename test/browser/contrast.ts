import { rgb } from 'd3';
import type { Page } from 'playwright-core';
import { contrast } from '../../src/cards/client/theme.ts';
import type { TextLine } from './text-lines.ts';

const hexOf = (colour: string) => rgb(colour).formatHex();

export const contrastOf = (one: string, other: string) => contrast(hexOf(one), hexOf(other));

/** The worst twentieth of the pixels may be noise. `eye` is a blank page that reads screenshots. */
export async function contrastBehind(page: Page, eye: Page, lines: readonly TextLine[]) {
  const letters = (hidden: boolean) =>
    page.evaluate((on) => document.documentElement.classList.toggle('without-letters', on), hidden);
  await letters(true);
  const photograph = (await page.screenshot()).toString('base64');
  await letters(false);
  return eye.evaluate(
    async ({ photograph, lines }) => {
      const linear = (channel: number) =>
        channel <= 10.31475 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
      const luminance = (red: number, green: number, blue: number) =>
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
      const image = await createImageBitmap(
        await (await fetch(`data:image/png;base64,${photograph}`)).blob()
      );
      const drawing = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      drawing.drawImage(image, 0, 0);
      return lines.map(({ left, right, top, bottom, colour }) => {
        const height = bottom - top;
        const { data } = drawing.getImageData(
          left,
          top + height * 0.2,
          Math.max(1, right - left),
          Math.max(1, height * 0.6)
        );
        const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
        const own = luminance(red, green, blue);
        const contrasts = [];
        for (let i = 0; i < data.length; i += 4) {
          const behind = luminance(data[i]!, data[i + 1]!, data[i + 2]!);
          contrasts.push((Math.max(own, behind) + 0.05) / (Math.min(own, behind) + 0.05));
        }
        return contrasts.sort((a, b) => a - b)[Math.floor(contrasts.length / 20)]!;
      });
    },
    { photograph, lines: [...lines] }
  );
}

export async function hideLettersOnDemand(page: Page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '.without-letters :is(*, *::before, *::after) { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important } .without-letters text { fill: transparent !important; stroke: transparent !important }'
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}
