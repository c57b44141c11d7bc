// CloudFront's runtime has neither destructuring nor `for … of`.
import { sent, site } from './site.ts';

const rules = sent.rules.map((rule) => ({ pattern: new RegExp(rule[0]), name: rule[1] }));

/**
 * @param {string} path
 * @returns {Readonly<Record<string, string>>}
 */
export function headersOf(path) {
  const rule = rules.find((one) => one.pattern.test(path));
  return sent.classes[rule ? rule.name : 'page'] || {};
}

const inLanguage = new RegExp(
  `^/(?:share/|embed/v1/(?:editions/[^/]+/)?(?:oembed/|packs/)?)?(${site.languages.join('|')})/`
);

/** @param {string} path */
export function languageOf(path) {
  const found = inLanguage.exec(path);
  return found ? found[1] : undefined;
}
