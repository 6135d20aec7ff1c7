import { readFlag } from '../http/parse-request.ts';
import type { ShowOptions } from './show-entity.ts';

/** What the query of a reading route asks for. */
export interface ReadOptions extends ShowOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Reads the parameters that all routes share which show entities. @throws ApiError 422 */
export function readShowOptions(query: URLSearchParams): ReadOptions {
  // Both are taken but change nothing here: no document tells the shape of the first, and no search fails in part.
  readFlag(query, 'attach_identifier_to_title_mirror_properties');
  readFlag(query, 'allow_partial_results');
  return {
    excludeCalculated: readFlag(query, 'exclude_calculated_properties'),
    attachTitles: readFlag(query, 'attach_title_to_relation'),
    include: query.getAll('include'),
    exclude: query.getAll('exclude'),
  };
}
