import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { checks } from '../../tools/check/checks.ts';
import { root, withProject } from './project.ts';

jest.setTimeout(60_000); // the program is slow to start on a machine that is busy

const allowed: [string, string][] = [
  ['src/entry/ok.ts', 'src/report/target.ts'],
  ['src/report/ok.ts', 'src/port/target.ts'],
  ['src/local-port/ok.ts', 'src/port/target.ts'],
  ['src/ci/providers/ok.ts', 'src/deployment/target.ts'],
  ['src/port/ok.ts', 'src/errors/target.ts'],
];

const refused: [string, string, string][] = [
  ['src/report/up.ts', 'src/entry/target.ts', 'report-imports'],
  ['src/report/across.ts', 'src/setup/target.ts', 'report-imports'],
  ['src/local-port/up.ts', 'src/report/target.ts', 'local-port-imports'],
  ['src/port/across.ts', 'src/deployment/target.ts', 'port-imports'],
  ['src/deployment/across.ts', 'src/ci/target.ts', 'deployment-imports'],
  ['src/errors/up.ts', 'src/host/target.ts', 'errors-imports'],
  ['src/report/out.ts', 'tools/target.ts', 'shipped-code-stands-alone'],
  ['src/elsewhere/new.ts', 'src/errors/target.ts', 'folder-without-a-rule'],
  ['src/show/circle.ts', 'src/show/round.ts', 'no-cycles'],
  ['src/port/process.ts', 'node:child_process', 'process-only-at-the-edge'],
  ['src/deployment/files.ts', 'node:fs', 'pure-core'],
  ['src/port/gone.ts', 'src/port/nowhere.ts', 'no-unresolved'],
];

const up = (from: string) => '../'.repeat(from.split('/').length - 1);

/** All cases as one project, so that the program starts once. */
function project(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [from, to] of [...allowed, ...refused]) {
    const specifier = to.startsWith('node:') ? to : `${up(from)}${to}`;
    files[from] = `import '${specifier}';\n`;
    if (to.endsWith('target.ts')) files[to] = 'export {};\n';
  }
  files['src/show/round.ts'] = "import './circle.ts';\n";
  return files;
}

describe('imports between the folders of src', () => {
  let problems: string;

  beforeAll(async () => {
    const check = checks.find((one) => one.name === 'import directions');
    problems = await withProject(project(), async (folder) =>
      ((await check?.run(folder)) ?? []).join('\n'),
    );
  });

  test.each(allowed)('may go from %s to %s', (from) => {
    expect(problems).not.toContain(`${from} `);
  });

  test.each(refused)('may not go from %s to %s', (from, _to, rule) => {
    expect(problems).toContain(`error ${rule}: ${from} `);
  });

  test('have a rule for every folder', () => {
    const rules = readFileSync(join(root, '.dependency-cruiser.cjs'), 'utf8');
    for (const folder of readdirSync(join(root, 'src'))) {
      expect(rules).toMatch(new RegExp(`^ {2}'?${folder}'?: `, 'm'));
    }
  });
});
