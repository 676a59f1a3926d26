import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { canonicalJson, isJsonObject, type JsonObject, parseCanonicalJson } from "#app/encoding/canonical-json.ts";
import { decodeHex, isSha256Hex } from "#app/encoding/hex.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { ReportFacts } from "#app/proof/credential.ts";
import { verifyInclusion } from "#app/proof/merkle.ts";
import { LINE_PARTS, type LinePart } from "./line-parts.ts";
import { hashOfLeaf } from "./line-tree.ts";

/** Names the file that gives away withheld parts of one line. */
export const LINE_DISCLOSURE_FORMAT = "truetonne/line-disclosure/v1";

/** One part with what proves that it is the one under the signed root. */
export interface DisclosedPart {
  part: LinePart;
  salt: string;
  value: JsonObject;
  index: number;
  size: number;
  path: string[];
}

/**
 * Withheld parts of one line of one report, for a person with permission to see them. Reveals nothing of any other
 * line.
 */
export interface LineDisclosure {
  reportNumber: string;
  line: string;
  parts: DisclosedPart[];
}

/** Calculates the line again from what was disclosed; false where it is not the result that the copy states. */
export type RecomputeLine = (copy: InventoryDocument, disclosure: LineDisclosure) => boolean;

/** What holds of a disclosure: its parts are those that were signed, and what became of calculating the line again. */
export interface DisclosureCheck {
  disclosure: LineDisclosure;
  /** `not_done` without the inputs, the copy or the engine. */
  result: "equal" | "differs" | "not_done";
}

export function formatLineDisclosure({ reportNumber, line, parts }: LineDisclosure): string {
  return canonicalJson({ format: LINE_DISCLOSURE_FORMAT, reportNumber, line, parts });
}

/** Whether a text is meant to be a line disclosure, before anything in it is believed. */
export function isLineDisclosure(value: unknown): boolean {
  return isJsonObject(value) && value.format === LINE_DISCLOSURE_FORMAT;
}

/** Throws `invalid_json`, `not_canonical` or `invalid_line_disclosure`. */
export function parseLineDisclosure(content: Uint8Array | string): LineDisclosure {
  const value = parseCanonicalJson(content);
  if (!isJsonObject(value) || !isLineDisclosure(value)) throw misshapen("format");
  const { reportNumber, line, parts } = value;
  if (typeof reportNumber !== "string") throw misshapen("reportNumber");
  if (typeof line !== "string" || line === "") throw misshapen("line");
  if (!Array.isArray(parts) || parts.length === 0 || parts.length > LINE_PARTS.length) throw misshapen("parts");
  const read = parts.map(readPart);
  if (new Set(read.map(({ part }) => part)).size !== read.length) throw misshapen("parts");
  return { reportNumber, line, parts: read };
}

/**
 * Checks that each part is a leaf under the root in the report's credential, whose signature is checked elsewhere
 * (`verifyReport`). With the copy and the engine the line is calculated again from disclosed inputs.
 *
 * Throws what parsing throws, `other_report`, `no_lines_root`, and `not_in_lines` with the part that is not.
 */
export async function verifyLineDisclosure(
  content: Uint8Array | string,
  facts: Pick<ReportFacts, "number" | "hashes">,
  given: { copy: InventoryDocument | null; recompute: RecomputeLine | null },
): Promise<DisclosureCheck> {
  const disclosure = parseLineDisclosure(content);
  if (disclosure.reportNumber !== facts.number) throw new TransparencyError("other_report");
  const { lines } = facts.hashes;
  if (!lines) throw new TransparencyError("no_lines_root");
  for (const { part, salt, value, index, size, path } of disclosure.parts) {
    const leafHash = await hashOfLeaf({ line: disclosure.line, part, salt, value });
    const proof = { index, size, leafHash, path: path.map(decodeHex), root: decodeHex(lines) };
    if (!(await verifyInclusion(proof))) throw new TransparencyError("not_in_lines", { line: disclosure.line, part });
  }
  const hasInputs = disclosure.parts.some(({ part }) => part === "inputs");
  if (!hasInputs || !given.copy || !given.recompute) return { disclosure, result: "not_done" };
  return { disclosure, result: given.recompute(given.copy, disclosure) ? "equal" : "differs" };
}

function readPart(value: unknown): DisclosedPart {
  if (!isJsonObject(value as JsonObject)) throw misshapen("parts");
  const { part, salt, value: content, index, size, path } = value as JsonObject;
  if (!LINE_PARTS.includes(part as LinePart)) throw misshapen("part");
  if (!isSha256Hex(salt)) throw misshapen("salt");
  if (content === undefined || !isJsonObject(content)) throw misshapen("value");
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) throw misshapen("index");
  if (!Array.isArray(path) || path.length > 53 || !path.every(isSha256Hex)) throw misshapen("path");
  return {
    part: part as LinePart,
    salt,
    value: content,
    index: index as number,
    size: size as number,
    path: path as string[],
  };
}

function misshapen(member: string): TransparencyError {
  return new TransparencyError("invalid_line_disclosure", { member });
}
