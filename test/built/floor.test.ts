import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boot } from '../../src/pages/client/boot.ts';
import { styleTargets } from '../../src/site/assets/bundle-script.ts';
import { built, builtFiles } from './dist.ts';

/** Syntax and functions that the oldest supported browsers lack (https://caniuse.com). */
const youngScript: Readonly<Record<string, RegExp>> = {
  'lookbehind (Safari 16.4)': /\(\?<[=!]/,
  'static blocks (Safari 16.4)': /\bstatic\s*\{/,
  'toSorted, toReversed, toSpliced (Safari 16, Chrome 110)':
    /\.(?:toSorted|toReversed|toSpliced)\(/,
  'groupBy (Safari 17.4)': /\b(?:Object|Map)\.groupBy\b/,
  'AbortSignal.any, timeout (Safari 17.4, 16)': /\bAbortSignal\.(?:any|timeout)\b/,
  'withResolvers (Safari 17.4)': /\bwithResolvers\b/,
  'requestIdleCallback (no Safari)': /\brequestIdleCallback\b/,
  'checkVisibility (Safari 17.4)': /\.checkVisibility\(/,
  'view transitions (Safari 18)': /\bstartViewTransition\b/,
  'URL.canParse (Safari 17)': /\bcanParse\(/,
  'URLSearchParams.size (Safari 17, Chrome 113)': /\.size\s*\?(?![.?])/,
  'ARIA reflection (Firefox 119)': /\.aria[A-Z]\w*\s*=(?!=)/,
  'adopted style sheets (Safari 16.4)': /\badoptedStyleSheets\b/,
  'Intl.Segmenter (Firefox 125)': /\bIntl\.Segmenter\b/,
  'Array.fromAsync (Safari 16.4)': /\bArray\.fromAsync\b/
};
/** Allowed after a test for it. */
const askedFirst: Readonly<Record<string, [use: RegExp, question: RegExp]>> = {
  'popovers (Safari 17, Firefox 125)': [/\.showPopover\(/, /typeof \w+\.showPopover/]
};

const youngStyle: Readonly<Record<string, RegExp>> = {
  'range syntax of media queries (Safari 16.4)': /@media[^{]*[<>]/,
  'color-mix and other colours (Safari 16.2, Chrome 111)':
    /color-mix\(|light-dark\(|oklch\(|oklab\(/,
  'nesting (Safari 17.2, Chrome 120)': /[{};]\s*&/,
  '@scope (Chrome 118)': /@scope|@starting-style/,
  // Without an initial value it only saves work.
  '@property (Safari 16.4, Firefox 128)': /@property[^}]*initial-value/,
  'subgrid (Safari 16, Chrome 117)': /subgrid/,
  'overflow: clip (Safari 16)': /overflow(?:-[xy])?:clip/
};

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
function strict(selectors: string): string {
  const forgiving = /:(?:is|where)\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)/g;
  return selectors.replace(forgiving, '');
}

function rulesOf(css: string): { around: string[]; selectors: string; declarations: string[] }[] {
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
    const faults = scripts.flatMap(([path, text]) => [
      ...Object.entries(youngScript).flatMap(([name, pattern]) =>
        pattern.test(text) ? [`${path}: ${name}`] : []
      ),
      ...Object.entries(askedFirst).flatMap(([name, [use, question]]) =>
        use.test(text) && !question.test(text) ? [`${path}: ${name}`] : []
      )
    ]);
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
      ...Object.entries(youngStyle).flatMap(([name, pattern]) =>
        pattern.test(css) ? [`${path}: ${name}`] : []
      ),
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
