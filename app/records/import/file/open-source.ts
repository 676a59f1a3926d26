import type { ByteSource } from "#app/encoding/table/byte-source.ts";
import type { TextEncoding } from "#app/encoding/table/decode-text.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { openCsv } from "./csv-table.ts";
import type { SourceTable } from "./source-table.ts";
import { openXlsx } from "./xlsx-table.ts";

/**
 * Opens a file by its content. The name doesn't matter.
 *
 * @param encoding the encoding that a person chose for a text file; detected if missing
 * @throws FileError, WorkbookError
 */
export function openSource(file: ByteSource, encoding?: TextEncoding): SourceTable {
  if (file.size === 0) throw new FileError("file_empty");
  const start = file.head(16).toString("latin1");
  if (start.startsWith("PK") || start.startsWith("\xd0\xcf\x11\xe0")) return openXlsx(file);
  if (OTHERS.some((signature) => start.startsWith(signature))) throw new FileError("file_not_text");
  if (isWebPage(file.head(MARKUP_BYTES))) throw new FileError("file_is_web_page");
  return openCsv(file, encoding);
}

const MARKUP_BYTES = 1024;

/** Many systems export HTML or XML as `.xls`, which Excel opens. */
function isWebPage(head: Buffer): boolean {
  const start = head
    .toString("latin1")
    .replaceAll("\0", "")
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, "");
  return /^<(!doctype|!--|\?xml|html|head|body|meta|style|table|div)\b/i.test(start);
}

/** Documents, images, archives and programs are rejected before their bytes are read as text. */
const OTHERS = [
  "%PDF",
  "\x89PNG",
  "\xff\xd8\xff",
  "GIF8",
  "Rar!",
  "7z\xbc\xaf",
  "\x1f\x8b",
  "BZh",
  "\xfd7zXZ",
  "MZ",
  "\x7fELF",
];
