import { environmentOfName } from '../deployment/environment-words.ts';
import { type DeploymentEnvironment, environments } from '../deployment/record.ts';
import type { Parsed } from './option.ts';

/** One of the environments, by its name or by a name that means it, such as `prod`. */
export function parseEnvironment(text: string): Parsed<DeploymentEnvironment> {
  const environment = environmentOfName(text)?.environment;
  return environment
    ? { value: environment }
    : { problem: 'is no environment', hint: `give one of: ${environments.join(', ')}` };
}
