import { readFile } from "node:fs/promises";
import { BillError } from "#app/bill/bill-error.ts";
import { decodeText, type TextEncoding } from "#app/encoding/table/decode-text.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { MemoryFile } from "#app/encoding/table/memory-file.ts";
import { surveyText } from "#app/encoding/table/survey-text.ts";
import { readPlainFile } from "#app/records/import/file/read-plain.server.ts";
import type { BankFile } from "./bank-file.ts";
import { isCamt, readCamt } from "./read-camt.ts";
import { isMt940, readMt940 } from "./read-mt940.ts";

const MOST_ROWS = 5000;
const HEAD_BYTES = 4096;

/** Reads a bank file by its content: a standard format, or a table in a separate process. */
export async function readBankFile(path: string, encoding?: TextEncoding): Promise<BankFile | { fault: string }> {
  const bytes = await readFile(path);
  const head = bytes
    .subarray(0, HEAD_BYTES)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "");
  try {
    if (isCamt(head)) return entriesOf("camt053", readCamt(bytes));
    if (/^\s*(\{1:|:20:)/.test(head)) {
      const text = decode(bytes, encoding);
      if (isMt940(text)) return entriesOf("mt940", readMt940(text));
    }
  } catch (error) {
    if (error instanceof BillError) return { fault: error.code === "too_large" ? "file_too_large" : "damaged" };
    if (error instanceof FileError) return { fault: error.fault.code };
    throw error;
  }
  const read = await readPlainFile(path, { mostRows: MOST_ROWS + 1, encoding });
  if ("fault" in read) return { fault: read.fault.code };
  if (read.rows.length > MOST_ROWS) return { fault: "file_too_many_rows" };
  const isTable = read.rows.some(({ texts }) => texts.filter((text) => text.trim() !== "").length >= 2);
  if (!isTable) return { fault: "not_a_table" };
  const rows = read.rows.map(({ row, texts, exact }) => ({ row, texts: texts.map(storable), exact }));
  return { kind: "table", rows };
}

function entriesOf(kind: "mt940" | "camt053", read: Omit<Exclude<BankFile, { kind: "table" }>, "kind">) {
  if (read.entries.length === 0 && read.faults.length === 0) return { fault: "no_entries" };
  return { kind, ...read };
}

function decode(bytes: Uint8Array, encoding: TextEncoding | undefined): string {
  const file = new MemoryFile(bytes);
  return [...decodeText(file, encoding ? { encoding, start: 0 } : surveyText(file))].join("");
}

/** The database stores neither null characters nor unpaired surrogates. */
function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, "\ufffd");
}
