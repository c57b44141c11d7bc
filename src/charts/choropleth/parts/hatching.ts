/** Keeps hatching at a constant size on the screen. */
export function keepHatching(svg: SVGSVGElement) {
  new ResizeObserver(() => {
    const scale = svg.viewBox.baseVal.width / svg.clientWidth;
    if (Number.isFinite(scale))
      svg.querySelector('pattern')?.setAttribute('patternTransform', `scale(${scale}) rotate(45)`);
  }).observe(svg);
}
