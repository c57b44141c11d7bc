import { number, say, spoken } from '#locale/say.ts';
import type { Claim } from '../claim.ts';
import { isFunction, type FunctionName } from './functions.ts';
import { tokensOf } from './tokens.ts';

const words: Readonly<Record<string, () => string>> = {
  value: () => say`the figure`,
  year: () => say`its year`,
  WLD: () => say`the world`,
  IDN: () => 'Indonesia',
  GBR: () => say`the UK`,
  between: () => say`between`,
  to: () => say`to`,
  and: () => say`and`,
  or: () => say`or`,
  '<': () => say`below`,
  '<=': () => say`at most`,
  '=': () => say`equal to`,
  '!=': () => say`other than`,
  '>=': () => say`at least`,
  '>': () => say`above`
};

type Phrase = (one?: string, other?: string, third?: string) => string;

/** For the functions that promises call; any other keeps its name. */
const phrases: Readonly<Partial<Record<FunctionName, Phrase>>> = {
  share: (place, year) => say`the share online of ${place} in ${year}`,
  population: (place, year) => say`the population of ${place} in ${year}`,
  moved: (place, year, release) =>
    say`the points by which ${place} moved in ${year} since ${release}`,
  year_reached: (place, percent) => say`the year in which ${place} reached ${percent}%`,
  oldest: (place) => say`the first year with a figure of ${place}`,
  newest: (place) => say`the last year with a figure of ${place}`,
  newest_by_country: () => say`the newest year of the map`,
  parties: (year) => say`the states bound by ${year}`,
  estimate_countries: (id) => say`the number of countries of ${id}`,
  fact_countries: (id) => say`the number of countries of ${id}`,
  earlier: (one, other) => say`the earlier of ${one} and ${other}`,
  whole: (number) => say`${number} without a fraction`
};

export function formulaWords(formula: string) {
  const tokens = tokensOf(formula).map(({ text }) => text);
  let next = 0;
  const parts = () => {
    const said = [''];
    for (let text = tokens[next++]; text && text !== ')'; text = tokens[next++]) {
      if (text === ',') said.push('');
      else said.push(`${said.pop()} ${phrase(text)}`.trim());
    }
    return said;
  };
  const phrase = (text: string) => {
    if (text === '(') return `(${parts().join(', ')})`;
    if (!isFunction(text))
      return words[text]?.() ?? (/^\d+\.\d+$/.test(text) ? number(Number(text)) : text);
    next++;
    const given = parts();
    const said = phrases[text];
    if (!said) return `${text}(${given.join(', ')})`;
    const more = given.slice(said.length).join(', ');
    return said(...given) + (more && ` (${more})`);
  };
  return parts().join(', ');
}

export const promiseWords = ({ promise, written: { holds } }: Pick<Claim, 'promise' | 'written'>) =>
  spoken() === 'en' ? promise : formulaWords(holds);
