import type { OptionSpec } from '../../src/options/option.ts';

/** The environment variables of an option, the one with our prefix last when there is a shorter one. */
export function variablesOf(name: string, { variables = [] }: OptionSpec): readonly string[] {
  return [...variables, `PORT_DORA_${name.toUpperCase().replaceAll('-', '_')}`];
}

/** The default in words, as Markdown; empty where nothing happens without a value. */
export function defaultOf({ defaultText, default: value, actionDefault }: OptionSpec): string {
  if (defaultText) return defaultText;
  if (actionDefault) return `in the action \`${actionDefault}\``;
  return value === undefined ? '' : `\`${String(value)}\``;
}

/** The sentence of an option with what else one has to know. */
export function describe({ summary, requiredWhen }: OptionSpec): string {
  return requiredWhen ? `${summary} Needed ${requiredWhen}.` : summary;
}
