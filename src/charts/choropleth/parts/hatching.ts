export function keepHatching(svg: SVGSVGElement) {
  new ResizeObserver(() => {
    const { viewBox, clientWidth } = svg;
    const scale = `scale(${viewBox.baseVal.width / clientWidth}) rotate(45)`;
    if (clientWidth) svg.querySelector('pattern')?.setAttribute('patternTransform', scale);
  }).observe(svg);
}
