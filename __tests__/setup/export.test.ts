import { parse } from '@cdktf/hcl2json';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { exportState } from '../../src/setup/export-state.ts';
import { exportTerraform } from '../../src/setup/export-terraform.ts';
import { hclValue } from '../../src/setup/hcl.ts';
import { accounts } from './support/accounts.ts';
import type { SetupAccount } from './support/setup-account.ts';
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
  account = await (accounts[name] ?? (() => Promise.reject(new Error(name))))();
  const planned = await account.plan({ asked });
  const text = exportTerraform(exportState(planned.plan, planned.account));
  return (await parse('port.tf', text)) as unknown as Terraform;
}

/** Arguments that the documentation does not have. */
function unknownIn(body: unknown, documented: Arguments | true, at: string): string[] {
  if (documented === true) return [];
  if (Array.isArray(body)) return body.flatMap((one) => unknownIn(one, documented, at));
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) => {
    if (key === 'depends_on') return [];
    const inner = documented['*'] ?? documented[key];
    return inner === undefined ? [`${at}.${key}`] : unknownIn(value, inner, `${at}.${key}`);
  });
}

describe('the export for Terraform', () => {
  test.each(Object.keys(accounts))('has only documented arguments: %s', async (name) => {
    const { resource } = await exported(name);
    const problems = Object.entries(resource).flatMap(([type, resources]) => {
      const documented = documentedArguments[type];
      if (documented === undefined) return [`${type} is not documented`];
      return Object.entries(resources).flatMap(([id, body]) =>
        unknownIn(body, documented, `${type}.${id}`),
      );
    });
    expect(problems).toEqual([]);
    expect(Object.keys(resource)).toEqual(
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
