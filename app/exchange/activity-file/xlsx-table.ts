import type { ByteFile } from "./byte-file.ts";
import { FileError } from "./file-error.ts";
import type { SourceTable } from "./source-table.ts";

export function openXlsx(_file: ByteFile): SourceTable {
  throw new FileError("file_not_text");
}
