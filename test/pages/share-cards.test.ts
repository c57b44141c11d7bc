import { parseHTML } from 'linkedom';
import { afterAll, describe, expect, it } from 'vitest';
import { colours } from '../../src/charts/drawing/element.ts';
import type { Face } from '../../src/charts/drawing/face.ts';
import { shareCard, shareSize, type ShareCardWords } from '../../src/charts/drawing/share-card.ts';
import { languages } from '../../src/locale/languages.ts';
import { sideShareCard, sidePages } from '../../src/pages/side/side-page.ts';
import { sharedParts } from '../../src/pages/story/shared-part.ts';
import { openTypeFaces } from '../../src/site/pictures/type-faces.ts';
import { openCommitted } from '../open-committed.ts';
import { committedPage } from './committed-page.ts';

const type = await openTypeFaces('.');
afterAll(() => type.close());
const { chapters } = await openCommitted();
const pages = await Promise.all(languages.map(committedPage));
const parts = pages.flatMap(sharedParts);
const sides = pages.flatMap((page) =>
  sidePages.map((id) => ({
    id,
    card: sideShareCard({ ...page, articles: chapters[page.words.language], id })
  }))
);

interface Line {
  text: string;
  x: number;
  /** Baseline. */
  y: number;
  size: number;
  width: number;
  fill: string;
}

const [left, right] = [
  (shareSize.width - shareSize.height) / 2,
  (shareSize.width + shareSize.height) / 2
];
const isInside = ({ x }: Line) => x > left && x < right;

function linesOf({ card }: { card: ShareCardWords }): Line[] {
  const { document } = parseHTML(shareCard(card, type.measure));
  return [...document.querySelectorAll('text')].map((element) => {
    const of = (name: string) => element.getAttribute(name) ?? '';
    const family = of('font-family').includes('Serif') ? 'serif' : 'sans';
    const face: Face = of('font-weight') === '600' ? `${family}-bold` : family;
    const text = element.textContent ?? '';
    const size = Number(of('font-size'));
    return {
      text,
      x: Number(of('x')),
      y: Number(of('y')),
      size,
      width: type.measure(text, face, size),
      fill: of('fill')
    };
  });
}

describe('the text of a shared part', () => {
  it('names the source of every listed number, not only of those in its picture', () => {
    const sourcesOf = (id: string) => {
      const { sources } = parts.find((part) => part.id === id && part.card.language === 'en')!;
      return sources.map(({ credit, shown = '' }) => `${credit} ${shown}`).join(' ');
    };
    expect(sourcesOf('speed')).toMatch(/releases of 13 July 2026 and November 2024/);
    for (const publisher of ['World Bank', 'Treaty Collection', 'ICMEC via John Carr'])
      expect(sourcesOf('protection-law')).toContain(publisher);
    expect(sourcesOf('protection-treaty')).not.toContain('ICMEC');
  });

  it('names the publishers of every sentence, with their dates, on its page and its picture', () => {
    for (const { id, card, sources } of parts) {
      expect({ id, sources: sources.length }).not.toEqual({ id, sources: 0 });
      for (const { credit } of sources) expect(credit.length, id).toBeGreaterThan(3);
      expect({ id, source: card.source }).toEqual({
        id,
        source: expect.stringMatching(/^(Source|Sumber): ./) as string
      });
      if (card.lead !== undefined) expect(card.source, id).toMatch(/\b(19|20)\d\d\b/);
    }
    const pictured = (id: string) =>
      parts.find((part) => part.id === id && part.card.language === 'en')!.card.source;
    expect(pictured('demand-later')).toMatch(/NCA, 3 April 2020.*25 May 2021.*20 October 2022/);
    expect(pictured('demand-where')).toMatch(/the Guardian, 8 October 2018/);
    expect(pictured('demand-where')).not.toContain('Inquiry');
    expect(pictured('since-encryption')).toMatch(/NCA.*February 2026.*OHCHR.*2022/);
    expect(pictured('signal-2018')).toMatch(/Our World in Data.*World Bank/);
  });
});

const levelOf = ({ large }: Pick<ShareCardWords, 'large'>) =>
  large.every(({ base, line }) => base ?? line) ? large.find(({ base }) => base) : undefined;
const isLevel = (card: ShareCardWords) => levelOf(card) !== undefined;

describe('a level', () => {
  const levels = parts.filter(({ card }) => isLevel(card));

  it('is that of the cover, of the signal, and of those who told nobody, alone in warm', () => {
    expect(levels.map(({ id }) => id).toSorted()).toEqual(
      ['signal-2018', 'signal-now', 'story', 'told-nobody'].flatMap((id) => [id, id])
    );
    for (const { id, card } of levels) {
      const { document } = parseHTML(shareCard(card, type.measure));
      const [block, ...others] = [...document.querySelectorAll('svg > rect')].filter(
        (one) => Number(one.getAttribute('height')) < shareSize.height
      );
      const { mark } = levelOf(card)!;
      const share = mark?.form === 'share' ? mark.filled / mark.of : NaN;
      expect(others).toEqual([]);
      expect(Number(block!.getAttribute('height')) / shareSize.height).toBeCloseTo(share, 2);
      expect([id, block!.getAttribute('fill') === colours.warm]).toEqual([
        id,
        id === 'told-nobody'
      ]);
    }
  });

  it('keeps its number, base and source when cropped to the middle square, the warm one to its middle 80%', () => {
    for (const { id, card } of levels) {
      const isWarm = id === 'told-nobody';
      const said = linesOf({ card })
        .filter(isInside)
        .filter(({ y, size }) => !isWarm || size < 20 || y - size * 0.68 > shareSize.height / 10)
        .map(({ text }) => text)
        .join(' ');
      const { text, label, base } = levelOf(card)!;
      const line = card.large.find((one) => one.line)?.line ?? '';
      for (const words of [text.slice(1), label, base!, line, card.source, `${card.checked}.`])
        expect([id, said]).toEqual([id, expect.stringContaining(words)]);
    }
  });
});

describe('a share card', () => {
  it('has only type, squares and bars: no map, no person (S16)', () => {
    for (const part of parts) {
      const { document } = parseHTML(shareCard(part.card, type.measure));
      const names = new Set(
        [...document.querySelectorAll('svg, svg *')].map(({ localName }) => localName)
      );
      for (const name of names)
        expect(['desc', 'g', 'path', 'rect', 'svg', 'text', 'title']).toContain(name);
      // Squares and bars have only vertical and horizontal edges.
      const paths = [...document.querySelectorAll('path')].map((path) => path.getAttribute('d')!);
      for (const path of paths) expect(path).toMatch(/^[Mmhvz\d. -]+$/);
    }
  });

  const ofOneNumber = () =>
    parts.flatMap(({ id, card }) =>
      card.large.length === 1 && card.large[0]!.mark
        ? [{ id, card, mark: card.large[0]!.mark }]
        : []
    );

  it('draws a share of children as a bar, never as squares, which would suggest a count (V23)', () => {
    const told = parts.filter(({ id }) => id.startsWith('told-'));
    expect(told).toHaveLength(8);
    for (const { id, card } of told.filter((part) => !isLevel(part.card))) {
      const { document } = parseHTML(shareCard(card, type.measure));
      expect([id, document.querySelectorAll('g').length]).toEqual([id, 0]);
      const bars = [...document.querySelectorAll('rect[height="14"]')].map((one) =>
        Number(one.getAttribute('width'))
      );
      const marks = card.large.flatMap(({ mark }) => (mark?.form === 'share' ? [mark] : []));
      expect(marks).toHaveLength({ 'told-known': 1, 'told-nobody': 1, 'told-reached': 2 }[id] ?? 0);
      expect(bars.map((width, at) => (at % 2 === 0 ? 1 : width / bars[at - 1]!))).toEqual(
        marks.flatMap(({ filled, of }) => [1, expect.closeTo(filled / of, 3) as number])
      );
    }
  });

  it('draws as many squares as its one number has parts, or people per square', () => {
    const shares = ofOneNumber().filter(({ mark }) => mark.form !== 'share');
    expect(shares.length).toBeGreaterThan(10);
    for (const { id, card, mark } of shares) {
      const { document } = parseHTML(shareCard(card, type.measure));
      const [squares] = document.querySelectorAll('g');
      if (mark.form === 'part') {
        const filled = [...squares!.querySelectorAll('rect')].filter(
          (one) => one.getAttribute('fill') !== colours.line
        );
        const area = filled.reduce((sum, one) => sum + Number(one.getAttribute('width')) / 0.8, 0);
        expect(Math.abs(area - mark.filled), id).toBeLessThan(0.02);
      } else {
        expect(squares!.querySelectorAll('path').length, id).toBeGreaterThan(0);
        const drawn = [...squares!.querySelectorAll('path')].reduce(
          (sum, one) => sum + one.getAttribute('d')!.split('z').length - 1,
          0
        );
        const per = Number(/= (\d+)/.exec(mark.form === 'squares' ? mark.key : '')?.[1] ?? 1);
        const [low = 0, high = low] = parts
          .find((part) => part.card === card)!
          .record.numbers.filter(({ id: number }) => card.large[0]!.of.includes(number))
          .map(({ value }) => value);
        expect(drawn * per, id).toBe(id === 'since' ? low : high);
      }
    }
  });

  it('keeps every line inside the margins, without overlaps', () => {
    for (const part of parts) {
      const lines = linesOf(part);
      for (const { x, y, width, size } of lines) {
        expect(x).toBeGreaterThanOrEqual(64);
        expect(x + width).toBeLessThanOrEqual(shareSize.width - 64 + 0.5);
        expect(y - size * 0.72).toBeGreaterThan(12);
        expect(y + size * 0.26).toBeLessThan(shareSize.height - 24);
      }
      lines.forEach((one, index) => {
        for (const other of lines.slice(index + 1)) {
          const across = one.x < other.x + other.width && other.x < one.x + one.width;
          // From cap height to baseline.
          const down = one.y > other.y - other.size * 0.68 && other.y > one.y - one.size * 0.68;
          expect({
            part: part.id,
            one: one.text,
            other: other.text,
            overlap: across && down
          }).toMatchObject({ overlap: false });
        }
      });
    }
  });

  it('is complete when cropped to the middle square: each number with its bound, subject and limits', async () => {
    for (const { id, card } of [...parts, ...sides].filter((part) => !isLevel(part.card))) {
      const lines = linesOf({ card });
      const cut = lines.filter(
        ({ x, width }) =>
          !(x > left + 16 && x + width < right - 16) && !(x + width < left - 16 || x > right + 16)
      );
      expect({ id, cut }).toEqual({ id, cut: [] });
      const said = (some: Line[]) => some.map(({ text }) => text).join(' ');
      // Only these may be cropped.
      const marks =
        card.large.length === 1
          ? card.large.flatMap(({ mark }) => (mark?.form === 'squares' ? [mark.key] : []))
          : [];
      expect({ id, gone: said(lines.filter((line) => !isInside(line))) }).toEqual({
        id,
        gone: [card.site, card.part, card.source, `${card.checked}.`, ...marks].join(' ')
      });
      const stays = card.large.flatMap(({ text, label, beside = [] }) =>
        [text, label].concat(beside)
      );
      expect({ id, stays: said(lines.filter(isInside)) }).toEqual({
        id,
        stays: [
          card.heading,
          ...(card.lead === undefined ? stays : [card.lead]),
          ...(card.limits ? [card.limits] : [])
        ].join(' ')
      });
      // A cropped bar would show another share; squares are entirely outside.
      const { document } = parseHTML(shareCard(card, type.measure));
      for (const bar of document.querySelectorAll('svg > rect:not(:first-of-type)')) {
        const at = Number(bar.getAttribute('x'));
        expect(at > left + 16 && at + Number(bar.getAttribute('width')) < right - 16, id).toBe(
          true
        );
      }
      for (const squares of document.querySelectorAll('g'))
        expect(
          Number(/^translate\(([\d.]+) /.exec(squares.getAttribute('transform')!)![1]),
          id
        ).toBeGreaterThan(right + 16);
    }
  });

  it('has heading, numbers and labels of 8 px or more at a width of 400 px', () => {
    for (const part of parts) {
      const lines = linesOf(part);
      const essential = lines
        .filter(isInside)
        .filter(
          ({ text }) =>
            part.heading.includes(text) ||
            part.record.large.some(({ label }) => label.includes(text))
        );
      expect(essential.length).toBeGreaterThan(0);
      for (const { size } of essential)
        expect((size * 400) / shareSize.width).toBeGreaterThanOrEqual(8);
    }
  });

  it('uses the warm accent for what children answered only, and blue-green for connection', () => {
    for (const part of parts.filter(({ card }) => !isLevel(card))) {
      const lines = linesOf(part);
      for (const { text, kind } of part.record.large) {
        const fill = { answer: colours.warm, connection: colours.c4, count: colours.ink }[kind];
        const coloured = lines
          .filter((line) => line.size >= 64 && line.fill === fill)
          .map((line) => line.text);
        expect({ id: part.id, said: coloured.join(' ') }).toEqual({
          id: part.id,
          said: expect.stringContaining(text) as string
        });
      }
      if (!part.record.large.some(({ kind }) => kind === 'answer'))
        expect(lines.map(({ fill }) => fill)).not.toContain(colours.warm);
    }
  });

  it('refuses text that does not fit', () => {
    const story = parts.find(({ id }) => id === 'demand-where');
    const long = { ...story!.card, heading: 'word '.repeat(60).trim() };
    expect(() => shareCard(long, type.measure)).toThrow(/“word word.*does not fit 3 lines/);
    expect(() =>
      shareCard({ ...story!.card, source: 'word '.repeat(200).trim() }, type.measure)
    ).toThrow(/too long for the foot/);
  });
});
