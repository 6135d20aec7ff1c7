import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PastDeployment, placeInHistory } from '../../src/deployment/history.ts';

const at = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();

/** `V1 V2 …`: one successful deployment an hour, the commit called like the deployment unless it says `V4=V1`. */
const deployed = (text: string): PastDeployment[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((name, hour) => {
      const [identifier = '', sha = identifier] = name.split('=');
      return { identifier, sha, finishedAt: at(hour) };
    });

const place = (past: string, sha: string | null, previousSha: string | null = null) =>
  placeInHistory({ identifier: 'this', sha, finishedAt: at(20), previousSha }, deployed(past));

describe('the kind of a deployment', () => {
  test.each([
    ['', 'V1', 'baseline'],
    ['V1', 'V2', 'standard'],
    ['V1', 'V1', 'redeploy'],
    ['V1 V2', 'V1', 'rollback'],
    ['V1 V2 V3', 'V1', 'rollback'],
    ['V1 V2 R=V1', 'V1', 'redeploy'],
    ['V1 V2 R=V1', 'V2', 'rollback'],
    ['V1 V2 R=V1', 'V3', 'standard'],
  ])('after "%s", %s is a %s', (past, sha, kind) => {
    expect(place(past, sha).kind).toBe(kind);
  });

  test('is not known without a commit', () => {
    expect(place('V1', null).kind).toBeNull();
  });

  test('goes by the commit that the user says ran before', () => {
    expect(place('V1 V2', 'V3', 'V3').kind).toBe('redeploy');
    expect(place('', 'V3', 'V2')).toMatchObject({
      kind: 'standard',
      previous: { sha: 'V2', identifier: null },
    });
    expect(place('V1 V2 V3', 'V4', 'V2').previous?.identifier).toBe('V2');
  });
});

describe('a rollback', () => {
  test.each([
    ['V1 V2', 'V1', 'V2'],
    ['V1 V2 V3', 'V1', 'V2'],
    ['V1 V2 V3', 'V2', 'V3'],
    ['V1 V2 R=V1 V3', 'V1', 'V3'],
  ])('after "%s" to %s shows that %s failed: the first after the target', (past, sha, failed) => {
    expect(place(past, sha).rolledBack?.identifier).toBe(failed);
  });
});

describe('what was released before', () => {
  test.each([
    ['V1 V2', ['V2']],
    ['V1 V2 R=V1', ['V1', 'V2']],
    ['V1 V2 V3 R=V1', ['V1', 'V3', 'V2']],
    ['V1 V2 R=V1 D=V1', ['V1', 'V2']],
    ['V1 V2 V3 R=V2 S=V1', ['V1', 'V2', 'V3']],
    ['V1 V2 R=V1 V3', ['V3']],
    ['V1 D=V1 V2', ['V2']],
  ])('after "%s": %j', (past, shas) => {
    expect(place(past, 'V9').releasedBefore).toEqual(shas);
  });
});

describe('the previous deployment', () => {
  test('is the latest that ended before this one, whatever came in when', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(deployed('V1 V2 V3 V4 V5'), { minLength: 5 }), (past) => {
        const one = { identifier: 'this', sha: 'V9', finishedAt: at(2), previousSha: null };
        expect(placeInHistory(one, past).previous?.identifier).toBe('V3');
      }),
    );
  });

  test('at the same moment goes by the identifier', () => {
    const past = [
      { identifier: 'b', sha: '1', finishedAt: at(1) },
      { identifier: 'd', sha: '2', finishedAt: at(1) },
    ];
    const one = { identifier: 'c', sha: '3', finishedAt: at(1), previousSha: null };
    expect(placeInHistory(one, past).previous?.identifier).toBe('b');
  });

  test('is never the deployment itself, which a second report of it finds in Port', () => {
    const past = [...deployed('V1'), { identifier: 'this', sha: 'V9', finishedAt: at(10) }];
    const one = { identifier: 'this', sha: 'V9', finishedAt: at(20), previousSha: null };
    expect(placeInHistory(one, past)).toMatchObject({
      kind: 'standard',
      previous: { identifier: 'V1' },
    });
  });
});
