import { describe, expect, test } from '@jest/globals';
import { asReported } from '../../src/backfill/known/as-reported.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';

const record = (
  run: number,
  name: string | null,
  more: Partial<DeploymentRecord> = {},
): DeploymentRecord => {
  const environment = more.environment ?? 'Production';
  return {
    identifier: `acme/shop/${run}/1/ship/shop/${name ?? environment}`,
    ...{ service: 'shop', environment, environmentName: name, status: 'Success' },
    createdAt: '2026-02-02T10:00:00.000Z',
    ...more,
  };
};

const identifiers = (records: readonly DeploymentRecord[]): readonly string[] =>
  records.map(({ identifier }) => identifier.split('/').slice(2).join('/'));

describe('a deployment of which only the host tells the name of its environment', () => {
  test('is the one that was reported without it, and keeps no name', () => {
    const [found] = asReported([record(1, 'production')], [record(1, null)]);
    expect(found).toMatchObject({
      identifier: 'acme/shop/1/1/ship/shop/Production',
      environmentName: null,
    });
  });

  test('is the one that was reported by the environment itself', () => {
    const known = { ...record(1, 'Production'), environmentSource: 'input' as const };
    const [found] = asReported([record(1, 'production')], [known]);
    expect(found).toMatchObject({ identifier: known.identifier, environmentName: 'Production' });
  });

  test('shows its own failure under its identifier', () => {
    const failed = record(1, 'production');
    const failure = { reason: 'run', by: failed.identifier, at: null } as const;
    const [found] = asReported([{ ...failed, status: 'Failed', failure }], [record(1, null)]);
    expect(found?.failure).toEqual({ ...failure, by: 'acme/shop/1/1/ship/shop/Production' });
  });

  test('that nobody reported follows the others of its environment', () => {
    const found = [record(1, 'production'), record(2, 'production'), record(3, 'eu')];
    expect(identifiers(asReported(found, [record(1, null)]))).toEqual([
      '1/1/ship/shop/Production',
      '2/1/ship/shop/Production',
      '3/1/ship/shop/eu',
    ]);
  });

  test('keeps its name where others were reported with it', () => {
    const found = [record(1, 'production'), record(2, 'production'), record(3, 'production')];
    const known = [record(1, null), record(2, 'production')];
    expect(identifiers(asReported(found, known))).toEqual([
      '1/1/ship/shop/Production',
      '2/1/ship/shop/production',
      '3/1/ship/shop/production',
    ]);
  });

  test('is another one in another run, service or environment', () => {
    const others = [
      record(2, null),
      { ...record(1, null), identifier: 'acme/shop/1/1/ship/cart/Production', service: 'cart' },
      record(1, null, { environment: 'Staging' }),
    ];
    expect(identifiers(asReported([record(1, 'production')], others))).toEqual([
      '1/1/ship/shop/production',
    ]);
  });

  test('is left as it is where its identifier does not show the environment', () => {
    const long = { ...record(1, 'production'), identifier: 'acme/shop/1/1/ship==0a1b' };
    expect(asReported([long], [record(1, null)])).toEqual([long]);
  });
});
