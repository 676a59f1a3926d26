import { ByteFile } from "#app/encoding/table/byte-file.ts";
import type { TextEncoding } from "#app/encoding/table/decode-text.ts";
import { openSource } from "./open-source.ts";
import type { SourceTable } from "./source-table.ts";

/**
 * Opens a file on disk by its content.
 *
 * @throws FileError, WorkbookError
 */
export function openTable(path: string, encoding?: TextEncoding): SourceTable {
  return openSource(new ByteFile(path), encoding);
}
