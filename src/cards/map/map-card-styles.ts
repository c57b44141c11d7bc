import { classLevels, fillClass, type MapMark } from '../../charts/choropleth/frame.ts';
import marks from '../../charts/choropleth/parts/marks.css?inline';
import steps from '../../charts/choropleth/parts/years.css?inline';
import hidden from '../../pages/styles/sr-only.css?inline';
import ground from './map-card.css?inline';

/**
 * The years that a map card shows without script, each by a letter: the newest, which is shown at
 * first, and up to four others.
 */
export const stillLetters = ['z', 'a', 'b', 'c', 'd'] as const;

/**
 * Returns a mark's classes: first `fillClass`, which script takes over; for each other year its
 * letter and class, `n` for none.
 */
export function stillMarkClass(marks: readonly (MapMark | undefined)[]): string {
  const [shown, ...others] = marks;
  const letters = others.map((mark, i) => `${stillLetters[i + 1] ?? ''}${mark?.level ?? 'n'}`);
  return [fillClass(shown), ...(shown ? letters : [])].join(' ');
}

/**
 * One rule for a kind of mark: by its letters while a still year is chosen, whatever the class that
 * script gives it.
 */
function stillRule(look: number | 'n', declarations: string): string {
  const stills = stillLetters.slice(1).map((letter) => `${chosen(letter)} .${letter}${look}`);
  return `${stills.join()}{${declarations}}`;
}

const chosen = (letter: string) => `.map-card:has([value=${letter}]:checked)`;

/** Returns the style sheet of a map card's picture. */
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
