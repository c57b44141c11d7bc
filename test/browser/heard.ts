import type { Page } from 'playwright-core';

/** What a screen reader is given of one element, in the order in which it is given. */
export interface Heard {
  role: string;
  name: string;
  /** Of a heading. */
  level: number;
  /** Number of its element among all of the page's, to look it up by: `document.querySelectorAll('*')[index]`. */
  index: number;
}

interface AxNode {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
  childIds?: string[];
  backendDOMNodeId?: number;
}
interface DomNode {
  nodeType: number;
  backendNodeId: number;
  children?: DomNode[];
}

/** As the DOM numbers kinds of nodes. */
const elementNode = 1;

/** Returns what Chromium gives a screen reader of the page as it is: every element that is not passed over. */
export async function heardOn(page: Page): Promise<Heard[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = (await session.send('DOM.getDocument', { depth: -1 })) as { root: DomNode };
    const numbers = new Map<number, number>();
    const number = ({ nodeType, backendNodeId, children = [] }: DomNode) => {
      if (nodeType === elementNode) numbers.set(backendNodeId, numbers.size);
      children.forEach(number);
    };
    number(root);
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const heard: Heard[] = [];
    const hear = ({ ignored, role, name, properties = [], childIds = [], backendDOMNodeId = -1 }: AxNode) => {
      const index = numbers.get(backendDOMNodeId);
      if (!ignored && index !== undefined) {
        const level = Number(properties.find((one) => one.name === 'level')?.value.value ?? 0);
        heard.push({ role: role?.value ?? '', name: name?.value ?? '', level, index });
      }
      for (const id of childIds) if (byId.has(id)) hear(byId.get(id)!);
    };
    if (nodes[0]) hear(nodes[0]);
    return heard;
  } finally {
    await session.detach();
  }
}
