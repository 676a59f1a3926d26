import { Buffer } from "node:buffer";
import { type MergedRange, parseRange } from "./read-sheet.ts";
import { WorkbookError } from "./workbook-error.ts";
import type { SheetPart } from "./workbook-parts.ts";
import { asBuffer } from "./xml-reader.ts";
import type { ZipArchive } from "./zip-archive.ts";

// No tag contains a `<`, so the search for the end of a tag stops where the next one starts.
const MERGE = /<(?:\w+:)?mergeCell\s[^<>]{0,400}?\bref\s*=\s*["']([A-Z0-9$:]{1,40})["']/g;
/** The longest tag that may be split between two pieces. */
const LONGEST_TAG = 400;
const NAME = "mergeCell";
/** More than any real table has. */
const MOST_MERGES = 200_000;

/**
 * A sheet lists its merged ranges after its cells, but readers of a stream of rows need them before. So they are
 * searched in the bytes, which is much faster than parsing. The parser must later find the same ranges, or the sheet is
 * refused.
 *
 * @throws WorkbookError `workbook_too_large` for more than any table has
 */
export function findMerges(archive: ZipArchive, sheet: SheetPart): MergedRange[] {
  const merges: MergedRange[] = [];
  let rest = Buffer.alloc(0);
  for (const piece of archive.pieces(sheet.part)) {
    const isSmall = piece.length < LONGEST_TAG;
    const joint = Buffer.concat([rest, isSmall ? piece : piece.subarray(0, LONGEST_TAG)]);
    const whole = asBuffer(piece);
    if (!isSmall && !joint.includes(NAME) && !whole.includes(NAME)) {
      rest = Buffer.from(whole.subarray(-LONGEST_TAG));
      continue;
    }
    const bytes = isSmall ? joint : Buffer.concat([rest, piece]);
    let end = 0;
    if (bytes.includes(NAME)) {
      for (const match of bytes.toString("latin1").matchAll(MERGE)) {
        merges.push(parseRange(match[1]!, sheet));
        end = match.index + match[0].length;
      }
    }
    if (merges.length > MOST_MERGES) throw new WorkbookError("workbook_too_large", { sheet: sheet.name });
    rest = bytes.subarray(Math.max(end, bytes.length - LONGEST_TAG));
  }
  return merges;
}
