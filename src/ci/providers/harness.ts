import { droneFacts } from '../drone-facts.ts';
import type { Provider } from '../provider.ts';

/**
 * Names: Harness docs, "CI environment variables reference", read 2026-11-22. They exist in CI stages; a stage of
 * another type passes them on by expressions. `DRONE_DEPLOY_TO` is not supported there, so there is no environment.
 */
export const harness: Provider = {
  id: 'harness',
  read: (env) => {
    const shared = droneFacts(env);
    return {
      ...shared,
      run: {
        id: env.get('HARNESS_EXECUTION_ID'),
        number: env.get('HARNESS_BUILD_ID'),
        url: env.get('DRONE_BUILD_LINK'),
      },
      job: { id: env.get('HARNESS_STAGE_ID'), name: env.get('DRONE_STAGE_NAME') },
      status: statusWords.get(shared.status ?? '') ?? shared.status ?? null,
      createdAt: [env.get('DRONE_STAGE_STARTED'), env.get('DRONE_BUILD_CREATED')], // unit not documented
    };
  },
};

/** `DRONE_STAGE_STATUS` is documented as "`success` or `true`" and "`failed` or `false`". */
const statusWords: ReadonlyMap<string, string> = new Map([
  ['true', 'success'],
  ['false', 'failure'],
]);
