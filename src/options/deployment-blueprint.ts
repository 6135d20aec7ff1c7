import type { AccountNames } from './account-names.ts';

/** The account's blueprint of deployments: the option wins over the config file's map when it names another one than the default. */
export const deploymentBlueprint = (
  { blueprints }: Pick<AccountNames, 'blueprints'>,
  option: string,
): string => (option === 'deployment' ? (blueprints.deployment ?? option) : option);
