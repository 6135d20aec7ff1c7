// Text has a contrast of at least 4.5 with every ground that it stands on, marks of charts at least 3; the four outcomes
// differ in lightness too, so that they are told apart without red and green. A test works both out.
const light = {
  page: '#f5f6f8',
  surface: '#ffffff',
  text: '#1a2230',
  quiet: '#566174',
  line: '#dfe3ea',
  edge: '#7f8a9c',
  grid: '#e6e9ef',
  link: '#1558b0',
  focus: '#1558b0',
  better: '#0b6b57',
  worse: '#a3341c',
  tint: '#e8f0fb',
  notice: '#fff6df',
  success: '#3d7fc4',
  failedRun: '#a8201a',
  rolledBack: '#c97a06',
  incident: '#4a2a78',
  coding: '#2f6f9f',
  review: '#c97a06',
  deploy: '#4a2a78',
} as const;

const dark: Record<keyof typeof light, string> = {
  page: '#0f141b',
  surface: '#171e28',
  text: '#e8ecf2',
  quiet: '#a3afc0',
  line: '#2b3543',
  edge: '#73809a',
  grid: '#263040',
  link: '#8dbcf5',
  focus: '#8dbcf5',
  better: '#6fd3b8',
  worse: '#ff9d85',
  tint: '#1d2c42',
  notice: '#332b15',
  success: '#4f93da',
  failedRun: '#ee6a5e',
  rolledBack: '#f3bd55',
  incident: '#dcc4ff',
  coding: '#5aa3d6',
  review: '#f3bd55',
  deploy: '#dcc4ff',
};

/** The colours of pages and charts by their use, in both themes. */
export const palettes = { light, dark } as const;

export type ThemeName = keyof typeof palettes;
export type ColourName = keyof typeof light;
