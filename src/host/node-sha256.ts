/** SHA-256 of a UTF-8 text in hex. Loaded when it is called, since few reports need it and it takes some milliseconds. */
export function nodeSha256(text: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(text).digest('hex');
}
