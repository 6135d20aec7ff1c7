import { parse } from '@cdktf/hcl2json';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { exportState } from '../../src/setup/export-state.ts';
import { exportTerraform } from '../../src/setup/export-terraform.ts';
import { hclValue } from '../../src/setup/hcl.ts';
import { accounts } from './support/accounts.ts';
import { service } from './support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from './support/setup-account.ts';
import { type Arguments, documentedArguments } from './support/terraform-arguments.ts';

jest.setTimeout(120_000); // the parser is a large program that loads once

let account: SetupAccount | undefined;

afterEach(async () => {
  await account?.close();
  account = undefined;
});

interface Terraform {
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly resource: Readonly<Record<string, Readonly<Record<string, readonly [object]>>>>;
}

const asked = { strategy: ['pull-request'], levels: ['team'] as const };

async function exported(name: string): Promise<Terraform> {
  return exportedFrom(await (accounts[name] ?? (() => Promise.reject(new Error(name))))());
}

async function exportedFrom(started: SetupAccount): Promise<Terraform> {
  account = started;
  const planned = await account.plan({ asked });
  const text = exportTerraform(exportState(planned.plan, planned.account));
  return (await parse('port.tf', text)) as unknown as Terraform;
}

/** A service blueprint with one of each thing that an account may have put into its properties. */
const richService = {
  ...service,
  schema: {
    properties: {
      tags: { type: 'array', items: { type: 'string', enum: ['a'] }, default: ['a'] },
      ports: { type: 'array', items: { type: 'number' }, default: [80] },
      flags: { type: 'array', items: { type: 'boolean' }, default: [true] },
      owners: { type: 'array', items: { type: 'object' }, default: [{ name: 'a' }] },
      limits: { type: 'object', default: { cpu: 1 } },
      api: {
        ...{ type: 'string', format: 'url', spec: 'embedded-url' },
        specAuthentication: {
          ...{ authorizationUrl: 'https://a.example', tokenUrl: 'https://t.example' },
          clientId: 'c',
        },
      },
    },
    required: ['tags'],
  },
};

/** Arguments that the documentation does not have, in all resources. */
function undocumented({ resource }: Terraform): string[] {
  return Object.entries(resource).flatMap(([type, resources]) => {
    const documented = documentedArguments[type];
    if (documented === undefined) return [`${type} is not documented`];
    return Object.entries(resources).flatMap(([id, body]) =>
      unknownIn(body, documented, `${type}.${id}`),
    );
  });
}

/** Arguments that the documentation does not have. */
function unknownIn(body: unknown, documented: Arguments | true, at: string): string[] {
  if (documented === true) return [];
  if (Array.isArray(body)) return body.flatMap((one) => unknownIn(one, documented, at));
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) => {
    if (key === 'depends_on' || key === 'lifecycle') return [];
    const inner = documented['*'] ?? documented[key];
    return inner === undefined ? [`${at}.${key}`] : unknownIn(value, inner, `${at}.${key}`);
  });
}

describe('the export for Terraform', () => {
  test.each(Object.keys(accounts))('has only documented arguments: %s', async (name) => {
    const terraform = await exported(name);
    expect(undocumented(terraform)).toEqual([]);
    expect(Object.keys(terraform.resource)).toEqual(
      expect.arrayContaining([
        'port_blueprint',
        'port_aggregation_properties',
        'port_scorecard',
        'port_page',
      ]),
    );
  });

  test('imports what exists and makes what does not', async () => {
    const { import: imports = [], resource } = await exported("the guide's account");
    expect(imports.map(({ id }) => id).sort()).toEqual([
      '_team',
      '_team',
      'deployment',
      'gh-1',
      'pagerdutyIncident',
      'pd-1',
      'service',
      'service',
    ]);
    const targets = imports.map(({ to }) => to.replace(/[${}]/g, ''));
    for (const target of targets) {
      const [type = '', id = ''] = target.split('.');
      expect(resource[type]?.[id]).toBeDefined();
    }
  });

  test('keeps what the account has of its own in an imported blueprint', async () => {
    const { resource } = await exported("the guide's account");
    expect(JSON.stringify(resource.port_blueprint?.service)).toContain('"language"');
    expect(JSON.stringify(resource.port_integration?.['gh-1'])).toContain('repository');
  });

  test('keeps defaults and sign-ins of properties, in the arguments that the provider has for them', async () => {
    const terraform = await exportedFrom(await startSetupAccount([richService]));
    expect(undocumented(terraform)).toEqual([]);
    expect(terraform.resource.port_blueprint?.service?.[0]).toMatchObject({
      properties: {
        array_props: {
          tags: { required: true, string_items: { default: ['a'], enum: ['a'] } },
          ports: { number_items: { default: [80] } },
          flags: { boolean_items: { default: [true] } },
          owners: { object_items: { default: [expect.stringContaining('jsonencode')] } },
        },
        object_props: { limits: { default: expect.stringContaining('jsonencode') } },
        string_props: { api: { spec_authentication: { client_id: 'c' } } },
      },
    });
  });

  test("leaves to Port what is Port's own in its blueprint of teams", async () => {
    const { resource } = await exported("the guide's account");
    const [team] = resource.port_system_blueprint?._team ?? [];
    expect(Object.keys(team ?? {}).sort()).toEqual([
      'calculation_properties',
      'identifier',
      'lifecycle',
    ]);
    expect(JSON.stringify(team)).toContain('${relations}');
  });

  test('makes no circle of blueprints that lead to each other', async () => {
    const one = (target: string) => ({ target, required: false, many: false });
    const started = await startSetupAccount([service, { ...service, identifier: 'deployment' }]);
    for (const [from, to] of [
      ['service', 'deployment'],
      ['deployment', 'service'],
    ] as const) {
      await started.call('PATCH', `/v1/blueprints/${from}`, { relations: { [to]: one(to) } });
    }
    const { resource } = await exportedFrom(started);
    expect(JSON.stringify(resource.port_blueprint)).not.toContain('${port_blueprint.');
  });

  test('makes scorecards and pages after the metrics that they show', async () => {
    const { resource } = await exported('an empty account');
    for (const type of ['port_scorecard', 'port_page']) {
      for (const [body] of Object.values(resource[type] ?? {})) {
        expect(JSON.stringify(body)).toContain('port_aggregation_properties.service');
      }
    }
  });

  test('refers from one resource to the other, so that Terraform makes them in order', async () => {
    const { resource } = await exported('an empty account');
    const text = JSON.stringify(resource.port_blueprint?.deployment);
    expect(text).toContain('"target":"${port_blueprint.service.identifier}"');
  });
});

describe('a text in Terraform', () => {
  test.each([
    'plain',
    'a "quote"',
    'back\\slash',
    '${not} filled',
    '%{ if }',
    'two\nlines',
    'ü 😀',
    '',
  ])('comes back as it was: %j', async (text) => {
    const file = `resource "x" "y" {\n  value = ${hclValue(text)}\n}\n`;
    const { resource } = (await parse('x.tf', file)) as unknown as Terraform;
    const [body] = resource.x?.y ?? [];
    // The parser leaves the doubled signs as they stand in the file.
    const read = String((body as { value?: unknown }).value);
    expect(read.replaceAll('$${', '${').replaceAll('%%{', '%{')).toBe(text);
  });
});
