import type { Session } from './session.ts';

/** A page as it is shown. */
export interface ShownPage {
  readonly identifier: string;
  readonly [key: string]: unknown;
}

/** The query that leaves nothing out. */
export const everything = { combinator: 'and', rules: [] };

/** A number chart that is right, with some keys changed. */
export const chart = (id: string, rest: object = {}) => ({
  id,
  type: 'entities-number-chart',
  unit: 'none',
  chartType: 'countEntities',
  calculationBy: 'entities',
  func: 'count',
  dataset: everything,
  ...rest,
});

/** The widgets of a page: one root with rows and what stands in them. */
export const dashboard = (layout: readonly object[], widgets: readonly object[]) => [
  { id: 'root', type: 'dashboard-widget', layout, widgets },
];

/** A row of columns, each a widget's id and a size. */
export const row = (...columns: readonly (readonly [string, number])[]) => ({
  height: 400,
  columns: columns.map(([id, size]) => ({ id, size })),
});

/** A page of two charts, with some keys changed. */
export const page = (rest: object = {}) => ({
  identifier: 'dora',
  title: 'DORA',
  type: 'dashboard',
  widgets: dashboard([row(['a', 6], ['b', 6])], [chart('a'), chart('b')]),
  ...rest,
});

/** Reads a page, or the list of pages. */
export async function getPage(session: Session, path = '/v1/pages/dora') {
  const { status, body } = await session.call('GET', path);
  return { status, ...(body as unknown as { page: ShownPage; pages: readonly ShownPage[] }) };
}

/** Creates a page, right or not. */
export const postPage = (session: Session, body: unknown) =>
  session.call('POST', '/v1/pages', body);
