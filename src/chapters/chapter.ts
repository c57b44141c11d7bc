/** What the unit chart shows: one NCA estimate at a time, or all as separate cards. */
export type UnitView = { estimate: 'nca-2018' | 'nca-2020' | 'nca-2021' | 'all' };
/** What the map shows. */
export type MapView = { layer: 'internet-use' | 'coverage-4g'; year: number };
/** How many of the aligned panels are in focus: the first, the first two, or all three. */
export type PanelsView = { shown: 1 | 2 | 3 };

/** One step: an id that is its address on the page, and the whole picture it shows (never a change to the one before). */
export interface Step<View> {
  id: string;
  view: View;
}

/** Tags a safeguarding test reads: a scene that names a country where children were abused must also name where the payers were (S07). */
export type SceneTag = 'names-country' | 'names-payer';

interface SceneBase {
  /** Also the section's address and the name of its copy file. */
  id: string;
  tags: SceneTag[];
}
export type Scene =
  | (SceneBase & { form: 'text' })
  | (SceneBase & { form: 'still'; figure: 'response' | 'speed' | 'revision' | 'unknown' | 'since' })
  | (SceneBase & { form: 'sticky'; figure: 'demand'; steps: Step<UnitView>[] })
  | (SceneBase & { form: 'sticky'; figure: 'world'; steps: Step<MapView>[] })
  | (SceneBase & { form: 'sticky'; figure: 'protection'; steps: Step<PanelsView>[] });
