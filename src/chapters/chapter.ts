import type { MapView } from '../charts/choropleth/frame.ts';
import type { PanelsView } from '../charts/panels/frame.ts';
import type { UnitView } from '../charts/unit/frame.ts';

/** One step: an id that is its address on the page, and the whole picture it shows (never a change to the one before). */
export interface Step<View> {
  id: string;
  /** Addresses that it had before: they still lead to it. */
  was: readonly string[];
  view: View;
  /** A row of `data/estimates.csv` whose sentence it shares in place of its picture's number, which beside its heading would seem to count somebody else. */
  statement?: string;
}

/** Tags a safeguarding test reads: a scene that names a country where children were abused must also name where the payers were (S07). */
export type SceneTag = 'names-country' | 'names-payer';

interface SceneBase {
  /** Also the section's address and the name of its copy file. */
  id: string;
  tags: readonly SceneTag[];
}
export type Scene =
  | (SceneBase & { form: 'text' })
  | (SceneBase & { form: 'still'; figure: 'response' | 'speed' | 'revision' | 'unknown' | 'since' })
  | (SceneBase & { form: 'sticky'; figure: 'demand'; steps: readonly Step<UnitView>[] })
  | (SceneBase & { form: 'sticky'; figure: 'world'; steps: readonly Step<MapView>[] })
  | (SceneBase & { form: 'sticky'; figure: 'protection'; steps: readonly Step<PanelsView>[] });

/** Returns the ids of a scene's steps in order; none where it has no steps. */
export function stepIds(scene: Scene): string[] {
  return scene.form === 'sticky' ? scene.steps.map(({ id }) => id) : [];
}
