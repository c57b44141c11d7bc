import { mount } from 'svelte';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import CountryPicker from '../CountryPicker.svelte';
import { readSpoken } from '../spoken.ts';
import { describeLine, placeName } from './describe.ts';
import { alignLine, linePath } from './frame.ts';

/** What the lines need of the page's own data: internet use as the map carries it. */
interface UseByEconomy {
  years: readonly number[];
  economies: readonly { iso3: string; values: readonly (number | null)[] }[];
}

/** Lets the reader add a country to a server-drawn `.lines`. */
export function mountLines(root: HTMLElement, use: UseByEconomy, countries: readonly (readonly [iso3: string, name: string])[]): void {
  const words: Words = readSpoken(root.querySelector('.spoken')!.textContent, Object.fromEntries(countries));
  const target = root.querySelector('[data-pick]')!;
  const drawn = root.querySelector('[data-place="pick"]')!;
  const end = root.querySelector<HTMLElement>('[data-end]')!;
  const draw = (selector: string, d: string) => drawn.querySelectorAll(selector).forEach((path) => path.setAttribute('d', d));

  function onpick(iso3: string | null): string {
    const values = use.economies.find((economy) => economy.iso3 === iso3)?.values ?? [];
    const line = iso3 === null ? undefined : alignLine(iso3, use.years, values);
    draw('.halo, .series', line ? linePath(line) : '');
    draw('.dot', line?.half ? `M${line.half.x * 100} ${100 - line.half.y * 100}h0` : '');
    end.hidden = !line;
    if (line) {
      const last = line.points.at(-1)!;
      end.style.cssText = `left: ${last.x * 100}%; bottom: ${last.y * 100}%`;
      end.firstElementChild!.textContent = placeName(line.code, words);
      end.lastElementChild!.textContent = speak(words, 'speed.end', {
        share: formatPercent(last.value, words.language),
        year: String(last.year)
      });
      return describeLine(line, words);
    }
    return iso3 === null ? '' : speak(words, 'speed.pick.never', { place: words.countries[iso3] ?? iso3 });
  }
  mount(CountryPicker, {
    target,
    props: { label: speak(words, 'speed.pick.label'), none: speak(words, 'speed.pick.none'), countries, onpick }
  });
}
