import {
  type DeploymentFacts,
  missingFact,
  type NotReported,
  nothingToReport,
  refusedOption,
} from './derivation.ts';
import { isIdentifier } from './identifier.ts';

/** The titles of the services that were deployed, each once; or why there is none, or why they do not fit the identifier. */
export function serviceTitles({
  services,
  settings,
  context,
}: DeploymentFacts):
  | { readonly titles: readonly string[] }
  | { readonly notReported: NotReported } {
  const { name } = context.repository;
  const titles = [...new Set(services ?? (name === null ? [] : [name]))];
  const notReported = identifierProblem(settings.identifier, titles.length);
  if (notReported !== null) return { notReported };
  if (titles.length > 0) return { titles };
  return {
    notReported:
      services === null
        ? missingFact(
            'CI_FACT_MISSING',
            'the CI does not tell the repository, so the service is not known',
            'set `service` to the title of the service in Port',
          )
        : nothingToReport('no file of any service has changed'),
  };
}

function identifierProblem(identifier: string | undefined, services: number): NotReported | null {
  if (identifier === undefined) return null;
  if (services > 1) {
    return refusedOption(
      'OPTION_CONFLICT',
      `identifier is one, and ${services} services were deployed`,
      'leave identifier out: each service gets its own',
    );
  }
  return isIdentifier(identifier)
    ? null
    : refusedOption(
        'OPTION_INVALID',
        'identifier is not one that Port takes',
        'use at most 1,000 letters, digits and @ _ . + : \\ / = -',
      );
}
