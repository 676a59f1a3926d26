import { Buffer, isUtf8 } from "node:buffer";
import type { ByteSource } from "./byte-source.ts";
import { FileError } from "./file-error.ts";
import { openBytes, type TextSurvey } from "./survey-text.ts";

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "windows-1252";

/**
 * Decodes the text of a file strictly, in pieces.
 * @throws FileError `file_not_text` for a zero character, `file_encoding` with the `byte` from which on it can't be
 * read
 */
export function* decodeText(file: ByteSource, { encoding, start }: TextSurvey): Generator<string> {
  if (encoding === "utf-8") yield* decodeUtf8(file, start);
  else yield* decodeStrictly(file, start, encoding);
}

/** Checks and converts whole characters at once, which is much faster than a streaming decoder. */
function* decodeUtf8(file: ByteSource, start: number): Generator<string> {
  let carry: Buffer = Buffer.alloc(0);
  for (const chunk of file.chunks(start)) {
    const piece = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const whole = piece.length - openBytes(piece);
    if (!isUtf8(piece.subarray(0, whole)))
      throw new FileError("file_encoding", { byte: file.position - piece.length + 1 });
    carry = Buffer.from(piece.subarray(whole));
    yield piece.toString("utf8", 0, whole);
  }
  if (carry.length > 0) throw new FileError("file_encoding", { byte: file.size - carry.length + 1 });
}

function* decodeStrictly(file: ByteSource, start: number, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let at = start;
  const decode = (chunk: Buffer | undefined) => {
    try {
      const text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
      if (text.includes("\0")) throw new FileError("file_not_text");
      return text;
    } catch (error) {
      if (error instanceof FileError) throw error;
      throw new FileError("file_encoding", { byte: at + 1 });
    }
  };
  for (const chunk of file.chunks(start)) {
    yield decode(chunk);
    at = file.position;
  }
  yield decode(undefined);
}
