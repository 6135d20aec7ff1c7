/**
 * What a CI leaves behind when a value could not be filled in: the text of the placeholder itself.
 * Azure `$(X)`, Codefresh `${{X}}`, Spinnaker and shells `${X}`, CircleCI `<nil>`, Octopus `#{X}`,
 * TeamCity `%x%`, Argo `{{x}}`, Harness `<+x>` and `null`.
 */
const placeholders = [
  /^\$\([^()]*\)$/,
  /^\$\{\{[^{}]*\}\}$/,
  /^\$\{[^{}]*\}$/,
  /^<nil>$/i,
  /^#\{[^{}]*\}$/,
  /^%[^%\s]+%$/,
  /^\{\{[^{}]*\}\}$/,
  /^<\+[^<>]*>$/,
  /^null$/i,
  /^undefined$/i,
];

/** How they begin: most values do not, and ten patterns would take each report half a millisecond to compile. */
const mayBePlaceholder = /^[$<#%{nu]/i;

const isPlaceholder = (text: string): boolean =>
  mayBePlaceholder.test(text) && placeholders.some((pattern) => pattern.test(text));

/** The value without surrounding white space; `null` when it is empty or, as a whole, a placeholder nobody filled in. */
export function presentValue(value: string | null | undefined): string | null {
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' || isPlaceholder(trimmed) ? null : trimmed;
}
