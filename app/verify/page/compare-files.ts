import { decodeUtf8, equalBytes } from "#app/encoding/bytes.ts";
import { isJsonObject, type JsonObject, parseJson } from "#app/encoding/canonical-json.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { isPdf } from "#app/pdf/embedded-file.ts";
import { compareResults, type Difference } from "#app/proof/compare-results.ts";
import type { CredentialTotals } from "#app/proof/credential.ts";
import { totalsOfDocument } from "#app/proof/document-totals.ts";
import { extractAttachment, extractInventory } from "#app/proof/extract-inventory.ts";
import { FACTS_NAME, readReportFacts } from "#app/report/embedded-facts.ts";
import { comparePrintedFiles, type PrintedDifference } from "../printed/compare-printed-files.ts";
import { readPrintedFile } from "../printed/read-printed-file.ts";

export interface FileDifference {
  issuedBytes: number;
  foundBytes: number;
  /** The first byte that differs: its position from 0 and both values, null past the end of a file. */
  firstByte: { at: number; issued: number | null; found: number | null };
  /** Count of bytes that differ; null when the files have different sizes. */
  changedBytes: number | null;
  data: DataDifference;
  /** What the pages print. Null for a file that is no PDF. */
  printed: PrintedDifference | null;
}

export type DataDifference =
  | { kind: "same" }
  /** The file contains no readable inventory data. */
  | { kind: "missing" }
  /** Totals in kg that differ, and the first other difference in the document. */
  | {
      kind: "differs";
      totals: { name: keyof CredentialTotals; issued: string; found: string }[];
      first: Difference | null;
    };

/** The language edition that a file claims to be. Null if it can't be read. */
export async function findLanguage(file: Uint8Array): Promise<ReportLocale | null> {
  try {
    return readReportFacts(decodeUtf8(await extractAttachment(file, FACTS_NAME))).locale;
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}

/** Compares with the language edition that the file is closest to, if the file itself names none. */
export async function compareWithClosest(issued: readonly Uint8Array[], found: Uint8Array): Promise<FileDifference> {
  const differences: FileDifference[] = [];
  for (const one of issued) differences.push(await compareFiles(one, found));
  return differences.toSorted((a, b) => distanceOf(a) - distanceOf(b))[0]!;
}

/** Another page counts more than any number of figures on it. */
function distanceOf({ printed }: FileDifference): number {
  if (printed?.kind !== "compared") return 0;
  return printed.changes.reduce((sum, { kind }) => sum + (/^(?:other_text|page_)/.test(kind) ? 1000 : 1), 0);
}

/** Compares the reader's file with the issued one in memory. Nothing is sent. */
export async function compareFiles(issued: Uint8Array, found: Uint8Array): Promise<FileDifference> {
  const shorter = Math.min(issued.length, found.length);
  let firstByte = shorter;
  let changed = 0;
  for (let at = 0; at < shorter; at += 1) {
    if (issued[at] === found[at]) continue;
    if (changed === 0) firstByte = at;
    changed += 1;
  }
  return {
    issuedBytes: issued.length,
    foundBytes: found.length,
    firstByte: { at: firstByte, issued: issued[firstByte] ?? null, found: found[firstByte] ?? null },
    changedBytes: issued.length === found.length ? changed : null,
    data: await compareData(issued, found),
    printed: isPdf(found) ? await comparePages(issued, found) : null,
  };
}

async function comparePages(issued: Uint8Array, found: Uint8Array): Promise<PrintedDifference> {
  const file = await readPrintedFile(found);
  if (typeof file === "string") return { kind: "unread", reason: file };
  const original = await readPrintedFile(issued);
  return typeof original === "string" ? { kind: "unread", reason: original } : comparePrintedFiles(original, file);
}

async function compareData(issued: Uint8Array, found: Uint8Array): Promise<DataDifference> {
  try {
    const [before, after] = [await dataOf(issued), await dataOf(found)];
    if (equalBytes(before, after)) return { kind: "same" };
    const [original, claimed] = [parse(before), parse(after)];
    return {
      kind: "differs",
      totals: compareTotals(original, claimed),
      first: compareResults(original, claimed).difference,
    };
  } catch (error) {
    if (error instanceof TransparencyError) return { kind: "missing" };
    throw error;
  }
}

function compareTotals(original: JsonObject, claimed: JsonObject) {
  const [issued, found] = [totalsOfDocument(original), totalsOfDocument(claimed)];
  const names = Object.keys(issued) as (keyof CredentialTotals)[];
  return names
    .filter((name) => issued[name] !== found[name])
    .map((name) => ({ name, issued: issued[name], found: found[name] }));
}

function parse(bytes: Uint8Array): JsonObject {
  const value = parseJson(decodeUtf8(bytes));
  if (!isJsonObject(value)) throw new TransparencyError("invalid_document");
  return value;
}

async function dataOf(file: Uint8Array): Promise<Uint8Array> {
  return isPdf(file) ? extractInventory(file) : file;
}
