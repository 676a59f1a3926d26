import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { sql } from "kysely";
import { decodeUtf8 } from "#app/encoding/bytes.ts";
import { once } from "#app/encoding/once.ts";
import type { AnyTx, PublicTx, SystemTx } from "#db/doors.ts";
import { appendStatement } from "./log.server.ts";

// Resolved through the package's own names, so that the same lines work from the sources and from a bundle.
const require = createRequire(import.meta.url);

/** A file that the build makes and readers save. */
interface BuiltFile {
  sha256: string;
  bytes: number;
}

/** The checker that this installation serves. Null before the first build. */
export const checkerFile = once(() => describeBuilt("#public/verify/truetonne-verify.mjs"));

/** Null if the build has not made the file. */
export function describeBuilt(name: string): BuiltFile | null {
  try {
    const content = readFileSync(require.resolve(name));
    return { sha256: createHash("sha256").update(content).digest("hex"), bytes: content.length };
  } catch (error) {
    if (["MODULE_NOT_FOUND", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

/**
 * Appends the hash of the checker to the log when it is served for the first time. Servers of two versions may run next to
 * each other, so a file that was served before is not appended again.
 */
export async function stateChecker(
  tx: SystemTx,
  { origin, now, file = checkerFile() }: { origin: string; now: string; file?: BuiltFile | null },
): Promise<void> {
  if (file === null) return;
  // As each append does. Two processes that start at once must not both append it.
  await sql`select pg_advisory_xact_lock(hashtextextended('log', 0))`.execute(tx);
  if ((await findChecker(tx, file.sha256)) !== null) return;
  await appendStatement(tx, origin, {
    statement: { type: "checker", h_file: file.sha256, ts: now },
    facts: { hash: file.sha256 },
  });
}

/** What pages show of the checker: the file, and its entry in the log. */
export interface CheckerFacts extends BuiltFile {
  /** The number of the entry, counted from 1. */
  entry: number | null;
  /** The text of the entry. */
  leaf: string | null;
}

export async function describeChecker(tx: PublicTx): Promise<CheckerFacts | null> {
  const file = checkerFile();
  if (file === null) return null;
  const index = await findChecker(tx, file.sha256);
  if (index === null) return { ...file, entry: null, leaf: null };
  const { entry } = await tx
    .selectFrom("log_leaf")
    .select("entry")
    .where("index", "=", index)
    .executeTakeFirstOrThrow();
  return { ...file, entry: index + 1, leaf: decodeUtf8(entry) };
}

async function findChecker(tx: AnyTx, sha256: string): Promise<number | null> {
  const found = await tx
    .selectFrom("statement")
    .select("log_index")
    .where("kind", "=", "checker")
    .where(sql<string>`facts->>'hash'`, "=", sha256)
    .executeTakeFirst();
  return found?.log_index ?? null;
}
