/**
 * One character per byte, so that positions in the text are positions in the file. ASCII reads as it is; a byte above it is
 * some other character (the decoder's Latin-1 is Windows-1252), which is enough to look for syntax and quick for a large file.
 */
export function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

/** Every byte as the character of its number, to be written again with {@link latin1Bytes}. */
export function exactLatin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join("");
}

export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
