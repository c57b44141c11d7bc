/**
 * Empties an element and returns how to write its text. The text is changed inside one node that stays: where a style asks what an
 * element :has(), a node that comes or goes restyles the whole card, some 10 ms each time.
 */
export function textSpot(element: Element | null): (text: string) => void {
  const node = document.createTextNode('');
  element?.replaceChildren(node);
  return (text) => {
    if (node.data !== text) node.data = text;
  };
}
