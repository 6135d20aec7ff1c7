import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Licences that allow us to hand on the code inside dist. MPL-2.0 also wants to know where the source is: the notice says. */
const accepted = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MPL-2.0'],
]);

/**
 * Names, versions and licence texts of the packages that the given modules come from.
 * @throws when a package states no licence, or one that is not accepted for dist
 */
export function licenseTexts(moduleIds: readonly string[]): string {
  const folders = new Set(moduleIds.filter(isForeign).map(packageFolder));
  const notices = [...folders].map(notice).sort((a, b) => (a < b ? -1 : 1));
  return `${[...new Set(notices)].join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** Folders of ours that hold what others made, each with its package.json and licence. */
const adopted = /[\\/]src[\\/]show[\\/]charts[\\/]roboto[\\/]/;

function isForeign(id: string): boolean {
  return /[\\/]node_modules[\\/]/.test(id) || adopted.test(id);
}

/** Nested package.json files without a name only set the module type of a subfolder. */
function packageFolder(id: string): string {
  const path = id.replace(/^\0/, '').replace(/[?#].*$/, '');
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name) return folder;
  }
  throw new Error(`no package.json was found for the bundled module ${id}`);
}

function notice(folder: string): string {
  const { name, version, license, homepage, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  if (!accepted.has(license)) {
    throw new Error(`${name}@${version} has the licence ${license}, which dist must not carry`);
  }
  const file = readdirSync(folder)
    .sort()
    .find((one) => /^licen[cs]e(-\w+)?(\.(md|txt))?$/i.test(one));
  if (file === undefined) throw new Error(`${name}@${version} comes without its licence text`);
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  const source =
    license === 'MPL-2.0' ? `, source: ${homepage ?? repository?.url ?? repository}` : '';
  return `${name} ${version} (${license})${source}\n\n${text}\n`;
}
