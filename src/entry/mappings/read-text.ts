import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { MappingsWork } from './mappings-work.ts';

/** The text of a file, or of stdin for `-`. @throws PortDoraError FILE_UNREADABLE */
export async function readText(
  file: string,
  { host, readStdin }: Pick<MappingsWork, 'host' | 'readStdin'>,
): Promise<string> {
  const text = file === '-' ? await readStdin() : await host.files.read(file);
  if (text !== null) return text;
  throw new PortDoraError('FILE_UNREADABLE', `there is no file ${file}`, {
    hint: 'check the path, or give - for stdin',
  });
}

/** A file of JSON. @throws PortDoraError FILE_UNREADABLE */
export async function readJson(
  file: string,
  work: Pick<MappingsWork, 'host' | 'readStdin'>,
): Promise<unknown> {
  const text = await readText(file, work);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new PortDoraError('FILE_UNREADABLE', `${file} is not JSON`, {
      hint: 'give one JSON value, as a webhook or an API delivers it',
      cause,
    });
  }
}

/** The payloads in a file: a list of them, or one. @throws PortDoraError FILE_UNREADABLE */
export async function readPayloads(
  file: string,
  work: Pick<MappingsWork, 'host' | 'readStdin'>,
): Promise<readonly unknown[]> {
  const value = await readJson(file, work);
  return Array.isArray(value) ? value : [value];
}
