import { readFile, stat } from "node:fs/promises";
import { parseDocumentText } from "#app/carbon/document/document-text.ts";
import type { Fault, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { type Locale, translator } from "#app/i18n/index.ts";

/** Far above any inventory, far below the memory limit of a string. */
const MAX_BYTES = 256 * 1024 * 1024;

export type ReadDocument = { ok: true; document: InventoryDocument } | { ok: false; faults: Fault[] };

/** Reads a file (`-` for standard input) as an inventory document, or reports everything that is wrong with it. */
export async function readDocument(file: string): Promise<ReadDocument> {
  const read = await readText(file);
  if (!read.ok) return { ok: false, faults: [read.fault] };
  const parsed = parseDocumentText(read.text);
  return parsed.ok ? validateDocument(parsed.value) : parsed;
}

async function readText(file: string): Promise<{ ok: true; text: string } | { ok: false; fault: Fault }> {
  const fault = (code: string, detail: Record<string, string>) => ({
    ok: false as const,
    fault: { code, pointer: "", detail },
  });
  try {
    if (file !== "-" && (await stat(file)).size > MAX_BYTES) return fault("file_too_large", { file, megabytes: "256" });
    const bytes = file === "-" ? await readStandardInput() : await readFile(file);
    if (bytes === null) return fault("file_too_large", { file, megabytes: "256" });
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    const isEncoding = error instanceof TypeError;
    const reason = isEncoding ? "utf-8" : String((error as NodeJS.ErrnoException).code ?? "unknown");
    return fault("file_unreadable", { file, reason });
  }
}

async function readStandardInput(): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) return null;
  }
  return Buffer.concat(chunks);
}

export function sentences(problems: Fault[], locale: Locale): string {
  const { describeProblem } = translator(locale).carbon;
  return problems
    .map(({ code, pointer, detail }) => `${pointer || "/"}: ${describeProblem(code, detail ?? {})} [${code}]\n`)
    .join("");
}

export function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (text === "") resolve();
    else stream.write(text, () => resolve());
  });
}
