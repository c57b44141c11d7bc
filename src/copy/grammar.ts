import Markdoc, {
  type Config,
  type Node,
  type Schema,
  type RenderableTreeNodes
} from '@markdoc/markdoc';
import type { Language } from '../locale/languages.ts';
import { missingClaim, printTag, type Printer } from './passage.ts';

/** Everything else in Markdown is a fault. */
// oxfmt-ignore
export const allowedNodes: ReadonlySet<string> = new Set([
  'document', 'tag', 'paragraph', 'inline', 'text', 'softbreak', 'em', 'strong', 'link', 'list', 'item', 'heading'
]);

export const safeAddress = /^(#[\w-]+|\.{0,2}\/[\w./#-]*|https:\/\/\S+)$/;

/** Lets Markdoc validate where each tag is; `checkTags` has checked how it is written. */
function grammarOf(language: Language, print: Printer): Config {
  const printing = (tag: 'day' | 'year' | 'release'): Schema => ({
    selfClosing: true,
    attributes: { primary: { type: String } },
    // A year may begin a line.
    transform: (node) =>
      printTag(tag, String(node.attributes['primary']), language, print).replace(
        /^(\d{1,2}) /,
        '$1\u00a0'
      )
  });
  return {
    nodes: { ...Markdoc.nodes },
    tags: {
      lead: { attributes: {} },
      figure: { attributes: {} },
      after: { attributes: {} },
      step: { attributes: { id: { type: String } } },
      day: printing('day'),
      year: printing('year'),
      release: printing('release'),
      term: {
        attributes: { lang: { type: String } },
        transform: (node, config) =>
          new Markdoc.Tag('span', { lang: node.attributes['lang'] }, node.transformChildren(config))
      }
    }
  };
}

/** Lines, from 0, of nodes that Markdoc cannot place. */
export function misplacedLines(document: Node, language: Language, print: Printer): number[] {
  return [
    ...new Set(
      Markdoc.validate(document, grammarOf(language, print)).map(({ lines }) => lines[0] ?? 0)
    )
  ];
}

/**
 * Renders HTML: a claim is a `data` element in a link to its note, a foreign term has its `lang`.
 */
export function renderCopy(nodes: readonly Node[], language: Language, print: Printer): string {
  const contents = nodes
    .flatMap((node) => [node, ...node.walk()])
    .map((node): unknown => node.attributes['content']);
  const claims = contents
    .filter((content) => Markdoc.Ast.isVariable(content))
    .map(({ path }) => path.join('.'));
  const variables = Object.fromEntries(claims.map((id) => [id, claimElement(id, print)]));
  const tree = Markdoc.transform([...nodes], { ...grammarOf(language, print), variables });
  return Markdoc.renderers.html(tree as RenderableTreeNodes);
}

function claimElement(id: string, print: Printer) {
  const printed = print.claim(id);
  const value = printed?.ok ? { value: printed.value } : {};
  const number = new Markdoc.Tag('data', { class: 'claim', ...value, 'data-claim': id }, [
    printed?.ok ? printed.text : missingClaim
  ]);
  return new Markdoc.Tag('a', { class: 'ask', href: `#n-${id}` }, [number]);
}
