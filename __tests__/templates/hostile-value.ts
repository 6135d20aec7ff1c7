/** What a branch or a title may hold that a shell, Groovy, PowerShell, YAML or the log of a CI could take for its own. */
const signs = [
  '$(touch canary)',
  '`touch canary`',
  '"; touch canary; "',
  "'; touch canary; '",
  '& touch canary & %PATH% %%',
  '${PORT_CLIENT_SECRET} $PORT_CLIENT_SECRET $$',
  '#{Port.ClientSecret} {{x}} <+x> $(x) ${{x}}',
  '\\" \\\\ \\n \\u0024 é 漢字 🚀',
  '##vso[task.complete]x ##octopus[setVariable] ##teamcity[x]',
].join(' ');

/** One line of them, for values that can have no second. */
export const hostileLine = `a ${signs} ${'x'.repeat(10_000)} b`;

/** The same with further lines, one of them a command of a CI. */
export const hostileText = `${hostileLine}\n::error::injected\n##vso[task.complete]\nb`;
