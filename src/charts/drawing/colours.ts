/** The light palette of src/pages/styles/colours.css. Pictures outside the page are never dark. */
export const colours = {
  paper: '#fbfaf6',
  'paper-deep': '#f2f0e8',
  ink: '#1d2529',
  'ink-soft': '#465157',
  line: '#d6d3c8',
  'line-strong': '#858a86',
  k0: '#d1e7e2',
  k1: '#9bcec4',
  k2: '#69b3ab',
  k3: '#4a9799',
  k4: '#267580',
  k5: '#0f4a5c',
  c3: '#2b8089',
  c4: '#0f4a5c',
  'map-edge': '#35535b',
  'missing-line': '#8b8d86',
  level: '#0f4a5c',
  'level-edge': '#2b8089',
  warm: '#9a4d12',
  'warm-edge': '#b45f1e'
} as const;

export type Colour = (typeof colours)[keyof typeof colours];
