import { ok, type Route } from '../http/route.ts';

/** `GET /v1/organization` */
export const organizationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/organization',
    handle: () => ok({ organization: { id: 'org_local', name: 'Local Port', featureFlags: [] } }),
  },
];
