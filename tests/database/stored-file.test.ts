import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { takeEvidence } from "#app/evidence/evidence.server.ts";
import { listKeptFiles } from "#app/evidence/kept-file.server.ts";
import { makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { announcing, sweepStoredFiles } from "#app/files/stored-file.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

const HOUR = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), "truetonne-stored-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("checks the tables of everything stored, so a new kind of file needs an entry in the sweep", () => {
  const app = new URL("../../app/", import.meta.url).pathname;
  const storing = readdirSync(app, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".server.ts") && /\bstore\.put\(/.test(readFileSync(join(app, file), "utf8")),
  );
  expect(storing.sort()).toEqual([
    "custody/tenant-export.server.ts",
    "evidence/evidence.server.ts",
    "evidence/store-files.server.ts",
    "files/stored-file.server.ts",
    "records/import/take-import-file.server.ts",
  ]);
});

onEachEngine("stored files", (engine) => {
  function receive(content: Uint8Array | string) {
    const path = join(mkdtempSync(join(folder, "in-")), "file");
    writeFileSync(path, content);
    return { path, size: content.length, sha256: createHash("sha256").update(content).digest("hex") };
  }

  it("are removed after a day without a row, and kept with a row or without an announcement", async () => {
    const limits = { fileBytes: 1024 * 1024, quotaBytes: 10 * 1024 * 1024, retentionYears: 10 };
    const dataDir = mkdtempSync(join(folder, "room-"));
    const room = makeEvidenceRoom({ dataDir, s3: undefined, clamd: undefined, ...limits });
    const store = announcing(room.store, engine.doors);
    const actor = await makeTenant(engine.doors);
    const bill = { ...receive(pdfOf("a bill")), name: "bill.pdf", isTooLarge: false };
    const taken = await takeEvidence(
      engine.doors,
      actor,
      { ...room, store },
      { file: bill, target: { recordIds: [], period: null } },
    );
    expect(taken.outcome).toBe("kept");
    // As when the process is killed between writing the bytes and their row.
    const lost = receive("lost");
    const lostKey = evidenceKey(actor.tenantId, lost.sha256, randomUUID());
    await store.put(lostKey, lost);
    // As when the rows are missing after yesterday's database was restored.
    const unsaid = receive("unsaid");
    const unsaidKey = evidenceKey(actor.tenantId, unsaid.sha256, randomUUID());
    await room.store.put(unsaidKey, unsaid);
    const sweep = (hours: number) => sweepStoredFiles(engine.doors, room.store, new Date(Date.now() + hours * HOUR));
    expect(await sweep(23)).toBe(0);
    expect(await room.store.head(lostKey)).not.toBeNull();
    expect((await Promise.all([sweep(25), sweep(25)])).reduce((a, b) => a + b)).toBeGreaterThan(0);
    expect(await room.store.head(lostKey)).toBeNull();
    expect(await room.store.head(unsaidKey)).not.toBeNull();
    const kept = await engine.doors.withTenant(actor, listKeptFiles);
    expect(kept).toHaveLength(1);
    for (const { id, sha256 } of kept) {
      expect(await room.store.head(evidenceKey(actor.tenantId, sha256, id))).not.toBeNull();
    }
    expect(await sweep(48)).toBe(0);
  });
});
