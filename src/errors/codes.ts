/**
 * Every error code, with the meaning that docs/troubleshooting.md explains under a heading of the same name.
 * Families: `OPTION_` (what the user gave), `CI_` (what the CI told), `API_` (what Port or the network answered),
 * `FILE_` (reading and writing files), `INTERNAL` (our bug).
 */
export const errorCodes = {
  OPTION_UNKNOWN: 'an option or config key that does not exist',
  OPTION_INVALID: 'an option has a value that is not allowed',
  OPTION_MISSING: 'an option that is needed was not given',
  OPTION_CONFLICT: 'two options exclude each other',
  OPTION_CONFIG_FILE: 'the config file cannot be read or is not valid YAML',
  CI_EVENT: 'the event that started this run does not fit the chosen track',
  CI_FACT_MISSING: 'the CI did not tell a fact that a report needs',
  CI_ENVIRONMENT_UNKNOWN: 'no rule tells which environment this deployment went to',
  CI_CHANGED_FILES_UNKNOWN:
    'the changed files that choose the services of a monorepo are not known',
  API_NETWORK: 'the server could not be reached or the connection broke',
  API_TIMEOUT: 'no answer within the time limit',
  API_CREDENTIALS: 'Port refused the credentials',
  API_FORBIDDEN: 'Port refused the request for these credentials or this address',
  API_BLUEPRINT_MISSING: 'the blueprint does not exist in this Port account',
  API_NOT_FOUND: 'Port did not find what the request names',
  API_REJECTED: 'Port refused the content of the request',
  API_ACCOUNT_CHANGED: 'the account is not as the plan saw it',
  API_TOO_LARGE: 'the request is larger than Port takes',
  API_RATE_LIMITED: 'too many requests; Port kept refusing until the time limit',
  API_SERVER: 'Port answered with a server error',
  API_UNREADABLE: 'the answer was not the JSON that Port documents',
  FILE_UNREADABLE: 'a file could not be read',
  FILE_UNWRITABLE: 'a file could not be written',
  FILE_NO_RECORDS: 'a file has no deployment record that can be used',
  INTERNAL: 'a bug in port-dora',
} as const;

export type ErrorCode = keyof typeof errorCodes;
