/**
 * Empties an element and returns how to write its text, in a node that stays: the cheapest change
 * of words there is, and one that comes or goes restyles a whole card with :has(). A browser that
 * translates the page puts others in its place.
 */
export function textNodeWriter(element: Element | null): (text: string) => void {
  const node = document.createTextNode('');
  element?.replaceChildren(node);
  return (text) => {
    if (!node.isConnected) element?.replaceChildren(node);
    if (node.data !== text) node.data = text;
  };
}
