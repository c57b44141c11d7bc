import type { Figure } from './figure.ts';
import { element } from './drawing/element.ts';
import { pictureStyles } from './drawing/stack-parts.ts';

// Apart from the components, which the desk's commands do not load.
const stylesheets = import.meta.glob<string>('./*/*.css', {
  eager: true,
  query: '?inline',
  import: 'default'
});

// As written: films compare what they were drawn with.
const written = import.meta.glob<string>('./*/*.css', {
  eager: true,
  query: '?raw',
  import: 'default'
});

type Charted = Pick<Figure, 'chart'>;

export const figureStyles = ({ chart }: Charted) => stylesheets[`./${chart}/${chart}.css`] ?? '';

/** CSS of the charts that first.css does not import; as in story-client.ts, but for its stages. */
export const laterStyles = Object.entries(stylesheets)
  .filter(
    ([path]) =>
      !/\/(choropleth|counts|drawing|unit)\/|\/(place\/place|level\/stage)\.css$/.test(path)
  )
  .map(([, sheet]) => sheet)
  .join('');

/** For pictures outside the page, which are never dark. */
const chartStyles = ({ chart }: Charted) =>
  pictureStyles(`${written['./drawing/drawing.css']}${written[`./${chart}/${chart}.css`]}`);

export const styleElement = (figure: Charted) => element('style', {}, chartStyles(figure));
