import type { Page } from 'playwright-core';

export interface TextLine {
  text: string;
  place: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  colour: string;
  size: number;
  /** Large text by WCAG 1.4.3. */
  large: boolean;
  inScrollBox: boolean;
  /** True in a bar that is fixed to the window. */
  fixed: boolean;
  off: boolean;
  /** True when another part lies over it, such as a sticky picture. */
  covered: boolean;
  /** The box whose hidden overflow cuts it off. */
  cutBy: string | null;
  /** Number of the text node: lines of one node may touch. */
  node: number;
}

/** Returns the visible lines under `root`. Runs in the page, so it uses nothing from outside. */
function textLines(root: Element) {
  const lines: TextLine[] = [];
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}${[...element.classList].map((one) => `.${one}`).join('')} in #${element.closest('[id]')?.id ?? ''}`;
  const open = {
    left: -Infinity,
    right: Infinity,
    top: -Infinity,
    bottom: Infinity,
    by: '',
    inScrollBox: false,
    fixed: false,
    unseen: false
  };
  type Frame = typeof open;
  const frames = new Map<Element, Frame>([[document.body, open]]);
  /** The clipping of an element and its ancestors, once for each: cells share theirs. */
  const frameOf = (element: Element | null): Frame => {
    if (!element) return open;
    const known = frames.get(element);
    if (known) return known;
    const frame = { ...frameOf(element.parentElement) };
    const { clipPath, position, overflowX, contain } = getComputedStyle(element);
    // For screen readers only.
    if (clipPath !== 'none') frame.unseen = true;
    if (position === 'fixed') frame.fixed = true;
    if (/auto|scroll/.test(overflowX)) frame.inScrollBox = true;
    else if (/hidden|clip/.test(overflowX) || /paint|strict|content/.test(contain)) {
      const box = element.getBoundingClientRect();
      if (
        box.left > frame.left ||
        box.right < frame.right ||
        box.top > frame.top ||
        box.bottom < frame.bottom
      )
        frame.by = name(element);
      frame.left = Math.max(frame.left, box.left);
      frame.right = Math.min(frame.right, box.right);
      frame.top = Math.max(frame.top, box.top);
      frame.bottom = Math.min(frame.bottom, box.bottom);
    }
    frames.set(element, frame);
    return frame;
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = 0; walker.nextNode(); node++) {
    const text = walker.currentNode as Text;
    const element = text.parentElement;
    if (!element || !text.data.trim() || element.closest('script, style, option')) continue;
    if (
      !element.checkVisibility({
        opacityProperty: true,
        visibilityProperty: true,
        contentVisibilityAuto: true
      })
    )
      continue;
    const { inScrollBox, fixed, unseen, ...clip } = frameOf(element);
    if (unseen) continue;
    const { color, fill, fontSize, fontWeight } = getComputedStyle(element);
    const size = parseFloat(fontSize);
    const range = document.createRange();
    range.selectNodeContents(text);
    // A range does not know the width that `textLength` sets.
    const boxes = element.closest('text[textLength]')
      ? [element.getBoundingClientRect()]
      : range.getClientRects();
    for (const { left, right, top, bottom, width, height } of boxes) {
      if (width < 1 || height < 1) continue;
      // A line's box is taller than its letters.
      const spare = height * 0.15;
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const cut =
        left < clip.left - 1 ||
        right > clip.right + 1 ||
        top + spare < clip.top ||
        bottom - spare > clip.bottom;
      lines.push({
        text: text.data.trim().slice(0, 40),
        place: name(element),
        left,
        right,
        top,
        bottom,
        colour: element instanceof SVGElement ? fill : color,
        size,
        large: size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700),
        inScrollBox,
        fixed,
        off: element.closest(':disabled') !== null,
        covered: hit?.closest('.stage, .bar') !== element.closest('.stage, .bar'),
        cutBy: cut ? clip.by : null,
        node
      });
    }
  }
  return lines;
}

export async function visibleLines(page: Page, selector = 'body') {
  // JSON is much faster than Playwright's own serialisation.
  const found = `JSON.stringify([...document.querySelectorAll(${JSON.stringify(selector)})].flatMap(${textLines.toString()}))`;
  return JSON.parse(await page.evaluate<string>(found)) as TextLine[];
}

const shown = ({ text, place }: TextLine) => `“${text}” (${place})`;

/** Text cut off, off the page, or over other text; sticky pictures are looked at by themselves. */
export async function textFaults(page: Page, selector = 'body') {
  const lines = await visibleLines(page, selector);
  const width = await page.evaluate(() => document.documentElement.clientWidth);
  const faults = new Set<string>();
  for (const line of lines) {
    if (line.cutBy !== null) faults.add(`${shown(line)} is cut off by ${line.cutBy}`);
    else if (!line.inScrollBox && (line.left < -1 || line.right > width + 1))
      faults.add(`${shown(line)} runs off the page`);
  }
  const ink = ({ left, right, top, bottom }: TextLine) => ({
    left: left + 1,
    right: right - 1,
    top: top + (bottom - top) * 0.22,
    bottom: bottom - (bottom - top) * 0.22
  });
  const free = lines
    .filter(({ inScrollBox, fixed }) => !inScrollBox && !fixed)
    .sort((one, other) => one.top - other.top);
  free.forEach((one, i) => {
    const a = ink(one);
    for (const other of free.slice(i + 1)) {
      if (other.top >= one.bottom) break;
      const b = ink(other);
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (one.node !== other.node && across > 1 && down > 1)
        faults.add(`${shown(one)} and ${shown(other)} lie over each other`);
    }
  });
  return [...faults];
}
