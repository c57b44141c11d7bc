import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boot } from '../../src/pages/client/boot.ts';
import { styleTargets } from '../../src/site/assets/bundle-script.ts';
import { caseRows } from '../case-rows.ts';
import { built, builtFiles } from './dist.ts';

/**
 * Syntax and functions that the oldest supported browsers lack (https://caniuse.com): allowed after
 * a test for them, and `@property` without an initial value, where it only saves work.
 */
const young = caseRows<'in' | 'what' | 'pattern' | 'unless'>('young-syntax').map((row) => ({
  ...row,
  pattern: new RegExp(row.pattern),
  unless: new RegExp(row.unless || '(?!)')
}));
const faultsIn = (kind: string, path: string, text: string) =>
  young
    .filter((row) => row.in === kind && row.pattern.test(text) && !row.unless.test(text))
    .map(({ what }) => `${path}: ${what}`);

const inline = (html: string, tag: string) =>
  [
    ...html.matchAll(new RegExp(`<${tag}(?![^>]*application/)[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))
  ].map(([, text]) => text!);
const pages = builtFiles().filter((path) => path.endsWith('.html') && !path.includes('/editions/'));
const ofKind = (extension: string, tag: string) => [
  ...builtFiles()
    .filter((path) => path.endsWith(extension))
    .map((path) => [path, built(path)] as const),
  ...pages
    .map((path) => [path, inline(built(path), tag).join('\n')] as const)
    .filter(([, text]) => text)
];

/** Selectors without forgiving lists. */
function strict(selectors: string) {
  const forgiving = /:(?:is|where)\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)/g;
  return selectors.replace(forgiving, '');
}

function rulesOf(css: string) {
  const around: string[] = [];
  return [
    ...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]*)\{([^{}]*)\}|([^{};]*)\{|\}/g)
  ].flatMap(([piece, selectors, declarations, condition]) => {
    if (piece === '}') around.pop();
    else if (condition !== undefined) around.push(condition.trim());
    else
      return [
        {
          around: [...around],
          selectors: selectors!.trim(),
          declarations: declarations!.split(/;(?![^(]*\))/)
        }
      ];
    return [];
  });
}

describe('the oldest supported browsers', () => {
  it('are those of the README', () => {
    const said = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
    expect(styleTargets).toEqual(['ios15.6', 'safari15.6', 'chrome109', 'firefox115']);
    expect(said).toContain('iOS 15.8, Chrome 109, Firefox 115');
  });

  it('can run every script, also inline', () => {
    const scripts = ofKind('.js', 'script');
    expect(scripts.length).toBeGreaterThan(10);
    const faults = scripts.flatMap(([path, text]) => faultsIn('script', path, text));
    expect(faults).toEqual([]);
  });

  it('and older ones can run the boot script', () => {
    expect(boot({ stylesheet: 'a.css', script: 'a.js' })).not.toMatch(
      /=>|`|\b(?:const|let|class)\b|\?\.|\?\?|\.\.\.|\bfor \(var \w+ of\b|function \w*\([^)]*[{[=]/
    );
  });

  it('can read every style sheet, or have a fallback', () => {
    const styles = ofKind('.css', 'style');
    expect(styles.length).toBeGreaterThan(10);
    const faults = styles.flatMap(([path, css]) => [
      ...faultsIn('style', path, css),
      ...rulesOf(css).flatMap(({ around, selectors, declarations }) => {
        const asked = around.some(
          (condition) =>
            condition.startsWith('@container') || /selector\(:has|\(width:1cqi\)/.test(condition)
        );
        if (asked) return [];
        // An unknown selector invalidates its whole list.
        const listed = strict(selectors).split(/,(?![^(]*\))/);
        const mixed =
          listed.some((one) => one.includes(':has(')) &&
          listed.some((one) => !one.includes(':has('));
        const bare = declarations.filter((declaration, index) => {
          const [property] = declaration.split(':');
          return (
            /\dcq(?:w|h|i|b|min|max)\b/.test(declaration) &&
            !declarations.slice(0, index).some((other) => other.split(':')[0] === property)
          );
        });
        return [
          ...(mixed ? [`${path}: ${selectors} with others`] : []),
          ...bare.map((declaration) => `${path}: ${selectors} {${declaration}}`)
        ];
      })
    ]);
    expect(faults).toEqual([]);
  });
});
