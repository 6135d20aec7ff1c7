import { catalogVersion } from '../../catalog/catalog-version.ts';
import type { Names } from '../../catalog/names.ts';
import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { Host } from '../../host/host.ts';
import type { AccountNames } from '../../options/account-names.ts';
import type { OptionValues } from '../../options/read-options.ts';
import type { setupChoiceOptions, setupOptions } from '../../options/setup-options.ts';
import { suggest } from '../../options/suggest.ts';
import { strategies } from '../../setup/mapping-files.ts';
import type { SetupInput } from '../../setup/setup.ts';
import type { AskedChoices } from '../../setup/setup-choices.ts';
import { version } from '../version.ts';

export type SetupOptionValues = OptionValues<typeof setupOptions>;

/** The part of it that says how an account is to be. */
type ChoiceValues = OptionValues<typeof setupChoiceOptions> & Pick<SetupOptionValues, 'blueprint'>;

/** What was asked for, as setup takes it. @throws PortDoraError OPTION_INVALID for a strategy that does not exist */
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
  const strategy = values.strategy?.filter((one) => one !== 'none');
  const unknown = strategy?.find((one) => !strategies.includes(one));
  if (unknown !== undefined) {
    const near = suggest(unknown, strategies);
    throw new PortDoraError('OPTION_INVALID', `strategy ${unknown} does not exist`, {
      hint: near ? `did you mean ${near}?` : `choose of: ${strategies.join(', ')}`,
    });
  }
  return {
    scm: values.scm,
    strategy,
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
