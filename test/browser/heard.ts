import type { Page } from 'playwright-core';

export interface Heard {
  role: string;
  name: string;
  /** Number of the element in the page, which its `data-heard` holds. */
  index: number;
}

interface AxNode {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  childIds?: string[];
  backendDOMNodeId?: number;
}
interface DomNode {
  backendNodeId: number;
  attributes?: string[];
  children?: DomNode[];
}

export async function heardOn(page: Page) {
  await page.evaluate(() =>
    document
      .querySelectorAll('*')
      .forEach((one, index) => one.setAttribute('data-heard', String(index)))
  );
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = (await session.send('DOM.getDocument', { depth: -1 })) as { root: DomNode };
    const numbers = new Map<number, number>();
    const number = ({ backendNodeId, attributes = [], children = [] }: DomNode) => {
      const at = attributes.indexOf('data-heard');
      if (at >= 0) numbers.set(backendNodeId, Number(attributes[at + 1]));
      children.forEach(number);
    };
    number(root);
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const heard: Heard[] = [];
    const hear = ({ ignored, role, name, childIds = [], backendDOMNodeId = -1 }: AxNode) => {
      const index = numbers.get(backendDOMNodeId);
      if (!ignored && index !== undefined) {
        heard.push({ role: role?.value ?? '', name: name?.value ?? '', index });
      }
      for (const id of childIds) if (byId.has(id)) hear(byId.get(id)!);
    };
    if (nodes[0]) hear(nodes[0]);
    return heard;
  } finally {
    await session.detach();
  }
}
