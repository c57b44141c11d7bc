import { overlaps } from '../../drawing/place-labels.ts';
import { followed } from '../describe.ts';
import { required } from '../parts/text-writer.ts';

export function pickedLabel(figure: HTMLElement): (iso3: string | null) => void {
  const svg = required<SVGSVGElement>(figure, '.choropleth-map svg');
  const label = required(figure, '[data-place="pick"]');
  const others = [
    ...figure.querySelectorAll<HTMLElement>('.choropleth-label:not([data-place="pick"])')
  ];
  function covered() {
    const own = label.getBoundingClientRect();
    return others.filter((other) => overlaps(own, other.getBoundingClientRect()));
  }
  return (iso3) => {
    const drawn =
      iso3 === null || followed.some((one) => one === iso3)
        ? null
        : svg.querySelector<SVGGraphicsElement>(`#${figure.dataset['map']}-${iso3}`);
    label.hidden = !drawn;
    label.classList.remove('below');
    for (const other of others) other.style.visibility = '';
    if (!drawn) return;
    const { x, y, width, height } = drawn.getBBox();
    const whole = svg.viewBox.baseVal;
    const put = (top: number) =>
      (label.style.cssText = `--x:${(x + width / 2) / whole.width};--y:${top / whole.height};--tall:${label.offsetHeight}px`);
    put(y);
    if (covered().length > 0) {
      label.classList.add('below');
      put(y + height);
    }
    for (const other of covered()) other.style.visibility = 'hidden';
  };
}
