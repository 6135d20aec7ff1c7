/**
 * The section of the changelog for a version tag such as `v1.2.3`.
 * @throws when the tag is not the version of the package, or has no section with something in it
 */
export function releaseNotes(tag: string, version: string, changelog: string): string {
  if (tag !== `v${version}`) throw new Error(`the tag is ${tag}, but package.json says ${version}`);
  const section = changelog.split(/^## /m).find((one) => one.startsWith(`[${version}]`));
  if (section === undefined) throw new Error(`CHANGELOG.md has no section for ${version}`);
  const [heading = '', ...lines] = section.split('\n');
  if (!/^\[[^\]]+\] - \d{4}-\d{2}-\d{2}$/.test(heading)) {
    throw new Error(`the section for ${version} has no date: ## [${version}] - YYYY-MM-DD`);
  }
  const notes = lines.join('\n').trim();
  if (notes === '') throw new Error(`the section for ${version} is empty`);
  return notes;
}
