import { WorkbookError } from "#app/encoding/workbook/workbook-error.ts";
import { openZip } from "#app/encoding/workbook/zip-archive.ts";
import type { FileFault } from "./file-kind.ts";

/** Only the part that lists a workbook's content is unpacked. No spreadsheet writes a larger one. */
const LIMITS = { entries: 5000, expandedBytes: 1024 * 1024, ratio: 200 };
const CONTENT_TYPES = "[Content_Types].xml";
const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

/** Whether it is a document of GB/T 33190: the part that lists its pages is where the standard puts it. */
export function isOfd(bytes: Uint8Array): boolean {
  try {
    const { names } = openZip(bytes, LIMITS);
    return names.includes("OFD.xml") && !names.some((name) => name.startsWith("/") || name.split("/").includes(".."));
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    return false;
  }
}

/** Null for a workbook without macros, detected by its directory and its content types. Otherwise what it is. */
export function checkZip(bytes: Uint8Array): FileFault | null {
  try {
    const archive = openZip(bytes, LIMITS);
    const { names } = archive;
    if (names.some((name) => name.startsWith("/") || name.split("/").includes(".."))) return "archive";
    if (!names.includes(CONTENT_TYPES)) return "archive";
    if (names.some((name) => /vbaProject\.bin$/i.test(name))) return "macro";
    if (!names.includes("xl/workbook.xml")) return "office_document";
    let types = "";
    archive.read(CONTENT_TYPES, (chunk) => {
      types += Buffer.from(chunk).toString("latin1");
    });
    return types.includes(WORKBOOK) ? null : types.includes("macroEnabled") ? "macro" : "office_document";
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    return error.code === "workbook_encrypted" ? "encrypted" : "damaged";
  }
}
