import { describe, expect, test } from '@jest/globals';
import type { IncidentRecord } from '../../src/deployment/incident.ts';
import type { Change, DeploymentRecord } from '../../src/deployment/record.ts';
import { isStartOfOutage } from '../../src/deployment/recovery.ts';
import { settle } from '../../src/deployment/settle.ts';
import type { SettleOptions } from '../../src/deployment/settlement.ts';
import { at, deployed, incident } from './deployed.ts';

const settled = (
  text: string,
  incidents: readonly IncidentRecord[] = [],
  options: SettleOptions = {},
): Map<string, DeploymentRecord> => byId(settle(deployed(text), incidents, options).records);

const byId = (records: readonly DeploymentRecord[]): Map<string, DeploymentRecord> =>
  new Map(records.map((record) => [record.identifier, record]));

const column = (records: Map<string, DeploymentRecord>, key: keyof DeploymentRecord): string =>
  [...records.values()].map((record) => String(record[key] ?? '-')).join(' ');

describe('kinds', () => {
  test.each([
    ['a=V1', 'baseline'],
    ['a=V1 b=V2', 'baseline standard'],
    ['a=V1 b=V1', 'baseline redeploy'],
    ['a=V1 b=V2 c=V1', 'baseline standard rollback'],
    ['a=V1 b=V2! c=V2', 'baseline standard standard'],
    ['a=V1! b=V1', 'baseline baseline'],
    ['a=V1 b=V2 c=V3 d=V1', 'baseline standard standard rollback'],
  ])('of "%s": %s', (text, kinds) => {
    expect(column(settled(text), 'kind')).toBe(kinds);
  });

  test('a hotfix stays one, and becomes one by rule, but for what is no standard deployment', () => {
    const records = deployed('a=V1 b=V2 c=V3 d=V1').map((record) => ({
      ...record,
      kind: record.identifier === 'b' ? ('hotfix' as const) : null,
    }));
    const isHotfix = ({ identifier }: DeploymentRecord) => identifier !== 'b';
    expect(column(byId(settle(records, [], { isHotfix }).records), 'kind')).toBe(
      'baseline hotfix hotfix rollback',
    );
  });

  test('without a commit are as the record says', () => {
    const records = deployed('a=V1 b=V2').map((record) => ({
      ...record,
      sha: null,
      kind: 'rollback' as const,
    }));
    expect(column(byId(settle(records, []).records), 'kind')).toBe('baseline rollback');
  });

  test('go by place: another service or named environment does not matter', () => {
    const [a, b, c] = deployed('a=V1 b=V2 c=V2') as [
      DeploymentRecord,
      DeploymentRecord,
      DeploymentRecord,
    ];
    const records = [a, { ...b, environmentName: 'production-eu' }, { ...c, service: 'pay' }];
    expect(column(byId(settle(records, []).records), 'kind')).toBe('baseline baseline baseline');
  });
});

describe('a rollback', () => {
  test('marks the first deployment after its target, and mends it', () => {
    const { b, c } = Object.fromEntries(settled('a=V1 b=V2 c=V3 d=V1'));
    expect(b).toMatchObject({
      failure: { reason: 'rollback', at: at(3, -5), by: 'd' },
      recoveredAt: at(3),
    });
    expect(c?.failure).toBeNull();
  });

  test('that failed marks it too, and the next success mends it', () => {
    const records = settled('a=V1 b=V2 c=V1! d=V3');
    expect(records.get('b')).toMatchObject({ failure: { by: 'c' }, recoveredAt: at(3) });
  });

  test('that succeeded at the second attempt mends what the first has shown', () => {
    const records = settled('a=V1 b=V2 c=V1! d=V3 e=V1');
    expect(records.get('b')).toMatchObject({ failure: { by: 'c' }, recoveredAt: at(4) });
  });

  test('leaves a mark on the wrong one when a report came late; the mark moves', () => {
    const first = settled('a=V1 c=V3 d=V1');
    expect(first.get('c')?.failure?.by).toBe('d');
    const late = deployed('a=V1 b=V2 c=V3 d=V1').map(
      (record) => first.get(record.identifier) ?? record,
    );
    const { records, cleared } = settle(late.map(moveTo('a=V1 b=V2 c=V3 d=V1')), []);
    expect(byId(records).get('b')).toMatchObject({ failure: { by: 'd' }, recoveredAt: at(3) });
    expect(byId(records).get('c')).toMatchObject({ failure: null, recoveredAt: null });
    expect(cleared).toEqual(['c']);
  });

  test('of what is not known leaves the mark where it stands', () => {
    const records = deployed('c=V3 d=V1').map((record) =>
      record.identifier === 'c'
        ? { ...record, failure: { reason: 'rollback' as const, by: 'd' } }
        : { ...record, kind: 'rollback' as const, previousIdentifier: 'c' },
    );
    const { c } = Object.fromEntries(byId(settle(records, []).records));
    expect(c).toMatchObject({ failure: { reason: 'rollback', by: 'd' }, recoveredAt: at(1) });
  });
});

/** Gives a record the times that it has in another text. */
function moveTo(text: string): (record: DeploymentRecord) => DeploymentRecord {
  const times = byId(deployed(text));
  return (record) => {
    const { createdAt, finishedAt } = times.get(record.identifier) as DeploymentRecord;
    return { ...record, createdAt, finishedAt: finishedAt ?? null };
  };
}

describe('failed runs', () => {
  test('one after another are one outage, mended by the next success', () => {
    const records = settled('a=V1 b=V2! c=V2! d=V3 e=V4!');
    expect(column(records, 'recoveredAt')).toBe(`- ${at(3)} - - -`);
    expect([...records.values()].map(({ failure }) => failure?.by)).toEqual([
      undefined,
      'b',
      'b',
      undefined,
      'e',
    ]);
    expect([...records.values()].filter(isStartOfOutage).map((one) => one.identifier)).toEqual([
      'b',
      'e',
    ]);
  });

  test('continue an outage that began before what is given', () => {
    const records = deployed('c=V2! d=V3').map((record) =>
      record.identifier === 'c'
        ? { ...record, failure: { reason: 'run' as const, by: 'long ago' } }
        : record,
    );
    const [c] = settle(records, []).records;
    expect(c).toMatchObject({ failure: { by: 'long ago' }, recoveredAt: null });
  });

  test('keep a recovery that nothing here tells of', () => {
    const [b] = deployed('b=V2!').map((record) => ({ ...record, recoveredAt: at(9) }));
    expect(settle([b as DeploymentRecord], []).records[0]?.recoveredAt).toBe(at(9));
  });
});

describe('an incident', () => {
  test('belongs to the latest success before it, and its resolution mends that one', () => {
    const records = settled('a=V1 b=V2 c=V3!', [incident('i', 2.5, 4)]);
    expect(records.get('b')).toMatchObject({
      failure: { reason: 'incident', at: at(2.5), by: 'i' },
      recoveredAt: at(4),
      incidents: ['i'],
    });
    expect(records.get('c')?.incidents).toEqual([]);
  });

  test.each([
    ['its resolution', 'a=V1 b=V2 c=V3* d=V4*', 1.5, 1.5],
    ['the hotfix that ends first', 'a=V1 b=V2 c=V3* d=V4*', 9, 2],
    ['the first rollback', 'a=V1 b=V2 c=V3 d=V2', null, 3],
    ['nothing while it is open and nobody mends it', 'a=V1 b=V2 c=V3', null, null],
  ])('is ended by %s', (_, text, resolved, end) => {
    const records = settled(text, [incident('i', 1.25, resolved)]);
    expect(records.get('b')).toMatchObject({ failure: { reason: 'incident' } });
    expect(records.get('b')?.recoveredAt).toBe(end === null ? null : at(end));
  });

  test('is not ended by a hotfix that ended before it began, nor by the deployment itself', () => {
    const records = settled('a=V1 b=V2 c=V3*', [{ ...incident('i', 2.5, null), deployment: 'b' }]);
    expect(records.get('b')?.recoveredAt).toBeNull();
    const own = settled('a=V1 b=V2*', [{ ...incident('i', 0.9, null), deployment: 'b' }]);
    expect(own.get('b')?.recoveredAt).toBeNull();
  });

  test('with others that overlap is one outage, and one that comes later is not', () => {
    const incidents = [incident('i', 1.1, 1.5), incident('j', 1.4, 2), incident('k', 3, 5)];
    const { records, unlinked } = settle(deployed('a=V1 b=V2'), incidents);
    expect(records[1]).toMatchObject({
      failure: { by: 'i', at: at(1.1) },
      recoveredAt: at(2),
      incidents: ['i', 'j', 'k'],
    });
    expect(unlinked).toEqual([]);
  });

  test('moves with a late report, and stays where a record lists it when nothing else claims it', () => {
    const one = incident('i', 3.5, 4);
    const early = settled('a=V1 b=V2', [one]);
    const late = [...early.values(), ...deployed('- - - c=V3')];
    const moved = byId(settle(late, [one]).records);
    expect([moved.get('b')?.incidents, moved.get('b')?.failure]).toEqual([[], null]);
    expect(moved.get('c')?.incidents).toEqual(['i']);
    const unnamed = { ...one, service: null };
    expect(byId(settle([...early.values()], [unnamed]).records).get('b')?.incidents).toEqual(['i']);
    expect(settle([...early.values()], [unnamed]).links.get('i')).toEqual({
      deployment: 'b',
      by: 'record',
    });
  });

  test('that is not given any more leaves what it showed', () => {
    const early = [...settled('a=V1 b=V2', [incident('i', 1.5, 3)]).values()];
    const { records, changed } = settle(early, []);
    expect([records, changed]).toEqual([early, []]);
  });
});

const change = (sha: string, hour: number): Change => ({ sha, authoredAt: at(hour) });

describe('changes', () => {
  const withChanges = (text: string, changes: Record<string, Change[]>): DeploymentRecord[] =>
    deployed(text).map((record) => ({ ...record, changes: changes[record.identifier] ?? null }));

  test('that an earlier deployment has released are taken from a later one that did not know', () => {
    const records = withChanges('a=V1 b=V2 c=V3', {
      b: [change('x', 0.5)],
      c: [change('y', 1.5), change('x', 0.5)],
    });
    const c = settle(records, []).records[2];
    expect(c?.changes).toEqual([change('y', 1.5)]);
    expect(c?.leadTimeHours).toBe(0.5);
  });

  test('and the lead time stay as they are when nothing speaks against them', () => {
    const records = withChanges('a=V1 b=V2', { b: [change('x', 0.5)] }).map((record) => ({
      ...record,
      kind: record.identifier === 'a' ? ('baseline' as const) : ('standard' as const),
      leadTimeReason: record.identifier === 'a' ? 'baseline' : null,
      leadTimeHours: record.identifier === 'a' ? null : 77,
      leadTimeSource: record.identifier === 'a' ? null : 'github',
      previousSha: record.identifier === 'a' ? null : 'V1',
      previousIdentifier: record.identifier === 'a' ? null : 'a',
    }));
    expect(settle(records, []).changed).toEqual([]);
  });

  test('are gone where the kind turns out to give none, and a stale reason with them', () => {
    const records = withChanges('a=V1 b=V2 c=V1', { c: [change('x', 0.5)] });
    const { a, b, c } = Object.fromEntries(byId(settle(records, []).records));
    expect(a).toMatchObject({ leadTimeReason: 'baseline' });
    expect(b).toMatchObject({ leadTimeReason: 'not worked out', changes: null });
    expect(c).toMatchObject({ leadTimeReason: 'rollback', changes: null, leadTimeHours: null });
  });

  test('are asked for with all that was released before, and not for what releases nothing', () => {
    const asked: unknown[] = [];
    const { records } = settle(deployed('a=V1 b=V2 c=V1 d=V3 e=V3 f=V4!'), [], {
      changesOf: ({ record, releasedBefore, isKnown }) => {
        asked.push([record.identifier, releasedBefore, isKnown]);
        return { changes: [change(record.identifier, 0)], truncated: false, source: 'git' };
      },
    });
    expect(asked).toEqual([
      ['b', ['V1'], false],
      ['d', ['V1', 'V2'], false],
    ]);
    expect(column(byId(records), 'leadTimeHours')).toBe('- 1 - 3 - -');
    expect(records[3]?.leadTimeSource).toBe('git');
  });

  test('of the record are better than none when the host cannot tell', () => {
    const records = withChanges('a=V1 b=V2 c=V3', { b: [change('x', 0.5)] });
    const { records: after } = settle(records, [], {
      changesOf: () => ({ reason: 'no history: GitHub is down' }),
    });
    expect(after[1]).toMatchObject({ changes: [change('x', 0.5)], leadTimeHours: 0.5 });
    expect(after[2]).toMatchObject({ changes: null, leadTimeReason: 'no history: GitHub is down' });
  });

  test('dated after the deployment give no lead time, and a warning that names it', () => {
    const records = withChanges('a=V1 b=V2', { b: [change('x', 5)] });
    const { records: after, warnings } = settle(records, []);
    expect(after[1]?.leadTimeHours).toBeNull();
    expect(warnings).toEqual([expect.stringMatching(/^b: 1 of 1 changes are dated after/)]);
  });
});

describe('what is given', () => {
  test('keeps the commit that the user said ran before', () => {
    const records = deployed('a=V1 b=V2 c=V3').map((record) =>
      record.identifier === 'c' ? { ...record, previousSha: 'V1' } : record,
    );
    const asked: (readonly string[])[] = [];
    const { records: after } = settle(records, [], {
      changesOf: ({ releasedBefore }) => {
        asked.push(releasedBefore);
        return null;
      },
    });
    expect(after[2]).toMatchObject({ previousSha: 'V1', kind: 'standard' });
    expect(asked.at(-1)).toEqual(['V1']);
  });

  test('before `since` keeps its place, but may turn out failed', () => {
    const records = deployed('a=V1 b=V2 c=V1');
    const { records: after } = settle(records, [incident('i', 0.5, 0.75)], { since: at(2) });
    expect(column(byId(after), 'kind')).toBe('- - rollback');
    expect(after[0]?.incidents).toEqual(['i']);
    expect(after[1]?.failure).toMatchObject({ reason: 'rollback', by: 'c' });
  });

  test('may begin in the middle: the first is no baseline when its previous one is elsewhere', () => {
    const [b] = deployed('b=V2').map((record) => ({
      ...record,
      kind: 'standard' as const,
      previousSha: 'V1',
      previousIdentifier: 'a',
      leadTimeHours: 3,
    }));
    expect(settle([b as DeploymentRecord], []).changed).toEqual([]);
  });

  test('comes back in its order, and what has no time untouched with a warning', () => {
    const [a, b] = deployed('a=V1 b=V2') as [DeploymentRecord, DeploymentRecord];
    const broken = { ...a, identifier: 'x', finishedAt: null, createdAt: 'soon' };
    const { records, warnings } = settle([b, broken, a], []);
    expect(records.map(({ identifier }) => identifier)).toEqual(['b', 'x', 'a']);
    expect(records[1]).toBe(broken);
    expect(warnings).toEqual(['x: its time cannot be read']);
  });

  test('may write its times as it likes: moments are compared, not texts', () => {
    const [a, b] = deployed('a=V2 b=V1') as [DeploymentRecord, DeploymentRecord];
    const later = { ...a, identifier: 'c', finishedAt: at(2).replace('.000Z', 'Z') };
    const same = { ...b, finishedAt: at(2), sha: 'V3' };
    expect(column(byId(settle([later, same], []).records), 'kind')).toBe('standard baseline');
  });
});
