import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toEntity } from '../../src/deployment/entity.ts';
import type { EntityNames } from '../../src/deployment/entity-names.ts';
import { entityProperties } from '../../src/deployment/entity-properties.ts';
import { pullRequestRelations } from '../../src/deployment/pull-request-relations.ts';
import { fromEntity, type ReadableEntity } from '../../src/deployment/read-entity.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { withProperties } from '../../src/deployment/user-properties.ts';
import { anyRecord, known, minimal } from './any-record.ts';
import { ownNames } from './own-names.ts';

const full: DeploymentRecord = {
  identifier: 'acme/shop/1/1/deploy/shop/production-eu',
  title: 'shop 1.42.0 to Production',
  service: 'shop',
  environment: 'Production',
  environmentName: 'production-eu',
  environmentSource: 'input',
  status: 'Success',
  kind: 'standard',
  createdAt: '2026-01-02T03:04:05.000Z',
  finishedAt: '2026-01-02T03:09:05.000Z',
  sha: 'abc',
  previousSha: 'def',
  previousIdentifier: 'acme/shop/0/1/deploy/shop/production-eu',
  ref: 'main',
  version: '1.42.0',
  repository: 'https://github.com/acme/shop',
  ci: 'github',
  runUrl: 'https://github.com/acme/shop/actions/runs/1',
  actor: 'jane',
  changes: [
    {
      sha: 'abc',
      authoredAt: '2026-01-01T03:04:05.000Z',
      title: 'Fix',
      author: null,
      pullRequest: null,
    },
  ],
  changesTruncated: false,
  leadTimeHours: 24.083,
  leadTimeSource: 'github',
  leadTimeReason: null,
  failure: { reason: 'rollback', at: '2026-01-02T05:00:00.000Z', by: 'another' },
  recoveredAt: '2026-01-02T06:09:05.000Z',
  incidents: ['INC-1'],
};

const account: EntityNames = {
  properties: { createdAt: 'deployedAt', deploymentStatus: 'state', failed: 'isFailed' },
  relations: { service: 'component' },
  values: {
    deploymentStatus: { Success: 'ok', Failed: 'ko' },
    environment: { Production: 'prd', Staging: 'stg' },
    kind: { hotfix: 'emergency' },
    failureReason: { run: 'pipeline' },
  },
  serviceMatch: 'slug',
};

const readBack = (record: DeploymentRecord, names = ownNames) =>
  fromEntity(toEntity(record, names, pullRequestRelations), names);

describe('the entity of a record', () => {
  test('holds everything under the names of the data model', () => {
    expect(toEntity(full, ownNames)).toEqual({
      identifier: full.identifier,
      title: full.title,
      properties: {
        createdAt: '2026-01-02T03:04:05.000Z',
        finishedAt: '2026-01-02T03:09:05.000Z',
        environment: 'Production',
        environmentName: 'production-eu',
        environmentSource: 'input',
        deploymentStatus: 'Success',
        kind: 'standard',
        failed: true,
        failureReason: 'rollback',
        failureAt: '2026-01-02T05:00:00.000Z',
        failureBy: 'another',
        recoveredAt: '2026-01-02T06:09:05.000Z',
        recoveryHours: 3,
        incidents: ['INC-1'],
        leadTimeHours: 24.083,
        leadTimeSource: 'github',
        leadTimeReason: null,
        commitSha: 'abc',
        previousSha: 'def',
        previousIdentifier: 'acme/shop/0/1/deploy/shop/production-eu',
        version: '1.42.0',
        ref: 'main',
        runUrl: 'https://github.com/acme/shop/actions/runs/1',
        repositoryUrl: 'https://github.com/acme/shop',
        ci: 'github',
        deployedBy: 'jane',
        durationSeconds: 300,
        changes: {
          commits: [{ sha: 'abc', authoredAt: '2026-01-01T03:04:05.000Z', title: 'Fix' }],
        },
        changesTruncated: false,
        changeCount: 1,
        serviceName: 'shop',
      },
      relations: {
        service: {
          combinator: 'and',
          rules: [{ property: '$title', operator: '=', value: 'shop' }],
        },
      },
    });
  });

  test('leaves out what is not known, so that a later report clears nothing', () => {
    expect(toEntity(minimal, ownNames)).toEqual({
      identifier: 'a',
      properties: {
        createdAt: minimal.createdAt,
        environment: 'Testing',
        deploymentStatus: 'Success',
        serviceName: 'shop',
      },
      relations: {
        service: {
          combinator: 'and',
          rules: [{ property: '$title', operator: '=', value: 'shop' }],
        },
      },
    });
  });

  test('uses the names and values of the account', () => {
    const { properties, relations } = toEntity({ ...full, kind: 'hotfix' }, account);
    expect(properties).toMatchObject({
      deployedAt: full.createdAt,
      state: 'ok',
      environment: 'prd',
      kind: 'emergency',
      isFailed: true,
    });
    expect(properties).not.toHaveProperty('createdAt');
    expect(relations).toEqual({
      component: { combinator: 'and', rules: [{ property: 'slug', operator: '=', value: 'shop' }] },
    });
  });

  test('has no spans that are negative or have no end', () => {
    const { properties } = toEntity(
      { ...full, finishedAt: '2026-01-02T03:00:00.000Z', recoveredAt: null },
      ownNames,
    );
    expect(properties).not.toHaveProperty('durationSeconds');
    expect(properties).not.toHaveProperty('recoveryHours');
    const late = toEntity({ ...full, recoveredAt: '2026-01-01T00:00:00.000Z' }, ownNames);
    expect(late.properties).not.toHaveProperty('recoveryHours');
  });

  test('has no duration when begin and end are one moment, because only one of them is known', () => {
    const { properties } = toEntity({ ...full, finishedAt: full.createdAt }, ownNames);
    expect(properties).not.toHaveProperty('durationSeconds');
  });

  test('renames only what the account renames', () => {
    const names = { ...ownNames, values: { leadTimeSource: {} } };
    const { properties } = toEntity({ ...full, leadTimeSource: 'constructor' }, names);
    expect(properties).toHaveProperty('leadTimeSource', 'constructor');
  });

  test('never says that something did not fail; and a lead time clears the reason for none', () => {
    const entity = toEntity({ ...full, failure: null, leadTimeReason: 'baseline' }, ownNames);
    expect(entity.properties).not.toHaveProperty('failed');
    expect(entity.properties).not.toHaveProperty('recoveryHours');
    expect(entity.properties).toHaveProperty('leadTimeReason', null);
    const none = toEntity(
      { ...full, leadTimeHours: Number.NaN, leadTimeReason: 'baseline' },
      ownNames,
    );
    expect(none.properties).not.toHaveProperty('leadTimeHours');
    expect(none.properties).toHaveProperty('leadTimeReason', 'baseline');
  });

  test('sends zero and an empty list of changes, which are known', () => {
    const { properties } = toEntity({ ...minimal, leadTimeHours: 0, changes: [] }, ownNames);
    expect(properties).toMatchObject({
      leadTimeHours: 0,
      changes: { commits: [] },
      changeCount: 0,
    });
  });

  test('whatever the record is, no property is empty, and each has one of our names', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        for (const [name, value] of Object.entries(toEntity(record, ownNames).properties)) {
          expect(entityProperties).toContain(name);
          if (name === 'leadTimeReason' && typeof record.leadTimeHours === 'number')
            expect(value).toBeNull();
          else expect(value ?? '').not.toBe('');
          if (name === 'failed') expect(value).toBe(true);
        }
      }),
    );
  });
});

describe('record to entity to record', () => {
  test('loses nothing', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const read = readBack(record);
        expect('record' in read ? known(read.record) : read).toEqual(known(record));
      }),
      { numRuns: 500 },
    );
  });

  test("loses nothing under an account's own names either", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const read = readBack(record, account);
        expect('record' in read ? known(read.record) : read).toEqual(known(record));
      }),
      { numRuns: 500 },
    );
  });

  test('survives JSON', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const entity = JSON.parse(JSON.stringify(toEntity(record, ownNames))) as ReadableEntity;
        const read = fromEntity(entity, ownNames);
        expect('record' in read ? known(read.record) : read).toEqual(known(record));
      }),
    );
  });
});

describe('an entity that others wrote', () => {
  const guide: ReadableEntity = {
    identifier: 'shop-17',
    properties: {
      createdAt: '2026-01-02T03:04:05+01:00',
      environment: 'Production',
      deploymentStatus: 'Failed',
    },
    relations: { service: 'shop-service' },
  };
  const problemOf = (changed: Partial<ReadableEntity>) => {
    const read = fromEntity({ ...guide, ...changed }, ownNames);
    return 'problem' in read ? read.problem : null;
  };

  test('needs no more than service, environment, status and time', () => {
    expect(fromEntity(guide, ownNames)).toMatchObject({
      record: {
        identifier: 'shop-17',
        service: 'shop-service',
        status: 'Failed',
        createdAt: '2026-01-02T02:04:05.000Z',
        finishedAt: null,
        changes: null,
        failure: null,
      },
    });
  });

  test.each([
    [{ relations: {} }, 'it belongs to no service'],
    [{ relations: { service: null } }, 'it belongs to no service'],
    [
      { properties: { ...guide.properties, environment: 'production' } },
      'its environment is "production", which is not known',
    ],
    [{ properties: { ...guide.properties, environment: '' } }, 'it has no environment'],
    [
      { properties: { ...guide.properties, deploymentStatus: 'Cancelled' } },
      'its status is "Cancelled", which is not known',
    ],
    [
      { properties: { ...guide.properties, createdAt: '{{timestamp}}' } },
      'its time of deployment is "{{timestamp}}", which is not known',
    ],
    [{ properties: { ...guide.properties, createdAt: null } }, 'it has no time of deployment'],
  ])('%j is no record: %s', (changed, problem) => {
    expect(problemOf(changed)).toBe(problem);
  });

  test('that a person marked as failed counts as failed', () => {
    const marked = (deploymentStatus: string) =>
      fromEntity(
        { ...guide, properties: { ...guide.properties, deploymentStatus, failed: true } },
        ownNames,
      );
    expect(marked('Failed')).toMatchObject({ record: { failure: { reason: 'run' } } });
    expect(marked('Success')).toMatchObject({ record: { failure: { reason: 'incident' } } });
  });

  test('with values of the wrong type is read without them', () => {
    const odd = Object.fromEntries(entityProperties.map((name) => [name, { odd: [1] }]));
    expect(
      fromEntity({ ...guide, properties: { ...odd, ...guide.properties } }, ownNames),
    ).toMatchObject({
      record: {
        service: 'shop-service',
        sha: null,
        leadTimeHours: null,
        changes: null,
        incidents: [],
        kind: null,
        ci: null,
      },
    });
  });

  test('never throws', () => {
    const anything = fc.dictionary(fc.constantFrom(...entityProperties), fc.anything());
    fc.assert(
      fc.property(
        anything,
        fc.dictionary(fc.constantFrom('service'), fc.anything()),
        (properties, relations) => {
          expect(
            fromEntity(
              { identifier: 'x', properties: { ...guide.properties, ...properties }, relations },
              ownNames,
            ),
          ).toBeDefined();
        },
      ),
    );
  });
});

describe("the user's own properties", () => {
  const entity = toEntity(minimal, account);

  test('stand beside ours', () => {
    const { entity: merged, notices } = withProperties(
      entity,
      { team: 'payments', tier: 1, note: null },
      account,
    );
    expect(merged.properties).toEqual({
      ...entity.properties,
      team: 'payments',
      tier: 1,
      note: null,
    });
    expect(notices).toEqual([]);
  });

  test("replace none of ours, by the account's names, also where the report leaves one out", () => {
    const { entity: merged, notices } = withProperties(
      entity,
      { state: 'ok', isFailed: false, failed: true },
      account,
    );
    expect(merged.properties).toEqual({ ...entity.properties, failed: true });
    expect(notices).toEqual([
      expect.stringContaining('state was left out'),
      expect.stringContaining('isFailed was left out'),
    ]);
  });
});
