import { FileError, type FileFault } from "#app/encoding/table/file-error.ts";
import { MemoryFile } from "#app/encoding/table/memory-file.ts";
import { WorkbookError } from "#app/encoding/workbook/workbook-error.ts";
import type { DecimalStyle } from "#app/number/read-number.ts";
import { type EstimateSettings, estimateLine, type LedgerEntry, type LineResult } from "../estimate-line.ts";
import { type EstimateLibrary, openFactorFile } from "../factor-file.ts";
import { type Ledger, readLedger } from "../read-ledger.ts";

let library: Promise<EstimateLibrary> | null = null;

/** The factors are a script of this site, loaded once. */
export function loadLibrary(): Promise<EstimateLibrary> {
  library ??= import("virtual:estimate-factors").then(({ default: file }) => openFactorFile(file!));
  library.catch(() => {
    library = null;
  });
  return library;
}

export function readBytes(
  bytes: Uint8Array,
  style: DecimalStyle | null,
): { ok: true; ledger: Ledger } | { ok: false; fault: FileFault } {
  try {
    return { ok: true, ledger: readLedger(new MemoryFile(bytes), style) };
  } catch (error) {
    if (error instanceof FileError) return { ok: false, fault: error.fault };
    if (error instanceof WorkbookError) {
      const facts = Object.entries(error.facts).map(([key, value]) => [key, String(value)]);
      return { ok: false, fault: { code: error.code, facts: Object.fromEntries(facts) } };
    }
    throw error;
  }
}

const LINES_AT_ONCE = 100;

/** In small steps, so that the page keeps answering. Null if another estimate has begun. */
export async function estimateAll(
  factors: EstimateLibrary,
  { entries, settings }: { entries: readonly LedgerEntry[]; settings: EstimateSettings },
  { onProgress, isCurrent }: { onProgress: (done: number) => void; isCurrent: () => boolean },
): Promise<LineResult[] | null> {
  const results: LineResult[] = [];
  for (let at = 0; at < entries.length; at += LINES_AT_ONCE) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, 0));
    if (!isCurrent()) return null;
    for (const entry of entries.slice(at, at + LINES_AT_ONCE)) results.push(estimateLine(factors, entry, settings));
    onProgress(results.length);
  }
  return results;
}
