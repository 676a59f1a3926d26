import { sql } from "kysely";
import type { Doors, TenantTx } from "#db/doors.ts";
import { type EvidenceStore, readEvidenceKey } from "./evidence-store.ts";

/** A request that stores a file ends long before this. Bytes without a row by then are abandoned. */
const SAFE_HOURS = 24;
const MOST_AT_ONCE = 200;

/**
 * A store that announces in the database what it is about to store. Bytes are stored before their row is committed. If
 * a process is killed in between, the announcement leads to the abandoned bytes.
 */
export function announcing(store: EvidenceStore, { withSystem }: Pick<Doors, "withSystem">): EvidenceStore {
  return {
    ...store,
    async put(key, file) {
      await withSystem((tx) => tx.insertInto("stored_file").values({ key, announced_at: new Date() }).execute());
      await store.put(key, file);
    },
  };
}

/**
 * Removes bytes that were stored more than a day ago and have no row. Only announced files are checked, so the work is
 * that of a day's uploads. Files whose rows were lost with the latest part of the database are kept for its recovery.
 *
 * @returns the number of removed files
 */
export async function sweepStoredFiles(doors: Doors, store: EvidenceStore, now: Date): Promise<number> {
  const before = new Date(now.getTime() - SAFE_HOURS * 3_600_000);
  let count = 0;
  for (;;) {
    const announced = await doors.withSystem((tx) =>
      tx
        .selectFrom("stored_file")
        .select("key")
        .where("announced_at", "<", before)
        .orderBy("announced_at")
        .limit(MOST_AT_ONCE)
        .execute(),
    );
    for (const { key } of announced) {
      const { tenantId, ...file } = readEvidenceKey(key);
      if (!(await doors.withTenant({ tenantId, userId: "system" }, (tx) => hasRow(tx, file)))) {
        await store.delete(key);
        count += 1;
      }
      await doors.withSystem((tx) => tx.deleteFrom("stored_file").where("key", "=", key).execute());
    }
    if (announced.length < MOST_AT_ONCE) return count;
  }
}

/** Checks all tables that refer to the store. An export created twice has two archives and one row. */
async function hasRow(tx: TenantTx, { fileId, sha256 }: { fileId: string; sha256: string }): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (
      select from evidence_file where id = ${fileId} and sha256 = ${sha256}
      union all select from import_draft where id = ${fileId} and file_sha256 = ${sha256}
      union all select from activity_import where id = ${fileId} and file_sha256 = ${sha256}
      union all select from assurance_file where id = ${fileId} and sha256 = ${sha256}
      union all select from contract_copy where id = ${fileId} and sha256 = ${sha256}
      union all select from tenant_export_file where export_id = ${fileId} and sha256 = ${sha256}) as found`.execute(
    tx,
  );
  return rows[0]!.found;
}
