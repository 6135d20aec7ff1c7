import type { OptionProblem } from '../options/option-problem.ts';
import type { PortCredentials } from '../port/token.ts';

interface CredentialOptions {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly accessToken: string | undefined;
}

/** The credentials that were given, or every problem with them. */
export function findCredentials({
  clientId,
  clientSecret,
  accessToken,
}: CredentialOptions): PortCredentials | readonly OptionProblem[] {
  if (accessToken) return { accessToken };
  if (clientId && clientSecret) return { clientId, clientSecret };
  const missing = (name: string, variable: string): OptionProblem => ({
    code: 'OPTION_MISSING',
    message: `${name} is not given`,
    hint: `set ${name}, or ${variable} in the environment of this step`,
  });
  return [
    ...(clientId ? [] : [missing('client-id', 'PORT_CLIENT_ID')]),
    ...(clientSecret ? [] : [missing('client-secret', 'PORT_CLIENT_SECRET')]),
  ];
}

/** Whether these are problems and not credentials. */
export function areProblems(
  found: PortCredentials | readonly OptionProblem[],
): found is readonly OptionProblem[] {
  return Array.isArray(found);
}
