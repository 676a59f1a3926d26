import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import type { BillRow } from "#app/evidence/bill-rows.ts";
import { eraseEvidence, takeEvidence } from "#app/evidence/evidence.server.ts";
import { enterBills, type FiledRow } from "#app/evidence/evidence-entry.server.ts";
import { listAttachments } from "#app/evidence/evidence-list.server.ts";
import { sumRecords } from "#app/evidence/evidence-sum.ts";
import { listWaitingBills } from "#app/evidence/waiting-bills.server.ts";
import { makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { listActivities, listActivityVersions } from "#app/records/activity.server.ts";
import { listRecordEvidence } from "#app/records/evidenced-record.server.ts";
import { answerGaps } from "#app/review/gap-answer.server.ts";
import { approvePeriod } from "#app/review/period-approval.server.ts";
import { listTrail } from "#app/trail/audit-trail-list.server.ts";
import { NO_TRAIL_FILTER } from "#app/trail/filter.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

const folder = mkdtempSync(join(tmpdir(), "truetonne-bills-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

onEachEngine("records entered from one file", (engine) => {
  const limits = { fileBytes: 1024 * 1024, quotaBytes: 10 * 1024 * 1024, retentionYears: 10 };
  const room = makeEvidenceRoom({ dataDir: folder, s3: undefined, clamd: undefined, ...limits });
  const inside = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const keep = async (actor: Actor) => {
    const bytes = pdfOf(`bill ${randomUUID()}`);
    const path = join(mkdtempSync(join(folder, "in-")), "file");
    writeFileSync(path, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const file = { path, size: bytes.length, sha256, name: "bill.pdf", isTooLarge: false };
    const taken = await takeEvidence(engine.doors, actor, room, { file, target: { recordIds: [], period: null } });
    if (taken.outcome === "refused") throw new Error(taken.code);
    return taken.fileId;
  };
  const setUp = async () => {
    const { actor, inventory, sources } = await makeCompany(engine.doors);
    const row = (changes: Partial<BillRow> = {}): BillRow => ({
      recordId: randomUUID(),
      sourceId: sources.electricity!.id,
      period: "2025-03",
      quantity: "0.1",
      unit: "kWh",
      dataQuality: "measured",
      note: "",
      ...changes,
    });
    const fileId = await keep(actor);
    const enterFiled = (rows: FiledRow[], isInAddition = false) =>
      inside(actor, (tx) => enterBills(tx, actor, { inventoryId: inventory.id, rows, isInAddition }));
    const enter = (rows: BillRow[], file = fileId) => enterFiled(rows.map((one) => ({ ...one, fileId: file })));
    const listed = () => inside(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
    const attached = () => inside(actor, (tx) => listAttachments(tx, fileId));
    return { actor, inventory, sources, row, fileId, enter, enterFiled, listed, attached };
  };

  it("adds every row and attaches the file to each, in one act, and sums them exactly", async () => {
    const { actor, sources, row, fileId, enter, attached } = await setUp();
    const gas = sources.gas!.id;
    const rows = [
      row(),
      row({ quantity: "0.2", period: "2025-04" }),
      row({ quantity: "1.5", unit: "万千瓦时", period: "2025-05", note: "night" }),
      row({ sourceId: gas, quantity: "7", unit: "Nm3", dataQuality: "calculated" }),
    ];
    expect(await enter(rows)).toMatchObject({ ok: true, records: rows.map(({ recordId }) => ({ recordId })) });
    const { all, bySource } = sumRecords(await attached());
    expect(all.count).toBe(4);
    expect(Object.fromEntries(all.amounts.map(({ unit, quantity }) => [unit, quantity]))).toEqual({
      kWh: "15000.3",
      Nm3: "7",
    });
    expect(bySource.find(({ sourceId }) => sourceId === gas)).toMatchObject({ count: 1 });
    for (const { recordId } of rows) {
      const [version] = await inside(actor, (tx) => listActivityVersions(tx, actor.organizationId, recordId));
      expect(version).toMatchObject({ version: 1 });
      const files = await inside(actor, (tx) => listRecordEvidence(tx, actor.organizationId, recordId));
      expect(files.map(({ id, attachedCount }) => [id, attachedCount])).toEqual([[fileId, 4]]);
    }
    const origins = await inside(actor, (tx) => tx.selectFrom("activity_record").select("origin").execute());
    expect(new Set(origins.map(({ origin }) => origin))).toEqual(new Set(["page"]));
    const trail = await inside(actor, (tx) => listTrail(tx, actor.organizationId, NO_TRAIL_FILTER, { limit: 1 }));
    expect(trail[0]).toMatchObject({ action: "evidence.attached" });
  });

  it("saves none if one is invalid, and reports each field of each row", async () => {
    const { row, enter, listed, attached } = await setUp();
    const saved = await enter([
      row(),
      row({ sourceId: "", quantity: "1,5" }),
      row({ period: "2024-12", unit: "kg" }),
      row({ quantity: "", dataQuality: "guessed" }),
    ]);
    if (saved.ok) throw new Error("saved");
    const told = saved.faults.map(({ index, faults }) => [index, faults.map(({ field, code }) => [field, code])]);
    expect(told).toEqual([
      [
        1,
        [
          ["facility", "facility_unknown"],
          ["quantity", "number_grammar"],
        ],
      ],
      [
        2,
        [
          ["period", "period_outside"],
          ["unit", "unit_mismatch"],
        ],
      ],
      [
        3,
        [
          ["quantity", "quantity_missing"],
          ["dataQuality", "data_quality_unknown"],
        ],
      ],
    ]);
    expect(await listed()).toEqual([]);
    expect(await attached()).toEqual([]);
  });

  it("recognizes a form sent twice, adds new rows, and doesn't change saved ones", async () => {
    const { row, enter, listed, attached } = await setUp();
    const rows = [row(), row({ period: "2025-04" })];
    expect((await enter(rows)).ok).toBe(true);
    expect((await enter(rows)).ok).toBe(true);
    const more = [...rows, row({ period: "2025-05" })];
    expect((await enter(more)).ok).toBe(true);
    expect(await listed()).toHaveLength(3);
    expect(await attached()).toHaveLength(3);
    const changed = [{ ...rows[0]!, quantity: "9" }, rows[1]!, row({ period: "2025-06" })];
    expect(await enter(changed)).toMatchObject({ ok: false, faults: [], stale: [{ index: 0 }] });
    expect(await listed()).toHaveLength(3);
    const again = await Promise.all([enter(more), enter(more)]);
    expect(again.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await attached()).toHaveLength(3);
  });

  it("adds the records of several files, and attaches to each its own file", async () => {
    const { actor, row, fileId, enterFiled } = await setUp();
    const second = await keep(actor);
    const rows = [
      { ...row(), fileId },
      { ...row({ period: "2025-04" }), fileId: second },
      { ...row({ period: "2025-05" }), fileId: second },
    ];
    expect(await enterFiled(rows)).toMatchObject({ ok: true });
    for (const { recordId, fileId: own } of rows) {
      const files = await inside(actor, (tx) => listRecordEvidence(tx, actor.organizationId, recordId));
      expect(files.map(({ id }) => id)).toEqual([own]);
    }
  });

  it("lists the bills that wait, page by page, until their file is attached", async () => {
    const { actor, row, fileId, enter } = await setUp();
    const kept = [fileId];
    for (let count = 0; count < 13; count += 1) kept.push(await keep(actor));
    const page = (after: string | null) => inside(actor, (tx) => listWaitingBills(tx, actor.organizationId, after));
    const first = await page(null);
    expect(first.files.map(({ id }) => id)).toEqual(kept.slice(0, 12));
    const second = await page(first.next);
    expect(second).toMatchObject({ files: kept.slice(12).map((id) => ({ id })), next: null });
    expect((await enter([row()])).ok).toBe(true);
    expect((await page(null)).files.map(({ id }) => id)).toEqual(kept.slice(1, 13));
  });

  it("adds no amount to days in which the source has records, unless a person states that it is another one", async () => {
    const { sources, row, fileId, enter, enterFiled, listed } = await setUp();
    expect((await enter([row({ period: "2025-03" })])).ok).toBe(true);
    const rows = [
      row({ period: "2025-03-15/2025-04-14" }),
      row({ period: "2025-04" }),
      row({ sourceId: sources.gas!.id, quantity: "7", unit: "Nm3" }),
    ].map((one) => ({ ...one, fileId }));
    expect(await enterFiled(rows)).toMatchObject({ ok: false, faults: [], stale: [], overlaps: [0] });
    expect(await listed()).toHaveLength(1);
    expect(await enterFiled(rows, true)).toMatchObject({ ok: true });
    expect(await listed()).toHaveLength(4);
  });

  it("reports a locked period at its row", async () => {
    const { actor, sources, row, enter, listed } = await setUp();
    const second = await addColleague(engine.doors, actor, "admin");
    const gaps = Object.values(sources).map(({ id }) => ({ sourceId: id, month: "2025-03" }));
    const stoodStill = { kind: "no_activity", reason: "Plant stood still." } as const;
    await inside(actor, (tx) => answerGaps(tx, actor, gaps, stoodStill));
    const scope = { from: "2025-03", to: "2025-03", facilityId: null };
    const locked = await inside(second, (tx) => approvePeriod(tx, second, scope, ""));
    expect(locked).toMatchObject({ ok: true });
    const saved = await enter([row({ period: "2025-04" }), row()]);
    expect(saved).toMatchObject({
      ok: false,
      faults: [{ index: 1, faults: [{ field: "period", code: "period_locked" }] }],
    });
    expect(await listed()).toEqual([]);
  });

  it("finds neither another company's file, source or inventory nor an erased file, and leaves nothing", async () => {
    const { actor, row, fileId, enter, listed } = await setUp();
    const other = await setUp();
    const notFound = { code: "not_found" };
    await expect(enter([row()], other.fileId)).rejects.toMatchObject(notFound);
    await expect(enter([row()], randomUUID())).rejects.toMatchObject(notFound);
    await expect(enter([other.row()])).rejects.toMatchObject(notFound);
    const bill = { inventoryId: other.inventory.id, rows: [{ ...row(), fileId }], isInAddition: false };
    await expect(inside(actor, (tx) => enterBills(tx, actor, bill))).rejects.toMatchObject(notFound);
    await eraseEvidence(engine.doors, actor, room, { fileId, reason: "not ours", today: "2026-01-01" });
    await expect(enter([row()])).rejects.toMatchObject(notFound);
    expect(await listed()).toEqual([]);
  });
});
