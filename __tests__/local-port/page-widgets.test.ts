import { afterEach, describe, expect, test } from '@jest/globals';
import { chart, dashboard, everything, getPage, page, postPage, row } from './support/pages.ts';
import { closeAll, open } from './support/session.ts';

afterEach(closeAll);

describe('a widget', () => {
  const bad: readonly (readonly [string, object])[] = [
    ['of an unknown type', { id: 'a', type: 'multi-line-chart', title: 'x' }],
    ['number chart without a unit', { ...chart('a'), unit: undefined }],
    ['number chart without a dataset', { ...chart('a'), dataset: undefined }],
    [
      'number chart of a property it does not name',
      chart('a', { calculationBy: 'property', func: 'sum' }),
    ],
    ['number chart with a function of the other kind', chart('a', { func: 'median' })],
    ['average over nothing', chart('a', { func: 'average' })],
    ['custom unit without a name', chart('a', { unit: 'custom' })],
    ['unit at the bottom', chart('a', { unitAlignment: 'bottom' })],
    [
      'pie chart without the kind of its property',
      { id: 'a', type: 'entities-pie-chart', dataset: everything, property: 'status' },
    ],
    [
      'pie chart with a key too many',
      {
        id: 'a',
        type: 'entities-pie-chart',
        dataset: everything,
        property: 'property#status',
        unit: 'none',
      },
    ],
    [
      'line chart by week',
      {
        id: 'a',
        type: 'line-chart',
        blueprint: 'x',
        chartType: 'countEntities',
        func: 'count',
        measureTimeBy: 'createdAt',
        timeInterval: 'week',
      },
    ],
    [
      'line chart of the wrong function',
      {
        id: 'a',
        type: 'line-chart',
        blueprint: 'x',
        chartType: 'countEntities',
        func: 'median',
        measureTimeBy: 'createdAt',
      },
    ],
    [
      'line chart of future days',
      {
        id: 'a',
        type: 'line-chart',
        blueprint: 'x',
        chartType: 'countEntities',
        func: 'count',
        measureTimeBy: 'createdAt',
        timeRange: { preset: 'nextMonth' },
      },
    ],
    ['table without a dataset', { id: 'a', type: 'table-entities-explorer' }],
    ['text without text', { id: 'a', type: 'markdown', title: 'x' }],
    [
      'protected address without a way in',
      {
        id: 'a',
        type: 'iframe-widget',
        title: 'x',
        url: 'https://a.example',
        urlType: 'protected',
      },
    ],
  ];

  test.each(bad)('is refused: %s', async (_, widget) => {
    const session = await open();
    const reply = await postPage(session, page({ widgets: dashboard([row(['a', 12])], [widget]) }));
    expect([reply.status, reply.body.error]).toEqual([422, 'invalid_request']);
  });

  const good: readonly (readonly [string, object])[] = [
    [
      'line chart of deployments',
      {
        id: 'a',
        type: 'line-chart',
        blueprint: 'x',
        chartType: 'countEntities',
        func: 'count',
        measureTimeBy: 'createdAt',
        timeInterval: 'isoWeek',
        timeRange: { preset: 'last3Months' },
        dataset: everything,
      },
    ],
    [
      'line chart of aggregations',
      {
        id: 'a',
        type: 'line-chart',
        blueprint: 'x',
        chartType: 'aggregatePropertiesValues',
        func: 'last',
        measureTimeBy: '$createdAt',
        properties: ['p'],
      },
    ],
    [
      'pie',
      {
        id: 'a',
        type: 'entities-pie-chart',
        blueprint: 'x',
        dataset: everything,
        property: 'property#status',
      },
    ],
    [
      'bar by scorecard rule',
      { id: 'a', type: 'bar-chart', dataset: everything, property: 'scorecard-rule#dora#weekly' },
    ],
    [
      'table',
      {
        id: 'a',
        type: 'table-entities-explorer',
        dataset: everything,
        displayMode: 'widget',
        blueprintConfig: { x: { sortSettings: { sortBy: [{ property: 'p', order: 'desc' }] } } },
      },
    ],
    ['text', { id: 'a', type: 'markdown', title: 'x', markdown: '# x' }],
    [
      'text of an entity',
      {
        id: 'a',
        type: 'markdown',
        title: 'x',
        source: 'property',
        blueprintIdentifier: 'b',
        propertyIdentifier: 'p',
        entityIdentifier: 'e',
      },
    ],
    [
      'group of tabs',
      {
        id: 'a',
        type: 'grouper',
        displayMode: 'tabs',
        groups: [{ title: 'One', widgets: [chart('inner')] }],
      },
    ],
    ['other widget of Port', { id: 'a', type: 'my-entities', title: 'Mine' }],
  ];

  test.each(good)('is taken: %s', async (_, widget) => {
    const session = await open();
    const reply = await postPage(session, page({ widgets: dashboard([row(['a', 12])], [widget]) }));
    expect(reply.body).toEqual({ ok: true, identifier: 'dora' });
  });

  test('can be added, changed and taken away, and the layout follows', async () => {
    const session = await open();
    await postPage(session, page());
    const path = '/v1/pages/dora/widgets';
    const added = await session.call('POST', path, { parentWidgetId: 'root', widget: chart('c') });
    expect(added.status).toBe(201);
    await session.call('PATCH', `${path}/c`, { title: 'Third' });
    await session.call('DELETE', `${path}/a`);
    const { page: shown } = await getPage(session);
    expect(shown.widgets).toMatchObject([
      {
        layout: [row(['b', 12]), row(['c', 12])],
        widgets: [{ id: 'b' }, { id: 'c', title: 'Third' }],
      },
    ]);
    expect((await session.call('DELETE', `${path}/a`)).status).toBe(404);
    const into = await session.call('POST', path, { parentWidgetId: 'b', widget: chart('d') });
    expect(into.status).toBe(422);
  });

  test('carries stamps where Port is set to write them', async () => {
    const session = await open({ behaviour: { widgetStamps: 'present' } });
    await postPage(session, page());
    const [root] = (await getPage(session)).page.widgets as [{ widgets: unknown[] }];
    expect(root.widgets[0]).toMatchObject({ createdBy: session.port.clientId });
    expect((await session.call('PATCH', '/v1/pages/dora', { widgets: [root] })).status).toBe(200);
  });
});
