import type { DeploymentEnvironment } from '../deployment/record.ts';

/** How an account's names differ from ours; what is not listed is called as we call it. */
export interface MappingNames {
  readonly blueprints: Readonly<Record<string, string>>;
  /** By our blueprint, then by our property. */
  readonly properties: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By our blueprint, then by our relation. */
  readonly relations: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By our property of a deployment, then by our value. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a person decides about a mapping of the catalog; what is left out stays as the file has it. */
export interface MappingChoices {
  /** Branches whose merges and runs are deployments. */
  readonly branches?: readonly string[];
  /** Files of GitHub's workflows that deploy, from the root of the repository. */
  readonly workflows?: readonly string[];
  /** Names of Azure's pipelines that deploy. */
  readonly pipelines?: readonly string[];
  /** A regular expression for the tags that are released. */
  readonly tags?: string;
  /** A regular expression for the names of Jenkins' jobs that deploy, with their folders. */
  readonly jobs?: string;
  /** Where the payload names no environment. */
  readonly environment?: DeploymentEnvironment;
  /** Environments by names that no built-in word tells. */
  readonly environments?: Readonly<Record<string, DeploymentEnvironment>>;
  /** jq for what the account calls the service, for instance `.repository.full_name`. */
  readonly service?: string;
  /** Titles of services by the id of Octopus' project. */
  readonly projects?: Readonly<Record<string, string>>;
  /** Repository whose deployments Jenkins builds, as its host calls it: `acme/shop`. */
  readonly repository?: string;
  /** Address of the Octopus server. */
  readonly server?: string;
  /** Labels of GitHub's issues that are incidents. */
  readonly labels?: readonly string[];
  /** Types of Jira's issues that are incidents. */
  readonly types?: readonly string[];
  /** Property of the service blueprint that `service` is compared with; `$title` in the files. */
  readonly serviceMatch?: string;
  readonly names?: MappingNames;
  /** Relations that the account's blueprint does not have, by our name. */
  readonly withoutRelations?: readonly string[];
  /** Properties that the account's blueprint does not have, by our name. */
  readonly withoutProperties?: readonly string[];
}

/** The choices that stand in a file as a line of their own, `def <name>: …;`. */
export type ChoiceName =
  | 'branches'
  | 'workflows'
  | 'pipelines'
  | 'tags'
  | 'jobs'
  | 'environment'
  | 'named'
  | 'service'
  | 'projects'
  | 'repository'
  | 'server'
  | 'labels'
  | 'types';
