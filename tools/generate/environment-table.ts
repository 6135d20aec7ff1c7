import { builtInEnvironmentRules as rules } from '../../src/deployment/environment-rules.ts';
import { environments } from '../../src/deployment/record.ts';

const list = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

/** The built-in rules as tables, from the data that the rules are made of. */
export function environmentTable(): string {
  const names = environments.map(
    (environment) => `| ${environment} | ${list(rules.nameWords[environment])} |`,
  );
  const branches = environments.map((environment) => {
    const byDefault = environment === 'Production' ? 'the default branch, ' : '';
    return `| ${environment} | ${byDefault}${list(rules.branches[environment])} |`;
  });
  return [
    '### By the name',
    '',
    'A name is taken apart into words, without regard to case and trailing digits: `Prod2_EU` has the words `prod` and `eu`.',
    'A word of a lower environment beside one of Production wins, so that Production is never a guess: `pre-production` is Staging.',
    '',
    '| Environment | Words |',
    '| --- | --- |',
    ...names,
    '',
    `A Production word does not count behind ${list(rules.negatingWords)}, nor beside ${list(rules.imitatingWords)}.`,
    '',
    '### By the tag',
    '',
    'A release tag is Production: `v1.2.3`, `1.2`, `v42`, `2026-01-02`, alone or behind the name of a package as in `shop@1.2.3`.',
    `A tag of a prerelease is not: one with a semver prerelease part, or with one of the words ${list(rules.prereleaseWords)}.`,
    'A tag that begins with the name of another environment is that environment: `staging/1.2.3`.',
    '',
    '### By the branch',
    '',
    `Where the CI does not tell the default branch, it is ${rules.usualDefaultBranches.map((branch) => `\`${branch}\``).join(' or ')}.`,
    'Branches of forks and of pull requests that are not merged tell no environment.',
    '',
    '| Environment | Branches |',
    '| --- | --- |',
    ...branches,
  ].join('\n');
}
