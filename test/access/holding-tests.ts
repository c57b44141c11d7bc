import { held } from './criterion.ts';

const story = 'browser/story';
const access = 'browser/access';
const choropleth = 'browser/choropleth';
const pages = 'built/pages';
const cards = 'browser/cards';
const care = 'browser/care';
const heard = 'browser/heard';
const places = 'browser/places';
const controls = 'browser/controls';

/** The tests that hold what readers need, each by a short name. */
export const by = {
  axeOfStory: held(story, '%s: axe finds nothing at %i px, script: %s'),
  axeOfSidePages: held(
    care,
    '%s: axe finds nothing, by day and by night, and nothing scrolls sideways at 320 px'
  ),
  axeOfCards: held(cards, 'gives axe nothing to find in any view'),
  // Tables of cards by one row of each kind: rows of a kind share one style.
  cardsByNight: held(cards, 'is legible by night'),
  axeByNight: held(care, 'the story passes axe by night'),
  validPages: held(pages, '%s is valid HTML'),
  validCards: held('built/cards', 'is valid HTML'),
  plainArticle: held(story, 'every word, picture and table is there'),
  tables: held(
    pages,
    'gives every figure a title, a source, a table and its download (standards A12, V26)'
  ),
  descriptions: held('built/five-forms', '$id: the description in words'),
  tablesOfSteps: held('built/five-forms', '$id: the printed table'),
  movingForms: held(
    'browser/five-forms',
    'at each step the moving picture and its description say what the others do'
  ),
  still: held('built/five-forms', '$id: the still picture in the HTML'),
  reflow: held(access, '%s: no text is cut off, off the page or over other text (A15, A16)'),
  reflowBeside: held(
    access,
    'beside the story, at 400 % zoom, in text of 200 % and with the reader’s own spacing'
  ),
  cardText: held(
    'browser/card-text',
    '%s: no view’s text is cut off, off the card or over other text (WCAG 1.4.4, 1.4.12)'
  ),
  noRoom: held(access, 'in a picture that leaves its words no room: it stands still before them'),
  sideways: held(story, 'does not scroll sideways at 320 px, script: %s'),
  sizes: held(
    access,
    'at %i px: the smallest text is 12 px, the body 17 px or more, every control 24 px (A05, A18)'
  ),
  cardSizes: held(
    cards,
    'has text of 12 px and targets of 24 px at least, and few stops for the keyboard (standards A05, A10, A18)'
  ),
  contrast: held(
    access,
    '%s, %s: every word stands out from what is painted behind it, at each step (A14)'
  ),
  cardTheme: held('cards/theme', 'can be read on each other, whatever is asked'),
  forcedColours: held(access, '%s: marks, scale, hatch and focus survive (A17)'),
  forcedOnCards: held(cards, 'tells what is chosen in forced colours'),
  tabbing: held(
    access,
    '%s at %i px: tabbing from either end shows every stop whole, ringed, in reading order (A09, A14, A22)'
  ),
  tabbingBeside: held(
    controls,
    '%s: tabbing shows every stop whole and ringed, in reading order (WCAG 2.4.3, 2.4.7)'
  ),
  tabbingLite: held(
    'browser/lite',
    'shows by keyboard what has the focus, never under the way out in its corner (WCAG 2.4.11)'
  ),
  edges: held(
    controls,
    'the edge of every control stands out from its ground, by day and by night (WCAG 1.4.11)'
  ),
  slidOff: held(controls, 'do nothing when a press slides off them (WCAG 2.5.2)'),
  keys: held(access, 'no key but Shift does anything to the page as a whole (A23)'),
  keyboard: held(
    'browser/keyboard',
    'numbers are opened, every table is read and a country chosen in every list'
  ),
  named: held(
    heard,
    'calls every control what it shows, on the story, beside it and in cards (WCAG 2.5.3)'
  ),
  oneOrder: held(
    heard,
    'gives headings, figures, steps and controls in the order in which they are seen and reached (WCAG 1.3.2, 2.4.3)'
  ),
  headings: held(heard, 'begins with the one title and goes down by headings that skip no level'),
  landmarks: held(heard, 'names no two landmarks of a page alike, and the one main part of it'),
  spokenNames: held(heard, 'names nothing in another language without saying so (A19)'),
  barsAndFeet: held(
    heard,
    'finds the links of bars and feet in one order on every page (WCAG 3.2.3)'
  ),
  phoneTurned: held(places, 'when a phone is turned, where no picture sticks, and turned back'),
  tabletTurned: held(
    places,
    'when a tablet is turned in the middle of a scene, where the words go beside the picture'
  ),
  marks: held(
    access,
    'the same marks change, in 250 ms to 2 s; at once for readers who turn motion off (A06, V25)'
  ),
  noMotion: held(story, 'with reduced motion nothing moves'),
  noMotionOnCards: held(
    'browser/map-cards',
    'cuts to the newest year for readers who ask for less motion (A06)'
  ),
  language: held(pages, 'names its language, its translation and its own address'),
  phrases: held(access, '%s: phrases of another language say so (A19)'),
  print: held(
    access,
    '%s: holds every step, row, note and helpline, and no control, in fourteen pages (A24)'
  ),
  mapByPointing: held(
    choropleth,
    'by pointing: the reading follows the pointer and leaves with it'
  ),
  mapByTapping: held(choropleth, 'by tapping, and Esc closes it'),
  mapDots: held(choropleth, 'by tapping within 12 px of a dot in the sea (V17)'),
  mapByKeys: held(
    choropleth,
    'by arrow keys from one tab stop, which do nothing outside the map (A23)'
  ),
  mapByList: held(choropleth, 'from the list, in the alphabet of the language, and says it aloud'),
  mapNoData: held(
    choropleth,
    'says so where the source has no recent figure, and never calls it zero (V15)'
  ),
  mapByButtons: held(choropleth, 'by buttons, one year at a time, within the layer'),
  mapRests: held(
    choropleth,
    'never by itself: nothing plays until the reader asks or scrolls (A07)'
  ),
  mapSpeaks: held(
    choropleth,
    'keeps the SVG that the server drew, and speaks the new year in its name'
  ),
  smallMaps: held(
    choropleth,
    'stand in their steps for readers who turn motion off, also while they read'
  ),
  stepButtons: held(story, 'the step buttons go on by keyboard and keep the focus'),
  plainFlag: held(story, '%s: nothing sticks, nothing follows, and the address keeps the choice'),
  plainSwitch: held(story, 'is turned on and off from the page, keeping the place'),
  shortWindow: held(
    story,
    'is what a window under 400 px of height gets: nothing sticks and each picture is in its last state'
  ),
  shift: held(
    story,
    'a full read of %s shifts nothing, asks no one else, stores nothing and adds nothing to the history'
  ),
  addresses: held(story, '%s opens at its own address, in view, and keeps that address'),
  jumps: held(story, 'jumps on %s give what scrolling there gives'),
  progress: held(story, 'says how far along the reader is'),
  silent: held(pages, 'announces nothing as the reader scrolls (standards A02)'),
  answersOpen: held(
    care,
    'opens beside the text by %s, closes with Escape and gives the focus back'
  ),
  answersStill: held(care, 'leads to its note without script'),
  answersNamed: held('pages/answers', 'each have one answer, as printed, with a source'),
  leaveSeen: held(care, 'is on screen at the top, in the middle and at the end at %i px'),
  leaveOnShift: held(
    care,
    'leaves on three presses of Shift and not on two, on one that is held, nor on three far apart'
  ),
  helpPlaces: held(
    pages,
    'puts the content note before the first figure and help in three places (standards S20, S21)'
  ),
  noForms: held(
    pages,
    '%s loads nothing from anywhere else, holds no form and asks no reader for anything'
  ),
  anchors: held(pages, 'points only to places that are there'),
  sitePages: held(pages, 'exists in each language, with a door and a missing page'),
  otherLanguage: held(story, 'going to the other language keeps the place'),
  skipLinks: held('browser/skip-and-find', 'lead past the bar, and past each figure'),
  find: held('browser/skip-and-find', '%s: finds every sentence of the page as it is loaded'),
  cardKeys: held(cards, 'moves among the views by arrow keys, and scrolls the table by them'),
  cardNoScript: held(cards, 'shows what is chosen and nothing else, without script'),
  pickerFails: held(
    'browser/pickers',
    'says so when its file cannot be had, and asks again the next time'
  ),
  pickerNoScript: held(
    'browser/pickers',
    'is no one’s without script: the pictures and the file of every release stay'
  ),
  pickerLabels: held(
    'browser/pickers',
    'stands by the end of its line in speed, where no label covers another, a caption or the end of a line, and says its years to half'
  ),
  lookup: held('browser/pickers', 'is looked up with every release, as lines and as a table'),
  readingLevel: held(
    'copy/committed-copy',
    'is read with nine years of school or fewer, scene by scene (standards A21; Kincaid et al. 1975)'
  ),
  words: held(
    'copy/committed-copy',
    'are faultless by every rule of words, and so are labels, names and the pages beside the story'
  ),
  stepLength: held(
    'copy/committed-copy',
    'are 40 to 90 in each step of a sticky scene, and a sentence at least where the picture is the number itself'
  ),
  numbers: held('locale/numbers', 'never shortens a number and can be read back'),
  percent: held('locale/numbers', 'sets the percent sign without a space in both languages (A20)'),
  limits: held(
    pages,
    'says beside the map what it counts and what it does not show (standards S05)'
  ),
  colours: held('charts/drawing/colours', 'draws pictures in the very colours of the printed page'),
  shareText: held(
    'pages/share-cards',
    'can be read where it is shown 400 px wide: heading, numbers and labels at 8 px or more'
  )
} as const;
