import type { FileFault } from "./file-kind.ts";

/** Checks a text table: in an encoding that spreadsheets write, without control characters, with a delimiter. */
export function findCsvFault(bytes: Uint8Array): FileFault | null {
  const text = decode(bytes);
  if (text === null) return "unknown";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a text of a table does not have
  if (/[\0-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]/.test(text)) return "unknown";
  const lines = text.split(/\r\n?|\n/, 50).filter((line) => line.trim() !== "");
  if (lines.length === 0) return "empty";
  const delimited = lines.filter((line) => /[,;\t|，；]/.test(line));
  return delimited.length * 2 >= lines.length && /[,;\t|，；]/.test(lines[0]!) ? null : "text";
}

function decode(bytes: Uint8Array): string | null {
  const encodings =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? ["utf-16le"]
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? ["utf-16be"]
        : ["utf-8", "gb18030"];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Try the next encoding.
    }
  }
  return null;
}
