import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ciIds } from '../../src/deployment/run-context.ts';
import { detectedFacts } from '../../tools/generate/detected-facts.ts';
import { embedLauncher, embedLauncherInJson } from '../../tools/generate/embed-launcher.ts';
import { pinVersion } from '../../tools/generate/pin-version.ts';
import { root } from './project.ts';

const launchers = {
  launcher: '#!/bin/sh\n# about\nx=$1\n\nrun "$x" 100% # \\n\n',
  'launcher.ps1': 'Start-It $x\n',
};

describe('the launcher in a template', () => {
  const template = [
    'after_script:',
    '  - |',
    '    first',
    '    # >>> port-dora launcher',
    '    something old',
    '    # <<< port-dora launcher',
    '    last',
    '',
  ].join('\n');

  test('stands as far in as its markers, without the line for the shell', () => {
    expect(embedLauncher(template, launchers)).toBe(
      [
        'after_script:',
        '  - |',
        '    first',
        '    # >>> port-dora launcher',
        '    # about',
        '    x=$1',
        '',
        '    run "$x" 100% # \\n',
        '    # <<< port-dora launcher',
        '    last',
        '',
      ].join('\n'),
    );
  });

  test.each([
    '# >>> port-dora launcher\n# <<< port-dora launcher\n',
    template,
    '  # >>> port-dora launcher, doubling $\n  # <<< port-dora launcher\n',
    'a\n# >>> port-dora launcher.ps1\n# <<< port-dora launcher\nb\n# >>> port-dora launcher\n# <<< port-dora launcher\n',
  ])('is the same when it is written again', (text) => {
    const once = embedLauncher(text, launchers);
    expect(once).not.toBe(text);
    expect(embedLauncher(once, launchers)).toBe(once);
  });

  test('has every $ or % twice where the CI fills them in first', () => {
    const dollars = '# >>> port-dora launcher, doubling $\n# <<< port-dora launcher';
    expect(embedLauncher(dollars, launchers)).toContain('\nx=$$1\n\nrun "$$x" 100% # \\n\n');
    const percents = '# >>> port-dora launcher, doubling %\n# <<< port-dora launcher';
    expect(embedLauncher(percents, launchers)).toContain('\nx=$1\n\nrun "$x" 100%% # \\n\n');
  });

  test('stands inside a string of JSON, and the file around it stays as it is written', () => {
    const script = 'a "b"\n# >>> port-dora launcher\nold \\ "x"\n# <<< port-dora launcher\nc';
    const other = '# >>> port-dora launcher.ps1\n# <<< port-dora launcher';
    const text = `{ "one":   ${JSON.stringify(script)},\n"two": [${JSON.stringify(other)}] }`;
    const written = embedLauncherInJson(text, launchers);
    expect(JSON.parse(written)).toEqual({
      one: 'a "b"\n# >>> port-dora launcher\n# about\nx=$1\n\nrun "$x" 100% # \\n\n# <<< port-dora launcher\nc',
      two: ['# >>> port-dora launcher.ps1\nStart-It $x\n# <<< port-dora launcher'],
    });
    expect(written.startsWith('{ "one":   "')).toBe(true);
    expect(embedLauncherInJson(written, launchers)).toBe(written);
  });
});

describe('the version in a template', () => {
  test.each([
    ['npx --yes port-dora-action@VERSION report', 'npx --yes port-dora-action@1.2.3-rc.1 report'],
    ['npx --yes port-dora-action@0.9.10 report', 'npx --yes port-dora-action@1.2.3-rc.1 report'],
    [
      'component: $CI_SERVER_FQDN/org/port-dora-action/report@0.1.0-next.2',
      'component: $CI_SERVER_FQDN/org/port-dora-action/report@1.2.3-rc.1',
    ],
    ['  ref: v0.9.0 # the version of port-dora', '  ref: v1.2.3-rc.1 # the version of port-dora'],
    ['uses: org/port-dora-action@v1', 'uses: org/port-dora-action@v1'],
    ['image: node@1.2.3', 'image: node@1.2.3'],
    ['  ref: v0.9.0', '  ref: v0.9.0'],
  ])('%s becomes %s', (before, after) => {
    expect(pinVersion(`${before}\n`, '1.2.3-rc.1')).toBe(`${after}\n`);
  });
});

describe('the table of facts on a page', () => {
  const fixtures = (ci: string) => join(root, '__tests__/ci/fixtures', ci);

  test('names what each fact is told by, found by leaving variables out', async () => {
    const table = await detectedFacts(fixtures('gitlab'));
    expect(table).toContain('| commit | `CI_COMMIT_SHA` |');
    expect(table).toContain('| begin | `CI_JOB_STARTED_AT`, `CI_PIPELINE_CREATED_AT` |');
    expect(table).not.toContain('CI_COMMIT_REF_NAME');
  });

  test('names git where the working directory is asked', async () => {
    expect(await detectedFacts(fixtures('generic'))).toContain('| commit | git |');
  });

  test.each(ciIds.filter((ci) => existsSync(join(root, 'docs/ci', `${ci}.md`))))(
    'is there for %s, with the CI and what it is needed for',
    (ci) => {
      const page = readFileSync(join(root, 'docs/ci', `${ci}.md`), 'utf8');
      const [, table = ''] = /facts:start -->\n([\s\S]*?)<!-- facts:end/.exec(page) ?? [];
      for (const fact of ['repository', 'commit']) expect(table).toContain(`| ${fact} |`);
      if (ci !== 'generic') expect(table).toContain('| which CI it is |');
    },
  );
});
