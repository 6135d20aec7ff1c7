// npm run generate: writes every file and section that is made from the sources.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ciIds } from '../src/deployment/run-context.ts';
import { actionYml } from './generate/action-yml.ts';
import { ciTable } from './generate/ci-table.ts';
import { detectedFacts } from './generate/detected-facts.ts';
import { embedCatalog } from './generate/embed-catalog.ts';
import { environmentTable } from './generate/environment-table.ts';
import { writeLevelMetrics } from './generate/level-metrics.ts';
import { optionReference, optionTable, outputTable } from './generate/option-tables.ts';
import { replaceSection } from './generate/sections.ts';
import { writeTemplates } from './generate/write-templates.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const sections: readonly (readonly [file: string, section: string, content: string])[] = [
  ['README.md', 'options', optionTable()],
  ['README.md', 'outputs', outputTable()],
  ['README.md', 'ci', ciTable(root)],
  ['docs/options.md', 'options', optionReference()],
  ['docs/environments.md', 'rules', environmentTable()],
];

function writeSection(file: string, section: string, content: string): void {
  const path = join(root, file);
  writeFileSync(path, replaceSection(readFileSync(path, 'utf8'), section, content));
}

function readCatalog(): Map<string, string> {
  const folder = join(root, 'catalog');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(json|yml)$/.test(path))
    .map((path) => path.replaceAll('\\', '/'));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

writeFileSync(join(root, 'action.yml'), actionYml());
writeLevelMetrics(root);
writeFileSync(join(root, 'src/catalog/files.generated.ts'), embedCatalog(readCatalog()));
for (const [file, section, content] of sections) writeSection(file, section, content);
for (const ci of ciIds) {
  const page = `docs/ci/${ci}.md`;
  writeSection(page, 'facts', await detectedFacts(join(root, '__tests__/ci/fixtures', ci)));
}
writeTemplates(root);
