/**
 * Everything that can be said: the label files of one language, of which parity holds the others to
 * the same keys.
 */
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
  typeof import('../../data/copy/en/words.story.json') &
  typeof import('../../data/copy/en/words.tables.json') &
  typeof import('../../data/copy/en/words.views.json');

type Written = Extract<keyof LabelFiles, string>;

/** A key without the plural form that the count chooses; English has these two. */
type Counted<Key> = Key extends `${infer Name}.one`
  ? Name
  : Key extends `${infer Name}.other`
    ? Name
    : never;

/**
 * A key with an id in it that only a ledger or a declaration in `data/` knows; the build names one
 * that is not written.
 */
type OfLedger =
  | `unit.${string}.${'who' | 'publisher' | 'note'}`
  | `unknown.${'share' | 'table' | 'reports' | 'pages'}.${string}`
  | `since.item.${string}`
  | `share.lead.${string}`
  | `lookup.release.${string}`
  | `help.language.${string}`;

type Known = Written | Counted<Written>;

/**
 * The key of a label, as code asks for it. One that is not written is a type error, in the editor
 * too.
 */
export type Label = Known | OfLedger;

/** What may follow a prefix in a key: `LabelIn<'map.control'>` is `play`, `pause` … */
export type LabelIn<Prefix extends string, Key = Known> = Key extends `${Prefix}.${infer Rest}`
  ? Rest
  : never;
