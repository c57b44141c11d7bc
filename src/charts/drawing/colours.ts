/**
 * The house's colours of print, those of src/pages/styles/colours.css by name: pictures that leave
 * the page stand on paper always.
 */
export const colours = {
  paper: '#fbfaf6',
  'paper-deep': '#f2f0e8',
  ink: '#1d2529',
  'ink-soft': '#465157',
  line: '#d6d3c8',
  'line-strong': '#858a86',
  c0: '#e3f0ec',
  c1: '#a9d5cb',
  c2: '#68b3ab',
  c3: '#2b8089',
  c4: '#0f4a5c',
  'map-edge': '#35535b',
  'missing-line': '#8b8d86',
  estimate: '#b45f1e'
} as const;

/** One of the house's colours: its value, as an attribute of SVG takes it. */
export type Colour = (typeof colours)[keyof typeof colours];
