import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventIdentifier, jobIdentifier } from '../../src/deployment/identifier.ts';
import { readIdentifier } from '../../src/deployment/read-identifier.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const text = fc.oneof(
  fc.constantFrom('shop', '-', '', '1', 'tag-v1', 'a/b', 'release-5', 'ü ='),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const field = fc.option(text, { nil: null });
const attempt = fc.option(fc.nat(), { nil: null });
const repository = fc.option(
  fc.oneof(fc.constantFrom('acme/shop', 'acme/tag-x/1/2', 'group/sub/shop'), text),
  { nil: null },
);
const place = { service: text, environment: text };

test('the name of the repository alone is told apart from a run, whatever it is called', () => {
  fc.assert(
    fc.property(
      fc.record({ runId: field, attempt, job: field, ...place }),
      repository,
      repository,
      (of, one, other) => {
        const [here, there] = [one, other].map((name) =>
          readIdentifier(jobIdentifier({ repository: name, ...of }, sha256)),
        );
        expect(here).not.toBeNull();
        expect({ ...here, repository: '' }).toEqual({ ...there, repository: '' });
      },
    ),
  );
});

test('the name of the repository alone is told apart from an event', () => {
  const identity = fc.oneof(
    fc.constantFrom('release-5', 'workflow-run-7', 'pull-request-12', 'deployment-9'),
    text.map((name) => `tag-${name}`),
  );
  fc.assert(
    fc.property(fc.record({ identity, attempt, ...place }), repository, repository, (of, a, b) => {
      const [here, there] = [a, b].map((name) =>
        readIdentifier(eventIdentifier({ repository: name, ...of }, sha256)),
      );
      expect(here).toMatchObject({ run: expect.stringMatching(/^[a-z-]+-/) });
      expect({ ...here, repository: '' }).toEqual({ ...there, repository: '' });
    }),
  );
});

test.each(['', 'shop', 'a/b', 'acme/shop//', `acme/shop/1/1/deploy/shop==${'0'.repeat(64)}`])(
  '%j is no identifier of ours',
  (identifier) => {
    expect(readIdentifier(identifier)).toBeNull();
  },
);
