import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkPack } from "#app/assurance/pack/check-pack.ts";
import { exportTenant } from "#app/custody/export-archive.server.ts";
import { takeEvidence } from "#app/evidence/evidence.server.ts";
import { makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { openIssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { makeDatabase } from "#tests/support/engines.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { asOwner } from "#tests/support/owner.ts";
import { issueNow, makeCompany, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { saveHotelNights } from "#tests/support/sample-records.ts";

const NOW = new Date("2026-03-02T09:00:00Z");

describe("the file of a workspace export", () => {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-export-"));
  const file = join(folder, "export.zip");
  const settings = { dataDir: folder, s3: undefined, clamd: undefined };
  const room = makeEvidenceRoom({ ...settings, fileBytes: 1e7, quotaBytes: 1e8, retentionYears: 10 });
  let remove = async () => {};
  afterAll(async () => {
    await doors?.close();
    await remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const fill = async (doors: Doors, bill: string) => {
    const keys = await openIssuerKeys(folder, PUBLIC_URL, "2026-01-01T00:00:00Z");
    const { actor, inventory } = await makeCompany(doors);
    await saveHotelNights(doors, actor, YEAR, "0.000000000001");
    const bytes = pdfOf(bill);
    mkdirSync(room.spoolFolder, { recursive: true });
    const path = join(room.spoolFolder, bill);
    writeFileSync(path, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const received = { path, size: bytes.length, sha256, name: "bill.pdf", isTooLarge: false };
    const taken = await takeEvidence(doors, actor, room, {
      file: received,
      target: {
        recordIds: [],
        period: { period: YEAR, sourceId: null },
      },
    });
    if (taken.outcome !== "kept") throw new Error(JSON.stringify(taken));
    const issued = await issueNow(doors, keys, actor, { runId: await runNow(doors, actor, inventory) });
    if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
    return { actor, bytes, sha256, fileId: taken.fileId };
  };

  let database: { url: string; ownerUrl: string };
  let doors: Doors;
  let own: Awaited<ReturnType<typeof fill>>;
  let other: Awaited<ReturnType<typeof fill>>;
  const requestOf = (tenantId: string) => ({ store: room.store, tenantId, now: NOW });

  beforeAll(async () => {
    const made = await makeDatabase("factor library");
    database = made;
    remove = made.remove;
    doors = await openDoors(made.url);
    own = await fill(doors, "own");
    other = await fill(doors, "other");
  });

  it("contains every row, report and file of the workspace, none of others, and can be verified", async () => {
    const { tenantId } = own.actor;
    const counts = await exportTenant(doors, requestOf(tenantId), file);
    expect(statSync(file).mode & 0o077).toBe(0);

    const check = await checkPack(file);
    expect(check.faults).toEqual([]);
    const entries = unzipSync(readFileSync(file));
    const textOf = (path: string) => Buffer.from(entries[path]!).toString("utf8");
    expect(JSON.parse(textOf("manifest.json"))).toMatchObject({
      tenantId,
      exportedAt: NOW.toISOString(),
      rows: counts.rows,
    });

    await doors.close();
    // As counted by the owner: no table with tenant rows is missing or has another number of rows.
    const expected = await asOwner(database.ownerUrl, async (db) => {
      const { rows: tables } = await sql<{ name: string }>`
        select relname as name from pg_class c join pg_attribute a on attrelid = c.oid and attname = 'tenant_id'
         where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`.execute(db);
      const sums = new Map<string, string[]>();
      for (const { name } of tables) {
        const { rows } = await sql<{ json: string }>`
          select row_to_json(one)::text as json from ${sql.table(name)} one where tenant_id = ${tenantId}`.execute(db);
        sums.set(name, rows.map(({ json }) => json).sort());
      }
      return sums;
    });
    doors = await openDoors(database.url);
    for (const [table, rows] of expected) {
      expect(textOf(`tables/${table}.jsonl`).split("\n").filter(Boolean).sort(), table).toEqual(rows);
    }
    expect(expected.get("activity_record")!.length).toBeGreaterThan(0);
    expect(textOf("tables/activity_record.jsonl")).toContain("0.000000000001");

    expect(Buffer.from(entries[`files/evidence_file/${own.fileId}`]!).equals(own.bytes)).toBe(true);
    const [report] = textOf("tables/report.jsonl").split("\n");
    const { number } = JSON.parse(report!);
    expect(textOf(`reports/${number}-en.pdf`).slice(0, 5)).toBe("%PDF-");
    expect(JSON.parse(textOf(`reports/${number}.credential.json`)).id).toContain(number);
    for (const [path, bytes] of Object.entries(entries)) {
      expect(Buffer.from(bytes).includes(other.actor.tenantId), path).toBe(false);
    }
  });

  it("fails for a missing workspace or a missing file, and leaves nothing behind", async () => {
    const path = join(folder, "none.zip");
    const nobody = "00000000-0000-4000-8000-000000000000";
    await expect(exportTenant(doors, requestOf(nobody), path)).rejects.toThrow(`Workspace ${nobody} doesn't exist.`);
    const { tenantId } = own.actor;
    await room.store.delete(evidenceKey(tenantId, own.sha256, own.fileId));
    await expect(exportTenant(doors, requestOf(tenantId), path)).rejects.toThrow(
      `evidence_file ${own.fileId} are missing`,
    );
    expect(() => statSync(path)).toThrow("ENOENT");
    expect(() => statSync(`${path}.partial`)).toThrow("ENOENT");
  });
});
