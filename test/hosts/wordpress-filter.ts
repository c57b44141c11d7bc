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

function cleaned(html: string) {
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
 * Filters the `html` of an oEmbed answer as WordPress does: keeps the first quotation and the first
 * frame after it, which gets a sandbox and a secret in its address and is hidden until it answers.
 * Returns false if there is no frame.
 * https://developer.wordpress.org/reference/functions/wp_filter_oembed_result/
 */
export function wordpressFilter(html: string, secret: string) {
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
