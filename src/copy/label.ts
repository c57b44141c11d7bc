/** The label files of one language; parity holds the others to the same keys. */
type LabelFiles = typeof import('../../data/copy/en/words.answers.json') &
  typeof import('../../data/copy/en/words.cards.json') &
  typeof import('../../data/copy/en/words.charts.json') &
  typeof import('../../data/copy/en/words.choropleth.json') &
  typeof import('../../data/copy/en/words.desk.json') &
  typeof import('../../data/copy/en/words.help.json') &
  typeof import('../../data/copy/en/words.json') &
  typeof import('../../data/copy/en/words.kit.json') &
  typeof import('../../data/copy/en/words.pages.json') &
  typeof import('../../data/copy/en/words.partners.json') &
  typeof import('../../data/copy/en/words.posters.json') &
  typeof import('../../data/copy/en/words.share.json') &
  typeof import('../../data/copy/en/words.statement.json') &
  typeof import('../../data/copy/en/words.story.json') &
  typeof import('../../data/copy/en/words.tables.json') &
  typeof import('../../data/copy/en/words.views.json');

type Written = Extract<keyof LabelFiles, string>;

/** A key without its plural form. */
type Counted<Key> = Key extends `${infer Name}.one`
  ? Name
  : Key extends `${infer Name}.other`
    ? Name
    : never;

/** Keys with an id of a ledger or declaration; the build names those that are missing. */
type OfLedger =
  | `unit.${string}.${'who' | 'publisher' | 'note' | 'brief'}`
  | `unknown.${'share' | 'table'}.${string}`
  | `counts.${'reports' | 'pages'}.${string}`
  | `since.${'item' | 'rail'}.${string}`
  | `share.lead.${string}`
  | `lookup.release.${string}`
  | `help.language.${string}`;

type Known = Written | Counted<Written>;

/** An unknown key is a type error. */
export type Label = Known | OfLedger;

/** `LabelIn<'map.control'>` is `play`, `pause` … */
export type LabelIn<Prefix extends string, Key = Known> = Key extends `${Prefix}.${infer Rest}`
  ? Rest
  : never;
