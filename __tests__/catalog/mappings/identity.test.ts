import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { environmentOfName, environmentWords } from '../../../src/deployment/environment-words.ts';
import {
  eventIdentifier,
  isIdentifier,
  jobIdentifier,
} from '../../../src/deployment/identifier.ts';
import { environmentOfTag } from '../../../src/deployment/tag-environment.ts';
import { nodeSha256 } from '../../../src/host/node-sha256.ts';
import { type Jq, loadJq } from '../../../src/jq/load-jq.ts';
import { debianJq } from '../../mapping/debian-jq.ts';
import { catalogMapping } from '../../mapping/map-payloads.ts';
import { catalogFiles, textsOf } from './catalog-files.ts';

let engines: readonly (readonly [string, Jq])[];
beforeAll(async () => {
  engines = [
    ['jq 1.8', await loadJq()],
    ['the jq of this machine', debianJq()],
  ];
});

const identity =
  textsOf(catalogMapping('github/pull-request')).find((text) => text.includes('def identity')) ??
  '';
const preamble = identity.slice(0, identity.indexOf('def service'));
const environment =
  textsOf(catalogMapping('github/deployment')).find((text) => text.endsWith('| tier')) ?? '';
const tier = environment.slice(0, environment.lastIndexOf('.environment'));
const tierOf = `${tier} tier`;

/** Each program on all inputs at once, in each engine. */
function inBoth(program: string, inputs: readonly unknown[]): readonly unknown[][] {
  return engines.map(([, jq]) => {
    const answer = jq.run(`map(${program})`, inputs);
    if ('error' in answer) throw new Error(answer.error);
    return answer.outputs[0] as unknown[];
  });
}

/**
 * Letters of many scripts, and what is no letter. Only such that have been in Unicode for long: the engines know different
 * versions of it, so a letter of the last years may be escaped by one and not by the other.
 */
const signs = Array.from(
  'aZ09éßŁΩЖאعहไ日本語한ひﬀªʰ𐌰𐐀𠀀 /\\=-._@+:%#"\'`~^$&*()[]{}<>|!?,;\t\n\0\u0301\u0660\u2160\u00b2\u200d\ufeff€😀🇩🇪',
);
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 10 }),
);

describe('the identifier in a mapping', () => {
  test('is that of a report of the same event, whatever things are called', () => {
    const event = fc.record({
      owner: name,
      repo: name,
      id: fc.nat({ max: 2 ** 47 }),
      attempt: fc.integer({ min: 1, max: 9 }),
      service: name,
      environment: name,
    });
    fc.assert(
      fc.property(fc.array(event, { minLength: 60, maxLength: 60 }), (events) => {
        const usable = events.filter(
          ({ owner, repo }) => !owner.includes('/') && !repo.includes('/'),
        );
        const run =
          '. as $e | identity($e.owner + "/" + $e.repo; [event("workflow-run"; $e.id), $e.attempt]; $e.service; $e.environment)';
        const job =
          '. as $e | identity($e.owner + "/" + $e.repo; [$e.id, 1, "x\\($e.id)"]; $e.service; $e.environment)';
        const reported = usable.map(({ owner, repo, id, ...rest }) =>
          eventIdentifier(
            { ...rest, repository: `${owner}/${repo}`, identity: `workflow-run-${id}` },
            nodeSha256,
          ),
        );
        const jobs = usable.map(({ owner, repo, id, ...rest }) =>
          jobIdentifier(
            {
              ...rest,
              repository: `${owner}/${repo}`,
              runId: `${id}`,
              attempt: null,
              job: `x${id}`,
            },
            nodeSha256,
          ),
        );
        for (const mapped of inBoth(`${preamble} ${run}`, usable)) expect(mapped).toEqual(reported);
        for (const mapped of inBoth(`${preamble} ${job}`, usable)) expect(mapped).toEqual(jobs);
        for (const one of reported) expect(isIdentifier(one)).toBe(true);
      }),
      { numRuns: 6 },
    );
  });

  test('is none when a part is not known, or when it is longer than Port takes', () => {
    const parts = [
      [null, 1, 's', 'e'],
      ['a/b', null, 's', 'e'],
      ['a/b', 1, '', 'e'],
      ['a/b', 1, 's', {}],
      ['a/b', 1, 's', 'e'.repeat(1000)],
    ];
    const program = `${preamble} . as $p | identity($p[0]; [event("release"; $p[1])]; $p[2]; $p[3])`;
    for (const mapped of inBoth(program, parts)) expect(mapped).toEqual(parts.map(() => null));
  });

  test('is written alike in every file', () => {
    const found = catalogFiles().flatMap((file) =>
      textsOf(catalogMapping(file)).filter((text) => text.includes('def identity')),
    );
    expect(found.length).toBeGreaterThan(25);
    for (const text of found) expect(text.startsWith(preamble)).toBe(true);
  });
});

describe('the environment by its name in a mapping', () => {
  const words = [
    ...Object.values(environmentWords).flat(),
    'non',
    'not',
    'like',
    'nonprod',
    'blue',
    'shop',
    'Prod2',
    'product',
  ];
  const environmentName = fc.oneof(
    fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 })
      .chain((parts) =>
        fc.constantFrom('-', '_', ' ', '/', '').map((separator) => parts.join(separator)),
      ),
    fc.string(),
  );

  test('is that of a report, whatever it is called', () => {
    fc.assert(
      fc.property(fc.array(environmentName, { minLength: 120, maxLength: 120 }), (names) => {
        const reported = names.map((one) => environmentOfName(one)?.environment ?? null);
        for (const mapped of inBoth(tierOf, [...words, ...names]).map((all) =>
          all.slice(words.length),
        )) {
          expect(mapped).toEqual(reported);
        }
      }),
      { numRuns: 6 },
    );
    for (const mapped of inBoth(tierOf, words)) {
      expect(mapped).toEqual(words.map((one) => environmentOfName(one)?.environment ?? null));
    }
  });

  test('is what the user says first', () => {
    const own = tierOf.replace(
      'def named: {};',
      'def named: {"blue": "Production", "prod": "Testing"};',
    );
    for (const mapped of inBoth(own, ['blue', 'prod', 'stage', null])) {
      expect(mapped).toEqual(['Production', 'Testing', 'Staging', null]);
    }
  });

  test('is written alike in every file', () => {
    const found = catalogFiles().flatMap((file) =>
      textsOf(catalogMapping(file)).filter((text) => text.includes('def tier')),
    );
    expect(found.length).toBeGreaterThan(10);
    for (const text of found) expect(text.startsWith(tier)).toBe(true);
  });
});

test('a tag that a mapping takes for a release is one of Production to a report', () => {
  const [line = ''] = catalogMapping('github/release').match(/def tags: .*;/) ?? [];
  const tag = fc.oneof(
    fc.stringMatching(/^v?\d{1,4}([.-]\d{1,2}){0,3}([+-][a-z0-9.]{1,5})?$/),
    fc.constantFrom('1.0', 'v1', '2026-01-02', 'v1.0+build', 'v1.0-rc.1', 'latest', '12'),
  );
  fc.assert(
    fc.property(fc.array(tag, { minLength: 100, maxLength: 100 }), (tags) => {
      for (const mapped of inBoth(`${line} test(tags)`, tags)) {
        tags.forEach((one, index) => {
          const reading = environmentOfTag(one, false);
          const isProduction = 'environment' in reading && reading.environment === 'Production';
          if (mapped[index] === true) expect([one, isProduction]).toEqual([one, true]);
        });
      }
    }),
    { numRuns: 5 },
  );
});
