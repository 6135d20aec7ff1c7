import type { Json } from '../model/json.ts';
import type { Contextual } from '../model/query-body.ts';
import type { QueryScope } from './predicate.ts';

/** Whether a side of a rule asks for something about the caller. */
export function isContextual(value: unknown): value is Contextual {
  return typeof value === 'object' && value !== null && 'context' in value;
}

/** What is known of the caller: credentials have an identifier, and neither further properties nor teams. */
export function contextValue(
  { context, property }: Contextual,
  scope: QueryScope,
): Json | undefined {
  return context === 'user' && property === '$identifier' ? scope.caller : undefined;
}
