/** Longer than any piece of records; a file without line ends would fill the memory. */
const LONGEST_LINE = 16 * 1024 * 1024;

export class LineTooLong extends Error {}

/**
 * The lines of a file as they are read, without their ends.
 *
 * @param onRead is given the bytes that were read so far
 * @throws LineTooLong
 */
export async function* linesOf(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<string> {
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    onRead(bytes);
    const lines = (rest + decoder.decode(part.value, { stream: true })).split("\n");
    rest = lines.pop()!;
    if (rest.length > LONGEST_LINE) throw new LineTooLong();
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
