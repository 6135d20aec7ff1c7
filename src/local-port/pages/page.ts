import type { PageBody } from './page-body.ts';
import type { Widget } from './widget-body.ts';

/** Who may do one thing with a page. */
export interface Holders {
  readonly roles: readonly string[];
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

export interface Permissions {
  readonly read: Holders;
  readonly update: Holders;
}

/** A page as it is kept and shown. */
export interface Page extends Omit<PageBody, 'widgets'> {
  readonly widgets: readonly Widget[];
  readonly section: NonNullable<PageBody['section']>;
  readonly showInSidebar: boolean;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** A page with what is not shown with it. */
export interface StoredPage {
  readonly page: Page;
  readonly permissions: Permissions;
}

/** Everybody reads a new page and administrators change it. */
export const defaultPermissions: Permissions = {
  read: { roles: ['Admin', 'Member'], users: [], teams: [] },
  update: { roles: ['Admin'], users: [], teams: [] },
};
