import { digestOf } from "#app/consent/legal-texts.server.ts";
import type { SystemTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** The texts that people agreed to are those of their hashes. */
export async function checkConsent(tx: SystemTx, inspection: Inspection): Promise<void> {
  const texts = await tx.selectFrom("legal_text").select(["digest", "kind", "version", "blocks"]).execute();
  for (const { digest, kind, version, blocks } of texts) {
    if (digestOf(kind, { version, blocks }) !== digest)
      inspection.fault(`legal_text ${digest}`, "the text differs from its hash");
  }
}
