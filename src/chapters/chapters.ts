import type { Scene } from './chapter.ts';

/** The scenes of the story in reading order. Demand comes first (standards S07). */
export const chapters: Scene[] = [
  { id: 'opening', form: 'text', tags: [] },
  {
    id: 'demand',
    form: 'sticky',
    figure: 'demand',
    tags: ['names-country', 'names-payer'],
    steps: [
      { id: 'demand-2018', view: { estimate: 'nca-2018' } },
      { id: 'demand-where', view: { estimate: 'nca-2018' } },
      { id: 'demand-2020', view: { estimate: 'nca-2020' } },
      { id: 'demand-2021', view: { estimate: 'nca-2021' } }
    ]
  },
  { id: 'response', form: 'still', figure: 'response', tags: [] },
  {
    id: 'world',
    form: 'sticky',
    figure: 'world',
    tags: [],
    steps: [
      { id: 'world-1990', view: { layer: 'internet-use', year: 1990 } },
      { id: 'world-2000', view: { layer: 'internet-use', year: 2000 } },
      { id: 'world-2018', view: { layer: 'internet-use', year: 2018 } },
      { id: 'world-2023', view: { layer: 'internet-use', year: 2023 } },
      { id: 'coverage-2015', view: { layer: 'coverage-4g', year: 2015 } },
      { id: 'coverage-2023', view: { layer: 'coverage-4g', year: 2022 } }
    ]
  },
  { id: 'speed', form: 'still', figure: 'speed', tags: [] },
  { id: 'revision', form: 'still', figure: 'revision', tags: [] },
  {
    id: 'protection',
    form: 'sticky',
    figure: 'protection',
    tags: [],
    steps: [
      { id: 'protection-online', view: { shown: 1 } },
      { id: 'protection-treaty', view: { shown: 2 } },
      { id: 'protection-law', view: { shown: 3 } }
    ]
  },
  { id: 'unknown', form: 'still', figure: 'unknown', tags: [] },
  { id: 'since', form: 'still', figure: 'since', tags: [] },
  { id: 'closing', form: 'text', tags: [] }
];
