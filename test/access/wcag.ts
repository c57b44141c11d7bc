import type { Criterion } from './criterion.ts';
import { by } from './holding-tests.ts';

const noMedia = 'There is no sound and no video.';
const noInput =
  'Nothing is asked of a reader that could be wrong: the only controls choose from what is there.';

/**
 * WCAG 2.2, levels A and AA (https://www.w3.org/TR/WCAG22/): every criterion, in order. 4.1.1 was
 * taken out of 2.2.
 */
export const wcag: readonly Criterion[] = [
  {
    id: '1.1.1',
    level: 'A',
    name: 'Non-text Content',
    tests: [by.descriptions, by.tablesOfSteps, by.axeOfStory, by.axeOfCards],
    review: 'Read each description beside its picture, in both languages.'
  },
  { id: '1.2.1', level: 'A', name: 'Audio-only and Video-only (Prerecorded)', absent: noMedia },
  { id: '1.2.2', level: 'A', name: 'Captions (Prerecorded)', absent: noMedia },
  {
    id: '1.2.3',
    level: 'A',
    name: 'Audio Description or Media Alternative (Prerecorded)',
    absent: noMedia
  },
  { id: '1.2.4', level: 'AA', name: 'Captions (Live)', absent: noMedia },
  { id: '1.2.5', level: 'AA', name: 'Audio Description (Prerecorded)', absent: noMedia },
  {
    id: '1.3.1',
    level: 'A',
    name: 'Info and Relationships',
    tests: [by.validPages, by.validCards, by.tables, by.headings, by.landmarks, by.axeOfStory]
  },
  {
    id: '1.3.2',
    level: 'A',
    name: 'Meaningful Sequence',
    tests: [by.oneOrder, by.plainArticle, by.plainFlag]
  },
  {
    id: '1.3.3',
    level: 'A',
    name: 'Sensory Characteristics',
    tests: [by.plainArticle],
    review: 'Read the copy for words that need the eye alone: a side, a colour, a shape.'
  },
  {
    id: '1.3.4',
    level: 'AA',
    name: 'Orientation',
    tests: [by.phoneTurned, by.tabletTurned, by.shortWindow, by.reflow]
  },
  {
    id: '1.3.5',
    level: 'AA',
    name: 'Identify Input Purpose',
    tests: [by.noForms],
    absent: 'Nothing is asked about the reader.'
  },
  {
    id: '1.4.1',
    level: 'A',
    name: 'Use of Color',
    tests: [by.tablesOfSteps, by.mapByList, by.forcedColours]
  },
  { id: '1.4.2', level: 'A', name: 'Audio Control', absent: noMedia },
  {
    id: '1.4.3',
    level: 'AA',
    name: 'Contrast (Minimum)',
    tests: [
      by.contrast,
      by.axeByNight,
      by.axeOfSidePages,
      by.axeOfCards,
      by.cardsByNight,
      by.cardTheme
    ]
  },
  {
    id: '1.4.4',
    level: 'AA',
    name: 'Resize Text',
    tests: [by.reflow, by.reflowBeside, by.cardText]
  },
  { id: '1.4.5', level: 'AA', name: 'Images of Text', tests: [by.still, by.plainArticle] },
  {
    id: '1.4.10',
    level: 'AA',
    name: 'Reflow',
    tests: [by.sideways, by.reflow, by.reflowBeside, by.axeOfSidePages]
  },
  {
    id: '1.4.11',
    level: 'AA',
    name: 'Non-text Contrast',
    tests: [by.forcedColours, by.colours, by.edges, by.tabbing, by.tabbingBeside],
    review: 'Measure the marks of the figures on paper: 3:1.'
  },
  {
    id: '1.4.12',
    level: 'AA',
    name: 'Text Spacing',
    tests: [by.reflow, by.reflowBeside, by.cardText]
  },
  {
    id: '1.4.13',
    level: 'AA',
    name: 'Content on Hover or Focus',
    tests: [by.mapByPointing, by.mapByTapping, by.answersOpen]
  },
  {
    id: '2.1.1',
    level: 'A',
    name: 'Keyboard',
    tests: [by.keyboard, by.tabbing, by.mapByKeys, by.stepButtons, by.answersOpen, by.cardKeys]
  },
  {
    id: '2.1.2',
    level: 'A',
    name: 'No Keyboard Trap',
    tests: [by.keyboard, by.tabbing, by.answersOpen, by.mapByKeys]
  },
  { id: '2.1.4', level: 'A', name: 'Character Key Shortcuts', tests: [by.keys] },
  {
    id: '2.2.1',
    level: 'A',
    name: 'Timing Adjustable',
    absent:
      'Nothing runs out: three presses of Shift have five seconds each, and a link does the same without a limit.',
    tests: [by.leaveOnShift]
  },
  {
    id: '2.2.2',
    level: 'A',
    name: 'Pause, Stop, Hide',
    tests: [by.mapRests, by.marks, by.noMotion]
  },
  {
    id: '2.3.1',
    level: 'A',
    name: 'Three Flashes or Below Threshold',
    tests: [by.marks],
    review: 'Watch a full read on each device: nothing flashes.'
  },
  { id: '2.4.1', level: 'A', name: 'Bypass Blocks', tests: [by.skipLinks] },
  {
    id: '2.4.2',
    level: 'A',
    name: 'Page Titled',
    tests: [by.axeOfStory, by.axeOfSidePages, by.axeOfCards, by.validPages],
    review: 'Read the titles in a list of tabs: honest, not graphic, each of its own.'
  },
  {
    id: '2.4.3',
    level: 'A',
    name: 'Focus Order',
    tests: [by.tabbing, by.oneOrder, by.answersOpen, by.stepButtons]
  },
  {
    id: '2.4.4',
    level: 'A',
    name: 'Link Purpose (In Context)',
    tests: [by.axeOfStory, by.anchors],
    review: 'Read the list of links by itself.'
  },
  {
    id: '2.4.5',
    level: 'AA',
    name: 'Multiple Ways',
    tests: [by.sitePages, by.addresses, by.anchors]
  },
  {
    id: '2.4.6',
    level: 'AA',
    name: 'Headings and Labels',
    tests: [by.headings, by.tables, by.plainArticle],
    review: 'Read the headings by themselves: they tell the story.'
  },
  {
    id: '2.4.7',
    level: 'AA',
    name: 'Focus Visible',
    tests: [by.tabbing, by.tabbingBeside, by.forcedColours]
  },
  {
    id: '2.4.11',
    level: 'AA',
    name: 'Focus Not Obscured (Minimum)',
    tests: [by.tabbing, by.tabbingLite, by.stepButtons]
  },
  {
    id: '2.5.1',
    level: 'A',
    name: 'Pointer Gestures',
    tests: [by.mapByTapping],
    absent: 'Nothing is done by a path or by several fingers.'
  },
  {
    id: '2.5.2',
    level: 'A',
    name: 'Pointer Cancellation',
    tests: [by.slidOff, by.answersOpen, by.mapByTapping]
  },
  {
    id: '2.5.3',
    level: 'A',
    name: 'Label in Name',
    tests: [by.named]
  },
  {
    id: '2.5.4',
    level: 'A',
    name: 'Motion Actuation',
    absent: 'Nothing listens to how a device is moved.'
  },
  {
    id: '2.5.7',
    level: 'AA',
    name: 'Dragging Movements',
    tests: [by.mapByButtons],
    absent: 'Nothing needs to be dragged: years go by buttons, by keys and by reading on.'
  },
  {
    id: '2.5.8',
    level: 'AA',
    name: 'Target Size (Minimum)',
    tests: [by.sizes, by.cardSizes, by.mapDots]
  },
  { id: '3.1.1', level: 'A', name: 'Language of Page', tests: [by.language, by.axeOfStory] },
  { id: '3.1.2', level: 'AA', name: 'Language of Parts', tests: [by.phrases, by.spokenNames] },
  { id: '3.2.1', level: 'A', name: 'On Focus', tests: [by.keyboard, by.mapByKeys, by.skipLinks] },
  {
    id: '3.2.2',
    level: 'A',
    name: 'On Input',
    tests: [by.keyboard, by.mapByList, by.lookup, by.plainSwitch]
  },
  {
    id: '3.2.3',
    level: 'AA',
    name: 'Consistent Navigation',
    tests: [by.barsAndFeet, by.helpPlaces]
  },
  {
    id: '3.2.4',
    level: 'AA',
    name: 'Consistent Identification',
    tests: [by.tables, by.cardNoScript]
  },
  { id: '3.2.6', level: 'A', name: 'Consistent Help', tests: [by.helpPlaces] },
  {
    id: '3.3.1',
    level: 'A',
    name: 'Error Identification',
    tests: [by.pickerFails],
    absent: noInput
  },
  {
    id: '3.3.2',
    level: 'A',
    name: 'Labels or Instructions',
    tests: [by.axeOfStory, by.axeOfCards]
  },
  { id: '3.3.3', level: 'AA', name: 'Error Suggestion', tests: [by.pickerFails], absent: noInput },
  {
    id: '3.3.4',
    level: 'AA',
    name: 'Error Prevention (Legal, Financial, Data)',
    tests: [by.noForms],
    absent: 'Nothing is sent.'
  },
  {
    id: '3.3.7',
    level: 'A',
    name: 'Redundant Entry',
    tests: [by.noForms],
    absent: 'Nothing is entered.'
  },
  {
    id: '3.3.8',
    level: 'AA',
    name: 'Accessible Authentication (Minimum)',
    tests: [by.noForms],
    absent: 'Nobody signs in.'
  },
  {
    id: '4.1.2',
    level: 'A',
    name: 'Name, Role, Value',
    tests: [by.named, by.landmarks, by.axeOfStory, by.axeOfSidePages, by.axeOfCards, by.mapSpeaks],
    review: 'Read with NVDA, VoiceOver and TalkBack.'
  },
  { id: '4.1.3', level: 'AA', name: 'Status Messages', tests: [by.mapByList, by.silent] }
];
