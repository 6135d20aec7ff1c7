import { describe, expect, jest, test } from '@jest/globals';
import { catalogMapping, entities, type Payload, payload } from '../../mapping/map-payloads.ts';
import { serviceByTitle } from './searches.ts';

jest.setTimeout(30_000); // a process of jq for each block, on a machine that may be busy

const mapper = (file: string, kind: string) => (payloads: readonly Payload[]) =>
  entities(
    catalogMapping(file),
    payloads.map((one) => ({ kind, payload: one })),
  );

/** What the metrics read of an incident. */
const span = (held: Awaited<ReturnType<ReturnType<typeof mapper>>>) =>
  held.map(({ properties }) => [properties.resolvedAt, properties.recoveryTime]);

describe('PagerDuty', () => {
  const map = mapper('pagerduty/incident', 'incidents');
  const incident = payload('pagerduty/incident');

  test('a resolved incident has its resolution, minutes to it, and its service', async () => {
    expect(await map([incident])).toEqual([
      {
        identifier: 'Q3R8ZN19Z8K083',
        blueprint: 'pagerdutyIncident',
        title: 'Prices are zero',
        properties: {
          status: 'resolved',
          urgency: 'high',
          url: 'https://acme.pagerduty.com/incidents/Q3R8ZN19Z8K083',
          created_at: '2026-01-03T09:40:00Z',
          resolvedAt: '2026-01-03T11:10:00Z',
          recoveryTime: 90,
        },
        relations: { service: serviceByTitle('shop') },
      },
    ]);
  });

  test('an open one has neither', async () => {
    const open = { ...incident, status: 'triggered', resolved_at: null };
    expect(span(await map([open]))).toEqual([[null, null]]);
  });

  test('low urgency does not count', async () => {
    expect(await map([{ ...incident, urgency: 'low' }])).toEqual([]);
  });

  test.each([
    ['2026-01-03T11:10:00.500Z', 90.01],
    ['2026-01-03T12:10:00+01:00', 90],
    ['2026-01-03T08:40:00.250-0230', 90],
    ['2026-01-03T09:39:59Z', null],
  ])('resolved at %s, minutes are %s', async (resolved_at, minutes) => {
    expect(span(await map([{ ...incident, resolved_at }]))).toEqual([[resolved_at, minutes]]);
  });
});

describe('OpsGenie', () => {
  const map = mapper('opsgenie/incident', 'incident');
  const incident = payload('opsgenie/incident');

  test('an incident lasts as long as its impact, and names its service by a tag', async () => {
    const [held] = await map([incident]);
    expect(held).toMatchObject({
      identifier: '652f14b3-019a-4d4c-8b83-e4da527a416c',
      blueprint: 'opsGenieIncident',
      properties: { resolvedAt: '2026-01-03T11:00:16.824Z', recoveryTime: 90 },
      relations: { service: serviceByTitle('shop') },
    });
  });

  test('without an end of the impact, a resolved one ended when it was last changed', async () => {
    const { impactStartDate, impactEndDate, ...rest } = incident;
    expect([impactStartDate, impactEndDate]).not.toContain(undefined);
    const open = { ...rest, id: 'open', status: 'open' };
    expect(span(await map([rest, open]))).toEqual([
      ['2026-01-03T11:12:00.1Z', 91.72],
      [null, null],
    ]);
  });

  test('the lowest priorities do not count', async () => {
    expect(await map(['P4', 'P5'].map((priority) => ({ ...incident, priority })))).toEqual([]);
  });

  test('one without a tag has no service', async () => {
    const [held] = await map([{ ...incident, tags: [] }]);
    expect(held?.relations).toEqual({ service: serviceByTitle(null) });
  });
});

describe('FireHydrant', () => {
  const map = mapper('firehydrant/incident', 'incident');
  const incident = payload('firehydrant/incident');

  test('an incident lasts from its milestone started to its milestone resolved', async () => {
    const [held] = await map([incident]);
    expect(held).toMatchObject({
      identifier: 'c8c3b0ae-81f8-4e6d-8a9c-3b1f6e9a7d15',
      blueprint: 'firehydrantIncident',
      properties: { resolvedAt: '2026-01-03T10:40:10.123Z', recoveryTime: 60 },
      relations: { portService: serviceByTitle('shop') },
    });
  });

  test('an open one, and one without milestones, have no resolution', async () => {
    const open = { ...incident, milestones: incident.milestones.slice(0, 2) };
    const bare = { ...incident, id: 'bare', milestones: null, services: [] };
    expect(span(await map([open, bare]))).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test('maintenance and game days do not count', async () => {
    const others = ['MAINTENANCE', 'GAMEDAY'].map((severity) => ({ ...incident, severity }));
    expect(await map(others)).toEqual([]);
  });
});

describe('ServiceNow', () => {
  const map = mapper('servicenow/incident', 'incident');
  const incident = payload('servicenow/incident');

  test('an incident has its times in UTC, whatever zone its user sees', async () => {
    const [held] = await map([incident]);
    expect(held).toEqual({
      identifier: 'a623cdb073a023002728660c4cf6a768',
      blueprint: 'servicenowIncident',
      title: 'Prices are zero',
      properties: {
        number: 'INC0010004',
        state: 'Resolved',
        priority: '1 - Critical',
        createdOn: '2026-01-03T09:41:00Z',
        resolvedAt: '2026-01-03T11:10:30Z',
        recoveryTime: 90.5,
      },
      relations: { service: serviceByTitle('shop') },
    });
  });

  test('plain values are understood as well, and an empty text is no time', async () => {
    const plain = Object.fromEntries(
      Object.entries<Payload>(incident).map(([key, { value }]) => [key, value]),
    );
    const open = { ...plain, sys_id: 'other', resolved_at: '' };
    expect(span(await map([plain, open]))).toEqual([
      ['2026-01-03T11:10:30Z', 90.5],
      [null, null],
    ]);
  });

  test('low priorities do not count', async () => {
    const low = { ...incident, priority: { display_value: '4 - Low', value: '4' } };
    expect(await map([low, { ...incident, priority: '5 - Planning' }])).toEqual([]);
  });
});

describe('Statuspage', () => {
  const map = mapper('statuspage/incident', 'incident');
  const incident = payload('statuspage/incident');

  test('an incident has minutes from its start, and the service of its first component', async () => {
    const [held] = await map([incident]);
    expect(held).toMatchObject({
      identifier: 'p31zjtct2jer',
      blueprint: 'statuspageIncident',
      properties: { resolvedAt: '2026-01-03T11:10:00.250Z', recoveryTime: 90 },
      relations: { service: serviceByTitle('shop') },
    });
  });

  test('scheduled maintenance is none', async () => {
    const others = [
      { ...incident, scheduled_for: '2026-01-03T09:00:00.000Z', status: 'completed' },
      { ...incident, impact: 'maintenance' },
      { ...incident, status: 'verifying' },
    ];
    expect(await map(others)).toEqual([]);
  });

  test('an open one has no resolution', async () => {
    const open = { ...incident, status: 'investigating', resolved_at: null };
    expect(span(await map([open]))).toEqual([[null, null]]);
  });
});

describe('Jira', () => {
  const map = mapper('jira/incident', 'issue');
  const issue = payload('jira/issue');
  const fields = (change: Payload) => ({ ...issue, fields: { ...issue.fields, ...change } });

  test('an incident has its times in a form that Port takes', async () => {
    const [held] = await map([issue]);
    expect(held).toMatchObject({
      identifier: 'OPS-42',
      blueprint: 'jiraIssue',
      properties: {
        created: '2026-01-03T09:40:15Z',
        resolutionDate: '2026-01-03T11:10:15Z',
        resolvedAt: '2026-01-03T11:10:15Z',
        recoveryTime: 90,
      },
      relations: { service: serviceByTitle('shop') },
    });
  });

  test('minutes are right across the change of the clocks', async () => {
    const change = {
      created: '2026-03-28T12:00:00.000+0100',
      resolutiondate: '2026-03-29T13:00:00.000+0200',
    };
    const [held] = await map([fields(change)]);
    expect(held?.properties.recoveryTime).toBe(24 * 60);
  });

  test('other types are none, and an open one has no resolution', async () => {
    expect(await map([fields({ issuetype: { name: 'Bug' } })])).toEqual([]);
    expect(span(await map([fields({ resolutiondate: null, components: [] })]))).toEqual([
      [null, null],
    ]);
  });
});

describe('issues of GitHub', () => {
  const map = mapper('github/incident', 'issue');
  const issue = payload('github/issue');

  test('one with the label is an incident of its repository', async () => {
    const [held] = await map([issue]);
    expect(held).toMatchObject({
      identifier: 'acme/shop/issue-77',
      blueprint: 'githubIssue',
      properties: {
        createdAt: '2026-01-03T09:40:00Z',
        resolvedAt: '2026-01-03T11:10:00Z',
        recoveryTime: 90,
      },
      relations: { service: serviceByTitle('shop') },
    });
  });

  test('pull requests and other issues are none', async () => {
    expect(
      await map([
        { ...issue, pull_request: { url: 'x' } },
        { ...issue, labels: [] },
      ]),
    ).toEqual([]);
  });
});
