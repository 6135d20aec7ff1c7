import { droneFacts } from '../drone-facts.ts';
import type { Provider } from '../provider.ts';

/**
 * Names: Drone docs, "Environment reference", read 2026-11-22. A restart is a build with a number of its own.
 * A stage is what other systems call a job. Status and times are those of the moment when the step began; the finish times are never real.
 */
export const drone: Provider = {
  id: 'drone',
  read: (env) => {
    const number = env.get('DRONE_BUILD_NUMBER');
    return {
      ...droneFacts(env),
      run: { id: number, number, url: env.get('DRONE_BUILD_LINK') },
      job: { id: env.get('DRONE_STAGE_NUMBER'), name: env.get('DRONE_STAGE_NAME') },
      environment: env.get('DRONE_DEPLOY_TO'), // only of promotions and rollbacks
      createdAt: [
        env.get('DRONE_STAGE_STARTED'),
        env.get('DRONE_BUILD_STARTED'),
        env.get('DRONE_BUILD_CREATED'),
      ],
    };
  },
};
