import type { Parsed } from './option.ts';

/** The name of a time zone, as the time zone database writes it. */
export function parseTimeZone(text: string): Parsed<string> {
  try {
    return {
      value: new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone,
    };
  } catch {
    return { problem: 'is no time zone', hint: 'give a name such as UTC or Europe/Berlin' };
  }
}
