import type { Format } from './format.ts';

/** Every form of a report, by the name that the option `format` has for it. */
export const formats = {
  table: { endings: ['.txt'], load: async () => (await import('./render-table.ts')).renderTable },
  markdown: {
    endings: ['.md'],
    load: async () => (await import('./render-markdown.ts')).renderMarkdown,
  },
  json: { endings: ['.json'], load: async () => (await import('./render-json.ts')).renderJson },
  csv: { endings: ['.csv'], load: async () => (await import('./render-csv.ts')).renderCsv },
  openmetrics: {
    endings: ['.om', '.prom'],
    load: async () => (await import('./render-open-metrics.ts')).renderOpenMetrics,
  },
  html: {
    endings: ['.html', '.htm'],
    load: async () => (await import('./html/format-html.ts')).formatHtml,
  },
  svg: {
    endings: ['.svg'],
    load: async () => (await import('./charts/format-chart.ts')).formatSvg,
  },
  png: {
    endings: ['.png'],
    load: async () => (await import('./charts/format-chart.ts')).formatPng,
  },
  badge: {
    endings: ['badge.svg'],
    load: async () => (await import('./render-badge.ts')).renderBadge,
  },
  shields: {
    endings: ['.shields.json'],
    load: async () => (await import('./render-shields.ts')).renderShields,
  },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

/** The form that the name of a file means, the longest ending first; `null` when none does. */
export function formatOfFile(path: string): FormatName | null {
  const name = path.toLowerCase();
  const fitting = Object.entries(formats).flatMap(([format, { endings }]) =>
    endings.filter((ending) => name.endsWith(ending)).map((ending) => ({ format, ending })),
  );
  const best = fitting.sort((a, b) => b.ending.length - a.ending.length)[0];
  return (best?.format as FormatName | undefined) ?? null;
}
