/** What WordPress lets through of an answer from a provider that it does not know, by element. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  blockquote: [],
  iframe: [
    'src',
    'width',
    'height',
    'frameborder',
    'marginwidth',
    'marginheight',
    'scrolling',
    'title'
  ]
};

/** Takes away every other element, but not the words in it, and every other attribute. */
function cleaned(html: string): string {
  return html.replace(
    /<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>/gi,
    (_, slash: string, name: string, attributes: string) => {
      const kept = allowed[name.toLowerCase()];
      if (!kept) return '';
      if (slash) return `</${name}>`;
      const pairs = [...attributes.matchAll(/([\w-]+)\s*=\s*"([^"]*)"/g)].filter(
        ([, attribute = '']) => kept.includes(attribute)
      );
      return `<${name}${pairs.map(([, attribute, value]) => ` ${attribute}="${value}"`).join('')}>`;
    }
  );
}

/**
 * Returns what WordPress puts into a page for the `html` of an oEmbed answer: the first quotation
 * and the first frame after it, both cleaned, the frame in a sandbox, with a secret behind its
 * address, and hidden until it says so; false where there is no frame. The rules of
 * https://developer.wordpress.org/reference/functions/wp_filter_oembed_result/, written anew.
 */
export function wordpressFilter(html: string, secret: string): string | false {
  const clean = cleaned(html);
  const frame = /<iframe\b[^>]*><\/iframe>/.exec(clean)?.[0];
  if (frame === undefined) return false;
  const quotation =
    /<blockquote>[\s\S]*?<\/blockquote>/.exec(clean.slice(0, clean.indexOf(frame)))?.[0] ?? '';
  const hidden = quotation ? ' style="position: absolute; visibility: hidden;"' : '';
  const framed = frame
    .replace(/ src="([^"]*)"/, ` src="$1#?secret=${secret}" data-secret="${secret}"`)
    .replace(
      '<iframe',
      `<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"${hidden}`
    );
  return (
    quotation.replace(
      '<blockquote',
      `<blockquote class="wp-embedded-content" data-secret="${secret}"`
    ) + framed
  );
}
