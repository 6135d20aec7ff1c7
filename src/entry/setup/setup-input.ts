import { catalogVersion } from '../../catalog/catalog-version.ts';
import type { Names } from '../../catalog/names.ts';
import type { Host } from '../../host/host.ts';
import type { AccountNames } from '../../options/account-names.ts';
import type { OptionValues } from '../../options/read-options.ts';
import type { setupChoiceOptions, setupOptions } from '../../options/setup-options.ts';
import type { SetupInput } from '../../setup/setup.ts';
import type { AskedChoices } from '../../setup/setup-choices.ts';
import { version } from '../version.ts';

export type SetupOptionValues = OptionValues<typeof setupOptions>;

/** The part of it that says how an account is to be. */
type ChoiceValues = OptionValues<typeof setupChoiceOptions> & Pick<SetupOptionValues, 'blueprint'>;

/** What was asked for, as setup takes it. */
export function setupInput(
  values: ChoiceValues,
  names: AccountNames,
  { sha256 }: Pick<Host, 'sha256'>,
): SetupInput {
  return {
    asked: askedChoices(values),
    names: catalogNames(values, names),
    catalogVersion: catalogVersion(version, sha256),
    sha256,
  };
}

function askedChoices(values: ChoiceValues): AskedChoices {
  return {
    scm: values.scm,
    strategy: values.strategy,
    incidents: values.incidents,
    dashboards: truth(values.dashboards),
    scorecards: truth(values.scorecards),
    window: values.window,
    interval: values.interval,
    levels: values.levels,
    servicesFrom: values.servicesFrom,
  };
}

const truth = (word: 'true' | 'false' | undefined): boolean | undefined =>
  word === undefined ? undefined : word === 'true';

/** The config file names properties and relations of deployments. */
function catalogNames(
  { blueprint }: ChoiceValues,
  { blueprints, properties, relations, values }: AccountNames,
): Names {
  const deployment = blueprint === 'deployment' ? {} : { deployment: blueprint };
  return {
    blueprints: { ...blueprints, ...deployment },
    properties: { deployment: properties },
    relations: { deployment: relations },
    values,
  };
}
