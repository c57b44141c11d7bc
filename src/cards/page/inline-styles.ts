/** Markup without `style` attributes, and the rules that say the same. */
export interface WithoutInlineStyles {
  html: string;
  css: string;
}

/**
 * Returns markup in which each `style` attribute has become a class, and the rules of these classes: a policy that names styles by
 * hash lets no attribute through (standards E03). The class is written twice in its selector, to win over the chart's own
 * rules as the attribute did.
 * @param prefix keeps the classes of two pieces of markup on one page apart.
 */
export function withoutInlineStyles(html: string, prefix = 's'): WithoutInlineStyles {
  const names = new Map<string, string>();
  const out = html.replace(/<([a-z][^<>]*?) style="([^"]*)"([^<>]*)>/g, (_, before: string, style: string, after: string) => {
    const known = names.get(style) ?? `${prefix}${names.size.toString(36)}`;
    names.set(style, known);
    const tag = `<${before}${after}>`;
    return / class="/.test(tag) ? tag.replace(/ class="/, ` class="${known} `) : tag.replace(/^<([^\s/>]+)/, `<$1 class="${known}"`);
  });
  const css = [...names].map(([style, name]) => `.${name}.${name}{${style.replace(/;\s*$/, '')}}`).join('');
  return { html: out, css };
}
