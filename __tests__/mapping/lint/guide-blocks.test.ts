import { expect, test } from '@jest/globals';
import { type Block, lint, mapping, rulesOf } from './lint.ts';

const production = { environment: '"Production"' };
const always = { deploymentStatus: '"Success"' };

/** Whole blocks in the form of Port's guide, each with what is wrong with it at once. */
const guideBlocks: readonly (readonly [name: string, rules: readonly string[], block: Block])[] = [
  [
    'pull requests of GitHub (D06, D07, D08, D09)',
    ['selector-fetch', 'not-a-deployment', 'beside-mappings', 'fork', 'no-service'],
    {
      ...{ kind: 'pull-request', query: ".base.ref == 'main' and .state == 'closed'" },
      identifier: ".head.repo.name + '-' + (.id|tostring)",
      properties: { ...production, ...always, createdAt: '.merged_at' },
      rest: '        relations:\n          service: .head.repo.name',
    },
  ],
  [
    'merge requests of GitLab (D11, D12)',
    ['selector-fetch', 'identifier'],
    {
      ...{ kind: 'merge-request', query: ".target_branch == 'main' and .state == 'merged'" },
      identifier: ".source_branch + '-' + (.id|tostring)",
      properties: { ...production, ...always, createdAt: '.merged_at' },
      relations: { service: '.references.full | gsub("!.+"; "")', mergeRequest: '.id | tostring' },
    },
  ],
  [
    'pull requests of Azure (D02, D13, D14, D15)',
    ['identifier-not-unique', 'relation-identifier', 'service-identifier', 'history-window'],
    {
      kind: 'pull-request',
      query: '.targetRefName == "refs/heads/main" and .status == "completed"',
      identifier: '.repository.name + (.pullRequestId| tostring)',
      properties: { ...production, ...always, createdAt: '.closedDate' },
      relations: {
        pullRequest: ".repository.name + '-' + (.pullRequestId|tostring)",
        service: '.repository.name',
      },
    },
  ],
  [
    'runs of GitHub (D05, D16, D17, D18, D19, D20)',
    ['value', 'not-a-deployment', 'identifier-not-unique', 'selector-pattern', 'other-time'],
    {
      ...{ kind: 'workflow-run' },
      query: '(.head_branch == "main") and (.name | test("deploy|CD"; "i"))',
      identifier: ".head_repository.name + '-' + (.run_number|tostring)",
      properties: {
        ...{ ...production, createdAt: '.created_at' },
        deploymentStatus: '(.conclusion | ascii_upcase[0:1] + .[1:])',
      },
      relations: { service: '.head_repository.name' },
    },
  ],
  [
    'pipelines of GitLab (D21, D22, D23)',
    ['selector-fails', 'selector-pattern', 'unknown-field', 'not-a-deployment', 'value'],
    {
      ...{ kind: 'pipeline' },
      query: '(.ref == "main") and (.name | test("deploy|CD"; "i"))',
      identifier: '"deployment-" + (.id | tostring)',
      properties: {
        ...{ ...production, createdAt: '.created_at', version: '.project.name' },
        deploymentStatus: '(.status | ascii_upcase[0:1] + .[1:])',
      },
      relations: { service: '.__project.path_with_namespace | gsub(" "; "")' },
    },
  ],
  [
    'releases of GitHub, once their YAML is mended (D25, D26)',
    ['selector-fails', 'not-a-deployment', 'identifier-not-unique', 'no-time', 'unknown-field'],
    {
      ...{ kind: 'release' },
      query: '(.target_commitish == "main") and (.name | test("Production"; "i"))',
      identifier: ".release.name + '-' + .release.tag_name",
      properties: { ...production, ...always, createdAt: '.release.created_at' },
      relations: { service: '.repo.name' },
    },
  ],
];

test.each(guideBlocks)(
  "finds all that is wrong with the guide's block for %s at once",
  async (_, rules, block) => {
    expect(rulesOf(await lint(mapping(block)))).toEqual(expect.arrayContaining([...rules]));
  },
);
