import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boot } from '../../src/pages/client/boot.ts';
import { styleTargets } from '../../src/site/assets/bundle-script.ts';
import { built, builtFiles } from './dist.ts';

/**
 * What a browser of the styleTargets does not know (https://caniuse.com, https://developer.mozilla.org),
 * by what it is written as.
 */
const youngScript: Readonly<Record<string, RegExp>> = {
  'a look behind in an expression (Safari 16.4)': /\(\?<[=!]/,
  'a static block (Safari 16.4)': /\bstatic\s*\{/,
  'a copy that is sorted, turned or cut (Safari 16, Chrome 110)':
    /\.(?:toSorted|toReversed|toSpliced)\(/,
  'groups (Safari 17.4)': /\b(?:Object|Map)\.groupBy\b/,
  'any of several signals, or one of time (Safari 17.4, 16)': /\bAbortSignal\.(?:any|timeout)\b/,
  'a promise with its ends (Safari 17.4)': /\bwithResolvers\b/,
  'idle time (no Safari)': /\brequestIdleCallback\b/,
  'whether an element is visible (Safari 17.4)': /\.checkVisibility\(/,
  'views in transition (Safari 18)': /\bstartViewTransition\b/,
  'whether an address can be read (Safari 17)': /\bcanParse\(/,
  'whether there are any, by their size: a query has none (Safari 17, Chrome 113)':
    /\.size\s*\?(?![.?])/,
  'a state that is told by a property (Firefox 119)': /\.aria[A-Z]\w*\s*=(?!=)/,
  'built style sheets (Safari 16.4)': /\badoptedStyleSheets\b/,
  'pieces of text (Firefox 125)': /\bIntl\.Segmenter\b/,
  'an array from what comes later (Safari 16.4)': /\bArray\.fromAsync\b/
};
/** What may be asked for where a browser that has none is asked first. */
const askedFirst: Readonly<Record<string, [use: RegExp, question: RegExp]>> = {
  'popovers (Safari 17, Firefox 125)': [/\.showPopover\(/, /typeof \w+\.showPopover/]
};

const youngStyle: Readonly<Record<string, RegExp>> = {
  'a width compared (Safari 16.4)': /@media[^{]*[<>]/,
  'mixed colours (Safari 16.2, Chrome 111)': /color-mix\(|light-dark\(|oklch\(|oklab\(/,
  'rules in rules (Safari 17.2, Chrome 120)': /[{};]\s*&/,
  'scopes (Chrome 118)': /@scope|@starting-style/,
  // Without a first value the declaration only spares work: who does not know it sees the same.
  'declared properties (Safari 16.4, Firefox 128)': /@property[^}]*initial-value/,
  'inherited grids (Safari 16, Chrome 117)': /subgrid/,
  'a clip of what flows over (Safari 16)': /overflow(?:-[xy])?:clip/
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

/** Selectors without the lists of which a browser leaves out what it does not know. */
function strict(selectors: string): string {
  const forgiving = /:(?:is|where)\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)/g;
  return selectors.replace(forgiving, '');
}

/** Every rule of a style sheet: the conditions around it, its selectors and its declarations. */
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

describe('the oldest browsers that are given the scroll', () => {
  it('are the ones that the README names', () => {
    const said = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
    expect(styleTargets).toEqual(['ios15.6', 'safari15.6', 'chrome109', 'firefox115']);
    expect(said).toContain('iOS 15.8, Chrome 109, Firefox 115');
  });

  it('can run every script, those that stand in pages included', () => {
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

  it('and older ones can read the script that gives the article back', () => {
    expect(boot({ stylesheet: 'a.css', script: 'a.js' })).not.toMatch(
      /=>|`|\b(?:const|let|class)\b|\?\.|\?\?|\.\.\.|\bfor \(var \w+ of\b|function \w*\([^)]*[{[=]/
    );
  });

  it('find nothing in a style sheet that they cannot read and that has no other for them', () => {
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
        // One selector that is not known takes its whole list with it.
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
