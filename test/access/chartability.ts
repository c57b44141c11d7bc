import type { Criterion } from './criterion.ts';
import { by } from './holding-tests.ts';

/**
 * Chartability's fifty tests (https://chartability.fizz.studio), in the order of standards.md,
 * section 3.
 */
export const chartability: readonly Criterion[] = [
  {
    id: '1',
    name: 'Low contrast',
    tests: [by.contrast, by.axeByNight, by.axeOfCards, by.cardsByNight]
  },
  {
    id: '2',
    name: 'Content is only visual',
    tests: [by.descriptions, by.tablesOfSteps, by.plainArticle]
  },
  { id: '3', name: 'Small text size', tests: [by.sizes, by.cardSizes, by.shareText] },
  {
    id: '4',
    name: 'Visuals present risk for seizure',
    tests: [by.marks, by.mapRests],
    review: 'Watch a full read on each device: nothing flashes.'
  },
  {
    id: '5',
    name: 'Colour is used alone to communicate meaning',
    tests: [by.forcedColours, by.tablesOfSteps, by.mapByList]
  },
  {
    id: '6',
    name: 'Meaningful elements cannot be distinguished',
    tests: [by.forcedColours, by.reflow],
    review: 'CardTheme at the borders on the map in its darkest classes.'
  },
  {
    id: '7',
    name: 'Not friendly to colour vision deficiency',
    tests: [by.forcedColours],
    review:
      'CardTheme at each figure in simulated deutan, protan and tritan vision: the scale grows darker step by step.'
  },
  {
    id: '8',
    name: 'Spacing is not used well',
    tests: [by.reflow, by.cardText, by.noRoom, by.pickerLabels]
  },
  {
    id: '9',
    name: 'Interaction has only one input type',
    tests: [by.keyboard, by.mapByKeys, by.mapByTapping, by.mapByList, by.mapByButtons]
  },
  {
    id: '10',
    name: 'No interaction cues or instructions',
    tests: [by.mapByPointing],
    review: 'Ask a reader who has not seen it how to find their country.'
  },
  { id: '11', name: 'Controls override assistive technology', tests: [by.keys, by.mapByKeys] },
  {
    id: '12',
    name: 'Low contrast on elements that change state',
    tests: [by.forcedColours, by.mapByPointing],
    review: 'CardTheme at a picked country in each class of the scale.'
  },
  {
    id: '13',
    name: 'Focus indicator is missing or faint',
    tests: [by.tabbing, by.tabbingBeside, by.forcedColours]
  },
  {
    id: '14',
    name: 'Too many or too few tab stops',
    tests: [by.tabbing, by.cardSizes, by.skipLinks]
  },
  { id: '15', name: 'Complex actions have no alternative', tests: [by.mapByList, by.mapByButtons] },
  { id: '16', name: 'Targets are too small', tests: [by.sizes, by.cardSizes, by.mapDots] },
  {
    id: '17',
    name: 'No explanation of purpose or how to read',
    tests: [by.limits, by.tables],
    review: 'Ask a reader who has not seen it what each figure counts.'
  },
  { id: '18', name: 'No title, summary or caption', tests: [by.tables, by.descriptions] },
  {
    id: '19',
    name: 'Text is written above a reading level of 9',
    tests: [by.readingLevel, by.words]
  },
  {
    id: '20',
    name: 'Context of an interaction is unclear',
    tests: [by.named, by.mapSpeaks, by.mapByList]
  },
  { id: '21', name: 'Information is too complex', tests: [by.stepLength, by.limits] },
  { id: '22', name: 'Changes are hard to follow', tests: [by.marks, by.smallMaps] },
  { id: '23', name: 'Metrics and variables are undefined', tests: [by.answersNamed, by.limits] },
  {
    id: '24',
    name: 'Uncertainty is not shown',
    tests: [by.tablesOfSteps, by.still, by.answersNamed]
  },
  {
    id: '25',
    name: 'Axes have no labels',
    tests: [by.still],
    review: 'Read the axes of each figure: their units, and where they start.'
  },
  {
    id: '26',
    name: 'Irrelevant controls',
    tests: [by.noForms],
    review: 'Try to make a list of countries at risk from the controls that are there (S01).'
  },
  {
    id: '27',
    name: 'Not built to standards',
    tests: [by.axeOfStory, by.axeOfSidePages, by.axeOfCards, by.validPages]
  },
  {
    id: '28',
    name: 'Semantically invalid',
    tests: [by.validPages, by.validCards, by.headings, by.landmarks, by.axeOfStory],
    review: 'Read with NVDA, VoiceOver and TalkBack.'
  },
  {
    id: '29',
    name: 'Fragile support',
    tests: [by.plainArticle, by.cardNoScript, by.pickerNoScript, by.answersStill]
  },
  { id: '30', name: 'No table', tests: [by.tables, by.tablesOfSteps, by.lookup] },
  {
    id: '31',
    name: 'Only one way through the information',
    tests: [by.stepButtons, by.plainFlag, by.find]
  },
  { id: '32', name: 'No location or history', tests: [by.progress, by.addresses, by.shift] },
  { id: '33', name: 'Not forgiving', tests: [by.stepButtons, by.mapByButtons, by.mapByTapping] },
  {
    id: '34',
    name: 'Cannot be navigated by its narrative',
    tests: [by.plainArticle, by.addresses]
  },
  {
    id: '35',
    name: 'Table is static',
    tests: [by.tables],
    review: 'Open a downloaded table in a spreadsheet and sort it.'
  },
  { id: '36', name: 'State is hard to share', tests: [by.addresses, by.plainFlag] },
  {
    id: '37',
    name: 'Density is inappropriate',
    tests: [by.still],
    review: 'Count the marks of each figure at 360 px.'
  },
  { id: '38', name: 'Navigation is tedious', tests: [by.headings, by.skipLinks, by.mapByKeys] },
  { id: '39', name: 'Features are not described', tests: [by.descriptions, by.movingForms] },
  { id: '40', name: 'Numbers cannot be read', tests: [by.numbers, by.percent] },
  { id: '41', name: 'Extremes are not considered', tests: [by.mapDots, by.mapNoData] },
  {
    id: '42',
    name: 'No default view',
    absent: 'Nothing is built by the reader: each picture begins in its first state.',
    tests: [by.still]
  },
  {
    id: '43',
    name: 'User styles are not respected',
    tests: [by.forcedColours, by.forcedOnCards, by.reflow]
  },
  {
    id: '44',
    name: 'Long animation without control',
    tests: [by.marks, by.mapRests, by.noMotion, by.noMotionOnCards]
  },
  {
    id: '45',
    name: 'Scrolling cannot be altered',
    tests: [by.plainFlag, by.plainSwitch, by.noMotion]
  },
  {
    id: '46',
    name: 'Zoom and reflow are not supported',
    tests: [by.reflow, by.reflowBeside, by.sideways]
  },
  {
    id: '47',
    name: 'Text adjustments are not respected',
    tests: [by.reflow, by.reflowBeside, by.cardText]
  },
  { id: '48', name: 'Not consistent', tests: [by.barsAndFeet, by.tables, by.helpPlaces] },
  {
    id: '49',
    name: 'Contrast and textures cannot be adjusted',
    tests: [by.forcedColours],
    review: 'Turn on more contrast: the hatch of missing figures gives way to an outline.'
  },
  {
    id: '50',
    name: 'No alternative to a hard chart',
    tests: [by.tables, by.mapByList, by.tablesOfSteps]
  }
];
