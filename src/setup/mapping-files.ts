import type { CodeHost } from '../catalog/choices.ts';
import { catalogFiles } from '../catalog/files.generated.ts';
import { type JsonObject, textOrNull } from '../port/json.ts';

/** The folders of mappings by the type that Port gives an integration; only those whose payloads the files are for. */
const typesOf: Readonly<Record<string, readonly string[]>> = {
  github: ['github-ocean', 'github'],
  gitlab: ['gitlab-v2'],
};

/** Whether an integration is the one that a folder of mappings is for. */
export function isIntegrationOf(folder: string, integration: JsonObject): boolean {
  const type =
    textOrNull(integration.installationAppType) ?? textOrNull(integration.integrationType);
  return type !== null && (typesOf[folder] ?? [folder]).includes(type.toLowerCase());
}

/** The folder of each code host. */
export const hostFolders: Readonly<Record<CodeHost, string>> = {
  github: 'github',
  gitlab: 'gitlab',
  azure: 'azure-devops',
};

/** Mappings by folder and name, for instance `github` → `pull-request`. */
const files: readonly (readonly [folder: string, name: string])[] = Object.keys(
  catalogFiles,
).flatMap((path) => {
  const [, folder, name] = /^mappings\/([^/]+)\/([^/]+)\.yml$/.exec(path) ?? [];
  return folder && name ? [[folder, name] as const] : [];
});

/** The mapping of a folder for a strategy, `null` when that integration has nothing like it. */
export function mappingFor(folder: string, strategy: string): string | null {
  const alias = strategy.replace('pull-request', 'merge-request');
  const name = [strategy, alias].find((one) =>
    files.some(([inFolder, called]) => inFolder === folder && called === one),
  );
  return name === undefined ? null : `mappings/${folder}/${name}.yml`;
}

/** Folders that know a strategy. */
export const foldersFor = (strategy: string): readonly string[] =>
  [...new Set(files.map(([folder]) => folder))].filter((folder) => mappingFor(folder, strategy));
