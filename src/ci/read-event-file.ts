import type { Files } from '../host/host.ts';
import { type Payload, payloadOf } from './payload.ts';

/** GitHub's webhooks carry at most 25 MB; whatever is larger is no event. Source: GitHub docs, "Webhook events and payloads". */
const largestEvent = 25 * 1024 * 1024;

/** The event, or in words why there is none. */
type EventFileReading =
  | { readonly payload: Payload; readonly reason: null }
  | { readonly payload: null; readonly reason: string };

/** Reads the file in which a CI keeps the event that started the run. Never throws: a report goes on without it. */
export async function readEventFile(files: Files, path: string): Promise<EventFileReading> {
  const absent = (reason: string): EventFileReading => ({
    payload: null,
    reason: `the event file ${reason}`,
  });
  let text: string | null;
  try {
    text = await files.read(path);
  } catch {
    return absent('cannot be read');
  }
  if (text === null) return absent('does not exist');
  if (text.length > largestEvent) return absent('is larger than any event');
  if (text.trim() === '') return absent('is empty');
  try {
    const payload = payloadOf(JSON.parse(text.replace(/^\uFEFF/, '')));
    return payload === null ? absent('holds no JSON object') : { payload, reason: null };
  } catch {
    return absent('is not valid JSON');
  }
}
