import type { Page } from 'playwright-core';

/** Makes style sheets read as in a browser without container queries (Safari before 16). */
export function withoutContainerQueries(page: Page) {
  return page.evaluate(() => {
    const isKept = /^not \(container-type:\s*inline-size\)$/;
    const read = (sheet: CSSStyleSheet | CSSGroupingRule) => {
      for (let index = sheet.cssRules.length - 1; index >= 0; index--) {
        const rule = sheet.cssRules[index]!;
        if (rule instanceof CSSContainerRule) sheet.deleteRule(index);
        else if (rule instanceof CSSSupportsRule && isKept.test(rule.conditionText)) {
          const inner = [...rule.cssRules].map(({ cssText }) => cssText);
          sheet.deleteRule(index);
          for (const text of inner.reverse()) sheet.insertRule(text, index);
        } else if (rule instanceof CSSStyleRule) {
          for (const name of [...rule.style]) {
            if (
              name.startsWith('container-') ||
              /\dcq[a-z]+/.test(rule.style.getPropertyValue(name))
            )
              rule.style.removeProperty(name);
          }
        } else if (rule instanceof CSSGroupingRule) read(rule);
      }
    };
    for (const sheet of document.styleSheets) read(sheet);
  });
}

/** Makes style sheets read as in a browser without `:has()` (Firefox before 121). */
export function withoutHas(page: Page) {
  return page.evaluate(() => {
    for (const sheet of document.styleSheets) {
      for (let index = sheet.cssRules.length - 1; index >= 0; index--) {
        const rule = sheet.cssRules[index]!;
        if (rule instanceof CSSSupportsRule && rule.conditionText.includes(':has'))
          sheet.deleteRule(index);
        else if (rule instanceof CSSStyleRule && rule.selectorText.includes(':has')) {
          const rest = rule.selectorText
            .split(/,\s*(?![^(]*\))/)
            .filter((selector) => !selector.includes(':has'));
          if (rest.length) rule.selectorText = rest.join();
          else sheet.deleteRule(index);
        }
      }
    }
  });
}
