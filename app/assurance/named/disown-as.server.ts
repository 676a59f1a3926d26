import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { disownStatement } from "./named-statement.server.ts";

/** @returns a key of `assurance.disowning.problem`, or null */
export async function disownAs(author: ChangeAuthor, recordSha256: string): Promise<string | null> {
  const { withSystem } = await doors();
  const { log, origin } = await issuerKeys();
  const now = new Date().toISOString();
  try {
    await withSystem((tx) => disownStatement(tx, author, { origin }, { recordSha256, now }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    return String(error.details.reason);
  }
  // The entry is in the log even if this fails.
  await withSystem((tx) => signPendingCheckpoint(tx, log, now));
  return null;
}
