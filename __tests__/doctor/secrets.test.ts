import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import { checkNames } from '../../src/doctor/finding.ts';
import { renderFindings } from '../../src/doctor/render-findings.ts';
import { PortDoraError } from '../../src/errors/port-dora-error.ts';
import { parseBlueprint } from '../../src/port/blueprint.ts';
import { type PortEntity, parseEntity } from '../../src/port/entity.ts';
import type { JsonObject } from '../../src/port/json.ts';
import { examine } from './support/examine.ts';

const secret = 'planted/secret+with=signs';
const forms = [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  JSON.stringify(secret).slice(1, -1),
];

/** Texts that somebody may have put anywhere: with a secret in them, with commands of a CI, with colours. */
const odd = fc.oneof(
  fc.constantFrom(
    ...forms,
    `a ${secret} b`,
    '::error::x',
    '\u001b[31mred',
    'a\nb',
    '##[group]',
    '',
  ),
  fc.string(),
);

const entity = fc.record({
  identifier: odd.map((text) => `id-${text}`),
  title: fc.option(odd),
  properties: fc.record(
    {
      ...{ createdAt: fc.oneof(odd, fc.constant(new Date().toISOString())), kind: odd },
      environment: fc.oneof(odd, fc.constantFrom('Production', 'Staging')),
      ...{ deploymentStatus: fc.constantFrom('Success', 'Failed'), serviceName: odd },
      ...{ commitSha: odd, leadTimeReason: odd, leadTimeHours: fc.oneof(odd, fc.double()) },
    },
    { requiredKeys: [] },
  ),
  relations: fc.dictionary(fc.constantFrom('service', 'other'), fc.option(odd)),
});

const blueprints = ['service', 'deployment'].map((name) => {
  const parsed = parseBlueprint(readCatalog(`blueprints/${name}.json`));
  if (!parsed) throw new Error(`the catalog has no blueprint ${name}`);
  return parsed;
});

test('whatever an account holds, nothing secret and no command leaves, and every check answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(entity, { maxLength: 8 }),
      fc.array(entity, { maxLength: 8 }),
      odd,
      fc.dictionary(odd, odd, { maxKeys: 3 }),
      async (services, deployments, word, enumWords) => {
        const [own, theirs] = blueprints;
        if (!own || !theirs) throw new Error('two blueprints are needed');
        const changed = {
          ...theirs,
          required: [word],
          properties: {
            ...theirs.properties,
            kind: { type: word, enum: Object.values(enumWords) },
          },
        };
        const list = (of: typeof services): readonly PortEntity[] =>
          of.flatMap((one) => parseEntity(one) ?? []);
        const findings = await examine(
          { url: 'http://127.0.0.1:9', env: {} },
          {
            secrets: [secret],
            openTransport: async () => async () => ({
              ...{ status: 401, body: '{"ok":false}' },
              headers: { date: new Date().toUTCString() },
            }),
            openPort: async () => ({
              request: async () => ({
                ...{ status: 200, body: integrations(word) },
                ...{ unreadable: never, itemError: never },
              }),
              async *searchEntities(blueprint) {
                yield* list(blueprint === 'service' ? services : deployments);
              },
              listBlueprints: async () => [own, changed],
              getOrganization: async () => ({ id: word, name: word }),
            }),
            readSetup: () =>
              Promise.reject(new PortDoraError('API_REJECTED', `refused ${word}`, { hint: word })),
          },
        );
        expect([...new Set(findings.map(({ check }) => check))]).toEqual([...checkNames]);
        for (const text of [
          JSON.stringify(findings),
          ...renderFindings(findings, { colour: false }),
        ]) {
          for (const form of forms) expect(text).not.toContain(form);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
          expect(text).not.toMatch(/[\u0000-\u001f]|^::|##\[/);
        }
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

const integrations = (word: string): JsonObject => ({
  integrations: [
    { installationId: word, installationAppType: word, config: { resources: [{ kind: word }] } },
  ],
});

const never = (): never => {
  throw new Error('nobody asks');
};
