import type { MappingEngine } from './mapping.ts';

/**
 * A single quote beside whitespace or at the edge of the filter, which Port reads as a double one.
 * Source: Ocean since 0.30.1, `jq_entity_processor.py`, and Port's `jq-node-bindings`.
 */
const edgeQuote = /(^|\s)'(?!\s|")|(?<!\s|")'(\s|$)/g;

/** A filter as Port's program runs it. */
export function portFilter(filter: string, engine: MappingEngine): string {
  return engine === 'legacy'
    ? filter
    : filter.replace(
        edgeQuote,
        (_, before?: string, after?: string) => `${before ?? ''}"${after ?? ''}`,
      );
}
