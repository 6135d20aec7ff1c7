import { notFound } from '../http/api-error.ts';
import { ok, param, type Route } from '../http/route.ts';

/** `GET /v1/migrations/{id}` */
export const migrationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/migrations/:migration',
    handle(request, { migrations }) {
      const id = param(request, 'migration');
      const migration = migrations.get(id);
      if (!migration) throw notFound(`Migration with id "${id}" was not found`);
      return ok({ migration });
    },
  },
];
