import { parseTime } from '../deployment/time.ts';

/** A host's or git's time in UTC; `null` when it is missing or cannot be read safely. */
export function readTime(text: string | null): string | null {
  const parsed = parseTime(text ?? '');
  return 'value' in parsed ? parsed.value : null;
}
