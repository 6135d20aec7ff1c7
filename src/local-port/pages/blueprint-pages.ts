import type { Blueprint } from '../model/blueprint.ts';
import type { LocalPortState } from '../state/state.ts';
import { putPage } from './put-page.ts';

/**
 * The pages that come with a blueprint: one for a single entity always (Ocean knows it as `<blueprint>Entity`), and one
 * in the catalog that lists all, unless `create_catalog_page=false`. That the latter is called after the plural is a
 * guess; a page that is there already stays.
 */
export function addBlueprintPages(
  { identifier, title, icon }: Blueprint,
  withCatalogPage: boolean,
  caller: string,
  state: LocalPortState,
): void {
  const common = { blueprint: identifier, ...(icon === undefined ? {} : { icon }) };
  const entityPage = { identifier: `${identifier}Entity`, title, type: 'entity' } as const;
  const add = (page: Parameters<typeof putPage>[0]): void => {
    if (!state.pages.get(page.identifier)) putPage(page, undefined, caller, state);
  };
  add({ ...common, ...entityPage, showInSidebar: false });
  if (!withCatalogPage) return;
  const catalogPage = { identifier: `${identifier}s`, title: `${title}s` };
  add({ ...common, ...catalogPage, type: 'blueprint-entities', sidebar: 'catalog' });
}

/** Takes away the pages that only make sense with their blueprint; dashboards stay. */
export function removeBlueprintPages(blueprint: string, { pages }: LocalPortState): void {
  for (const { page } of pages.list()) {
    const isBound = page.type === 'entity' || page.type === 'blueprint-entities';
    if (page.blueprint === blueprint && isBound) pages.delete(page.identifier);
  }
}
