const opened = new Set<NodeJS.WriteStream>();

/** Stdout or stderr as a stream, which Node sets up when it is first asked for. A reader that went away, as in `| head`, is no error of this process. */
export function openStream(name: 'stdout' | 'stderr'): NodeJS.WriteStream {
  const stream = process[name];
  if (!opened.has(stream)) stream.on('error', () => undefined);
  opened.add(stream);
  return stream;
}

/** Whether someone has written to a stream. */
export const isOpened = (name: 'stdout' | 'stderr'): boolean => opened.has(process[name]);

/** Whether a stream may still hold something that is not written. */
export const mayHoldOutput = (): boolean => opened.size > 0;
