/** Accounts that make changes without a person: GitHub apps say `[bot]`, the others are known by name. */
export function isBot(author: string): boolean {
  return /\[bot\]|^(?:dependabot|renovate|greenkeeper|snyk-bot|github-actions|project_\d+_bot)\b/i.test(
    author.trim(),
  );
}
