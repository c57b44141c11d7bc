/**
 * Empties an element and returns a function that writes its text. The node stays: adding one makes
 * `:has()` restyle a whole card. In-page translation replaces nodes.
 */
export function textNodeWriter(element: Element | null): (text: string) => void {
  const node = document.createTextNode('');
  element?.replaceChildren(node);
  return (text) => {
    if (!node.isConnected) element?.replaceChildren(node);
    if (node.data !== text) node.data = text;
  };
}
