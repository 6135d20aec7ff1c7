// npm run generate: writes every file and section that is made from the sources.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actionYml } from './generate/action-yml.ts';
import { environmentTable } from './generate/environment-table.ts';
import { optionReference, optionTable, outputTable } from './generate/option-tables.ts';
import { replaceSection } from './generate/sections.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const sections: readonly (readonly [file: string, section: string, content: string])[] = [
  ['README.md', 'options', optionTable()],
  ['README.md', 'outputs', outputTable()],
  ['docs/options.md', 'options', optionReference()],
  ['docs/environments.md', 'rules', environmentTable()],
];

writeFileSync(join(root, 'action.yml'), actionYml());
for (const [file, section, content] of sections) {
  const path = join(root, file);
  writeFileSync(path, replaceSection(readFileSync(path, 'utf8'), section, content));
}
