import { escapeMarkup, tag } from '#copy/markup.ts';
import type { Description } from '../chart.ts';
import { element } from './element.ts';
import type { Drawing, Part } from './parts.ts';

/** The same chart at several widths, by the class of its drawings. */
export type PartsByWidth = Readonly<Record<string, Part[]>>;

interface Printed {
  chart: string;
  idPrefix: string;
  description: Description;
  /** Of the root: `data-` attributes that the page's script changes. */
  data?: Readonly<Record<string, string>> | undefined;
}

export const drawingSvg = ({ width, height, markup }: Drawing, name: string) =>
  element('svg', { class: name, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' }, markup);

const dataOf = (data: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [`data-${name}`, value]));

export function printParts(byWidth: PartsByWidth, printed: Printed) {
  const names = Object.keys(byWidth);
  const id = `${printed.idPrefix}-${printed.chart}-text`;
  const image = (name: string) => ({ role: 'img', 'aria-label': name, 'aria-describedby': id });
  let isNamed = false;
  const imageOf = (name: string | undefined) => {
    if (name === undefined) return {};
    isNamed = true;
    return image(name);
  };
  // Without a drawing it is read as text.
  let isText = true;
  const print = (versions: readonly (Part | undefined)[]): string => {
    const part = versions[0]!;
    if ('text' in part) {
      const { text, look, sample, after, number, inTable, isForPosters } = part;
      if (isForPosters) return '';
      const mark = sample
        ? element('svg', { class: 'sample', viewBox: '0 0 24 14', 'aria-hidden': 'true' }, sample)
        : '';
      const name = [look, ...(mark ? ['key'] : []), ...(inTable ? ['in-table'] : [])].join(' ');
      const words = look === 'heading' ? tag('b', text) : escapeMarkup(text);
      const both = after === undefined ? words : `${words} ${tag('span', after)}`;
      return element(
        'p',
        { class: name, 'data-number': number },
        mark ? `${mark}<span>${both}</span>` : both
      );
    }
    if ('columns' in part) {
      const fractions = part.columns.map(({ share }) => `minmax(0,${share}fr)`).join(' ');
      const printed = part.columns.map((_, at) =>
        element(
          'div',
          {},
          printAll(
            versions.map((version) =>
              version && 'columns' in version ? version.columns[at]!.parts : []
            )
          )
        )
      );
      const style = `--columns:${fractions}`;
      return element('div', { class: 'columns', style }, printed.join(''));
    }
    if ('beside' in part) {
      isText = false;
      const texts = element('div', {}, printAll([part.parts]));
      return element(
        'div',
        { class: 'beside', style: part.style },
        drawingSvg(part.beside, 'pillar') + texts
      );
    }
    if ('bar' in part) {
      isText = false;
      return element('div', { class: 'bar-whole', style: `--share:${part.bar}` }, ' ');
    }
    if ('parts' in part)
      return element(
        'div',
        {
          ...(part.isForStage && { class: 'for-stage', 'aria-hidden': 'true' }),
          ...dataOf(part.data),
          ...imageOf(part.name)
        },
        printAll(partsOf(versions))
      );
    isText = false;
    const drawn = versions.map((version, index) =>
      version && 'drawing' in version ? drawingSvg(version.drawing, names[index]!) : ''
    );
    return element('div', { class: 'drawing', ...imageOf(part.name) }, drawn.join(''));
  };
  const partsOf = (versions: readonly (Part | undefined)[]) =>
    versions.map((version) => (version && 'parts' in version ? version.parts : []));
  const printAll = (versions: readonly (readonly Part[])[]) =>
    versions[0]!.map((_, at) => print(versions.map((parts) => parts[at]))).join('');
  const { name, text } = printed.description;
  const inner = printAll(Object.values(byWidth));
  return element(
    'div',
    {
      class: `chart drawn ${printed.chart}`,
      ...dataOf(printed.data),
      ...(!isNamed && { ...image(name), ...(isText && { role: 'group' }) })
    },
    tag('p', text, ` id="${id}" hidden`) + inner
  );
}
