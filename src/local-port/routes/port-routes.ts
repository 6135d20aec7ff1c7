import type { Route } from '../http/route.ts';
import { accessTokenRoutes } from './access-token.ts';
import { aggregateRoutes } from './aggregate.ts';
import { allEntitiesRoutes } from './all-entities.ts';
import { blueprintRenameRoutes } from './blueprint-renames.ts';
import { blueprintRoutes } from './blueprints.ts';
import { entitiesRoutes } from './entities.ts';
import { entitiesBulkRoutes } from './entities-bulk.ts';
import { entitiesSearchRoutes } from './entities-search.ts';
import { entityRoutes } from './entity.ts';
import { integrationRoutes } from './integrations.ts';
import { migrationRoutes } from './migrations.ts';
import { organizationRoutes } from './organization.ts';
import { pageWidgetRoutes } from './page-widgets.ts';
import { pageRoutes } from './pages.ts';
import { scorecardRoutes } from './scorecards.ts';

/** The part of the Port API that this server speaks; everything else is 404. */
export const portRoutes: readonly Route[] = [
  ...accessTokenRoutes,
  ...organizationRoutes,
  ...blueprintRoutes,
  ...blueprintRenameRoutes,
  ...entitiesSearchRoutes,
  ...entitiesBulkRoutes,
  ...entitiesRoutes,
  ...entityRoutes,
  ...allEntitiesRoutes,
  ...migrationRoutes,
  ...aggregateRoutes,
  ...scorecardRoutes,
  ...pageRoutes,
  ...pageWidgetRoutes,
  ...integrationRoutes,
];
