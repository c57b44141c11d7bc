import { classLevels, fillClass, type MapMark } from '../../charts/choropleth/frame.ts';
import marks from '../../charts/choropleth/parts/marks.css?inline';
import steps from '../../charts/choropleth/parts/years.css?inline';
import hidden from '../../pages/styles/sr-only.css?inline';
import ground from './map-card.css?inline';

/** One letter per year that is available without script, the newest first. */
export const stillLetters = ['z', 'a', 'b', 'c', 'd'] as const;

/** First `fillClass`, for the script; then letter and class of each other year, `n` for none. */
export function stillMarkClass(marks: readonly (MapMark | undefined)[]): string {
  const [shown, ...others] = marks;
  const letters = others.map((mark, i) => `${stillLetters[i + 1] ?? ''}${mark?.level ?? 'n'}`);
  return [fillClass(shown), ...(shown ? letters : [])].join(' ');
}

/** Overrides the script's class while a still year is selected. */
function stillRule(look: number | 'n', declarations: string): string {
  const stills = stillLetters.slice(1).map((letter) => `${chosen(letter)} .${letter}${look}`);
  return `${stills.join()}{${declarations}}`;
}

const chosen = (letter: string) => `.map-card:has([value=${letter}]:checked)`;

export function mapCardStyles(): string {
  const edge = (level: number) => (level > 2 ? 'paper' : 'map-edge');
  const kinds = classLevels.map((level) =>
    stillRule(level, `--k:var(--c${level});--e:var(--${edge(level)})`)
  );
  const years = stillLetters
    .slice(1)
    .map(
      (letter) => `${chosen(letter)} .z{display:none}${chosen(letter)} .${letter}{display:inline}`
    );
  return [
    hidden,
    marks,
    steps,
    ground,
    ...kinds,
    stillRule('n', '--k:initial;--e:var(--map-edge)'),
    ...years
  ].join('');
}
