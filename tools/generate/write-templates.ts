import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles } from '../rules/project-files.ts';
import { embedInOrb } from './embed-in-orb.ts';
import { embedLauncher, embedLauncherInJson, type Launchers } from './embed-launcher.ts';
import { pinVersion } from './pin-version.ts';
import { writeTemplateOptions } from './template-options.ts';

const launcherFiles = {
  launcher: 'templates/launcher/report.sh',
  'launcher.ps1': 'templates/launcher/report.ps1',
} as const;

/** Where CI systems and their users look for templates, and the pages that show them. */
const places = ['templates', 'docs', 'examples', '*-template.yml'];

/** Gives every template and every page of a CI the version of the package, and the launcher where it has markers for it. */
export function writeTemplates(root: string): void {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const { version } = JSON.parse(read('package.json')) as { readonly version: string };
  const launchers: Launchers = {
    launcher: pinVersion(read(launcherFiles.launcher), version),
    'launcher.ps1': pinVersion(read(launcherFiles['launcher.ps1']), version),
  };
  for (const file of projectFiles(root, ...places)) {
    const text = read(file);
    const written = embed(file, pinVersion(text, version), launchers);
    if (written !== text) writeFileSync(join(root, file), written);
  }
}

/** The page of the launcher shows the markers as they are. */
function embed(file: string, text: string, launchers: Launchers): string {
  if (file.startsWith('templates/launcher/')) return text;
  if (file.endsWith('.json')) return embedLauncherInJson(text, launchers);
  return embedInOrb(embedLauncher(writeTemplateOptions(text), launchers), launchers.launcher);
}
