/** Keeps a map's hatching at its size on the screen, whatever the map's. */
export function keepHatching(svg: SVGSVGElement): void {
  new ResizeObserver(() => {
    const scale = svg.viewBox.baseVal.width / svg.clientWidth;
    if (Number.isFinite(scale))
      svg.querySelector('pattern')?.setAttribute('patternTransform', `scale(${scale}) rotate(45)`);
  }).observe(svg);
}
