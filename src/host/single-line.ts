/**
 * Untrusted text as one harmless line of a log: control characters, line ends and direction marks are shown as escapes,
 * and what a CI would take for a command (`::error::`, `##[group]`, `##vso[`, `##teamcity[`, `##octopus[`) is broken up.
 */
export function singleLine(text: string, limit = 500): string {
  const visible = text
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      (sign) => (sign === '\t' ? ' ' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    )
    .replace(/##(?=[a-z]*\[)/gi, '# #')
    .replace(/^\s*::/, ': :');
  return visible.length > limit ? `${visible.slice(0, limit)}…` : visible;
}
