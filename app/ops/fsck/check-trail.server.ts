import { omit } from "#app/encoding/omit.ts";
import { hashEntry, mentionsOf } from "#app/trail/audit-trail.server.ts";
import type { Doors } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** Number of entries read at once, which limits the memory. */
const STEP = 500;

/** Recalculates every hash of a tenant's audit trail, follows the chain, and compares the ids that entries mention. */
export async function checkAuditTrail(
  doors: Pick<Doors, "withTenant">,
  tenantId: string,
  inspection: Inspection,
): Promise<void> {
  let previous = "0".repeat(64);
  for (let from = 0; ; from += STEP) {
    const { rows, mentions } = await doors.withTenant({ tenantId, userId: "fsck" }, async (tx) => {
      const between = { after: from, upTo: from + STEP };
      return {
        rows: await tx
          .selectFrom("audit_trail")
          .selectAll()
          .where("sequence", ">", between.after)
          .orderBy("sequence")
          .limit(STEP)
          .execute(),
        mentions: await tx
          .selectFrom("audit_trail_mention")
          .select(["sequence", "mentioned_id"])
          .where("sequence", ">", between.after)
          .where("sequence", "<=", between.upTo)
          .execute(),
      };
    });
    const named = new Map<number, Set<string>>();
    for (const { sequence, mentioned_id: id } of mentions) {
      named.set(sequence, (named.get(sequence) ?? new Set()).add(id));
    }
    for (const [index, row] of rows.entries()) {
      const { hash, ...stored } = omit(row, "tenant_id");
      const text = (value: unknown) => (value === null ? null : JSON.stringify(value));
      const entry = { ...stored, at: row.at.toISOString(), before: text(row.before), after: text(row.after) };
      const at = `audit_trail ${tenantId}/${row.sequence}`;
      const isChained =
        row.sequence === from + index + 1 && row.previous_hash === previous && hashEntry(entry) === hash;
      if (!isChained) inspection.fault(at, "the chain breaks here");
      const found = named.get(row.sequence) ?? new Set();
      const derived = new Set(mentionsOf(entry));
      const isSame = found.size === derived.size && [...derived].every((id) => found.has(id));
      if (!isSame) inspection.fault(`audit_trail_mention ${tenantId}/${row.sequence}`, "its ids differ from the entry");
      named.delete(row.sequence);
      previous = hash;
      inspection.count("audit entries");
    }
    for (const sequence of named.keys())
      inspection.fault(`audit_trail_mention ${tenantId}/${sequence}`, "its entry is missing");
    if (rows.length < STEP) return;
  }
}
