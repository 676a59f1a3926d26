import { createHash, randomUUID } from "node:crypto";
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { AppError } from "#app/encoding/errors.ts";
import { evidence } from "#app/evidence/evidence.list.server.ts";
import {
  attachEvidence,
  type EvidenceTarget,
  eraseEvidence,
  type TakenFile,
  takeEvidence,
} from "#app/evidence/evidence.server.ts";
import { detachEvidence } from "#app/evidence/evidence-detachment.server.ts";
import {
  countEvidence,
  findEvidence,
  getEvidence,
  keptUntil,
  listAttachments,
  listEvidence,
  nameEvidence,
  quotaUsed,
} from "#app/evidence/evidence-list.server.ts";
import { lackingRecords } from "#app/evidence/lacking.list.server.ts";
import { clamdScanner } from "#app/files/clamd.server.ts";
import { type EvidenceRoom, makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { readPage } from "#app/kit/list/list.server.ts";
import { wholeOrder } from "#app/kit/list/list-shape.ts";
import { checkFiles } from "#app/ops/fsck/check-files.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { approveRecords, returnRecords, submitRecords } from "#app/records/activity-review.server.ts";
import {
  countEvidencedRecords,
  listEvidencedRecords,
  listEvidenceEvents,
  listRecordEvidence,
} from "#app/records/evidenced-record.server.ts";
import { answerGaps } from "#app/review/gap-answer.server.ts";
import { approvePeriod, unlockPeriod } from "#app/review/period-approval.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { listTrail } from "#app/trail/audit-trail-list.server.ts";
import { NO_TRAIL_FILTER } from "#app/trail/filter.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { EICAR, startFakeClamd } from "#tests/support/fake-clamd.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";
import { walkPages } from "#tests/support/walk-pages.ts";

const NOWHERE: EvidenceTarget = { recordIds: [], period: null };
const ALL = { after: "", limit: 100 };
const folder = mkdtempSync(join(tmpdir(), "truetonne-evidence-"));

function makeRoom(changes: Partial<EvidenceRoom["limits"]> = {}): EvidenceRoom & { folder: string } {
  const dataDir = mkdtempSync(join(folder, "room-"));
  const limits = { fileBytes: 1024 * 1024, quotaBytes: 10 * 1024 * 1024, retentionYears: 10, ...changes };
  return {
    ...makeEvidenceRoom({ dataDir, s3: undefined, clamd: undefined, ...limits }),
    folder: join(dataDir, "evidence"),
  };
}

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

onEachEngine(
  "evidence",
  (engine) => {
    const take = (
      actor: Actor,
      room: EvidenceRoom,
      bytes: Uint8Array,
      { target = NOWHERE, name = "bill.pdf" }: { target?: EvidenceTarget | undefined; name?: string | undefined } = {},
    ): Promise<TakenFile> => {
      const path = join(mkdtempSync(join(folder, "in-")), "file");
      writeFileSync(path, bytes);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const file = { path, size: bytes.length, sha256, name, isTooLarge: bytes.length > room.limits.fileBytes };
      return takeEvidence(engine.doors, actor, room, { file, target });
    };
    const inside = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const kept = async (taken: Promise<TakenFile>) => {
      const file = await taken;
      if (file.outcome === "refused") throw new Error(file.code);
      return file;
    };
    const records = async (actor: Actor, months: string[]): Promise<string[]> => {
      const ids = months.map(() => randomUUID());
      const changes = months.map((period, index) => ({
        kind: "add" as const,
        recordId: ids[index]!,
        entry: {
          ...EMPTY_ENTRY,
          facility: "Plant A",
          source: "Electricity",
          period,
          quantity: "100",
          unit: "kWh",
          evidence: index === 0 ? "bill 7" : "",
        },
      }));
      const saved = await inside(actor, (tx) => saveActivities(tx, actor, YEAR, changes));
      expect(saved.ok).toBe(true);
      return ids;
    };
    it("is kept if the connection was lost during the commit, and removed if the commit failed", async () => {
      const { actor } = await makeCompany(engine.doors);
      const room = makeRoom();
      const takeAnd = async (error: Error) => {
        const path = join(mkdtempSync(join(folder, "in-")), "file");
        const bytes = pdfOf(`bill ${randomUUID()}`);
        writeFileSync(path, bytes);
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        let transactions = 0;
        const withTenant: typeof engine.doors.withTenant = async (who, work) => {
          const done = await engine.doors.withTenant(who, work);
          transactions += 1;
          // The third one adds the row.
          if (transactions === 3) throw error;
          return done;
        };
        const file = { path, size: bytes.length, sha256, name: "bill.pdf", isTooLarge: false };
        await expect(takeEvidence({ withTenant }, actor, room, { file, target: NOWHERE })).rejects.toBe(error);
        return filesIn(room.folder).length;
      };
      expect(await takeAnd(new Error("Connection terminated unexpectedly"))).toBe(1);
      expect(await takeAnd(new Error("refused"))).toBe(1);
    });

    const actions = (actor: Actor) =>
      inside(actor, async (tx) =>
        (await listTrail(tx, actor.organizationId, NO_TRAIL_FILTER, { limit: 5 })).map(({ action }) => action),
      );

    it("stores identical content once, attaches it to several records, and records each action", async () => {
      const { actor } = await makeCompany(engine.doors);
      const room = makeRoom();
      const [january, february] = (await records(actor, ["2025-01", "2025-02"])) as [string, string];
      const first = await kept(
        take(actor, room, pdfOf("one"), { target: { ...NOWHERE, recordIds: [january] }, name: "../电费.pdf" }),
      );
      expect(first).toMatchObject({ outcome: "kept", name: "电费.pdf" });
      const again = await kept(
        take(actor, room, pdfOf("one"), { target: { ...NOWHERE, recordIds: [january, february] }, name: "b.pdf" }),
      );
      expect(again).toMatchObject({ outcome: "known", fileId: first.fileId });
      const other = await kept(take(actor, room, pdfOf("two"), { target: { ...NOWHERE, recordIds: [january] } }));
      expect(filesIn(room.folder)).toHaveLength(2);
      const shown = await inside(actor, (tx) => listRecordEvidence(tx, actor.organizationId, january));
      expect(shown.map(({ id, scan }) => [id, scan])).toEqual([
        [first.fileId, "not_scanned"],
        [other.fileId, "not_scanned"],
      ]);
      expect(await inside(actor, (tx) => listAttachments(tx, first.fileId))).toHaveLength(2);
      expect(
        await inside(actor, (tx) => attachEvidence(tx, actor, first.fileId, { ...NOWHERE, recordIds: [january] })),
      ).toBe(0);

      await inside(actor, (tx) => detachEvidence(tx, actor, shown[0]!.attachmentId, "wrong month"));
      await expect(
        inside(actor, (tx) => detachEvidence(tx, actor, shown[0]!.attachmentId, "twice")),
      ).rejects.toMatchObject({ code: "not_found" });
      const events = await inside(actor, (tx) => listEvidenceEvents(tx, actor.organizationId, january));
      expect(events.map(({ kind, name, reason }) => [kind, name, reason])).toEqual([
        ["detached", "电费.pdf", "wrong month"],
        ["attached", "bill.pdf", ""],
        ["attached", "电费.pdf", ""],
      ]);
      expect(await actions(actor)).toEqual([
        "evidence.detached",
        "evidence.attached",
        "evidence.added",
        "evidence.attached",
        "evidence.attached",
      ]);
    });

    it("keeps evidence of approved records and locked periods attached", async () => {
      const { actor, sources } = await makeCompany(engine.doors);
      const second = await addColleague(engine.doors, actor, "admin");
      const room = makeRoom();
      const [march, april] = (await records(actor, ["2025-03", "2025-04"])) as [string, string];
      const period = { period: { start: "2025-03-01", end: "2025-03-31" }, sourceId: null };
      for (const target of [
        { ...NOWHERE, recordIds: [march] },
        { ...NOWHERE, recordIds: [april] },
        { recordIds: [], period },
      ]) {
        await kept(take(actor, room, pdfOf("the same bill"), { target }));
      }
      const attached = async () => {
        const { rows } = await inside(actor, (tx) => listEvidence(tx, actor.organizationId, null, ALL));
        return inside(actor, (tx) => listAttachments(tx, rows[0]!.id));
      };
      const idOf = async (recordId: string | null) => (await attached()).find((one) => one.recordId === recordId)!.id;
      const [ofMarch, ofApril, ofPeriod] = [await idOf(march), await idOf(april), await idOf(null)];
      const off = (attachmentId: string) =>
        inside(actor, (tx) => detachEvidence(tx, actor, attachmentId, "away with it"));
      const bare = (attachmentId: string) =>
        inside(actor, (tx) =>
          tx
            .insertInto("evidence_detachment")
            .values({
              tenant_id: actor.tenantId,
              attachment_id: attachmentId,
              reason: "away with it",
              created_by: actor.userId,
            })
            .execute(),
        );
      await inside(actor, (tx) => submitRecords(tx, actor, [march]));
      await inside(second, (tx) => approveRecords(tx, second, [march]));
      await expect(off(ofMarch)).rejects.toMatchObject({ code: "conflict", details: { reason: "record_approved" } });
      await expect(bare(ofMarch)).rejects.toThrow(/record_approved/);
      const others = [sources.gas!, sources.hotel!].map(({ id }) => ({ sourceId: id, month: "2025-03" }));
      await inside(actor, (tx) => answerGaps(tx, actor, others, { kind: "no_activity", reason: "Plant stood still." }));
      const lock = await inside(second, (tx) =>
        approvePeriod(tx, second, { facilityId: null, from: "2025-03", to: "2025-03" }, ""),
      );
      if (!lock.ok) throw new Error("not locked");
      await expect(off(ofPeriod)).rejects.toMatchObject({ code: "conflict", details: { reason: "period_locked" } });
      await expect(bare(ofPeriod)).rejects.toThrow(/period_locked/);
      await off(ofApril);
      await inside(second, (tx) => unlockPeriod(tx, second, lock.id, "one bill was wrong"));
      await off(ofPeriod);
      await inside(second, (tx) => returnRecords(tx, second, [march], "one bill was wrong"));
      await off(ofMarch);
      expect(await attached()).toEqual([]);
    });

    it("rejects invalid types, oversized files and files beyond the quota, and keeps nothing", async () => {
      const { actor } = await makeCompany(engine.doors);
      const room = makeRoom({ fileBytes: 2000, quotaBytes: 1200 });
      const html = new TextEncoder().encode("<html><script>alert(1)</script></html>");
      expect(await take(actor, room, html, { target: NOWHERE, name: "bill.pdf" })).toMatchObject({
        outcome: "refused",
        code: "html",
      });
      expect(await take(actor, room, new Uint8Array(3000))).toMatchObject({ code: "too_large" });
      await kept(take(actor, room, pdfOf("x".repeat(500))));
      expect(await take(actor, room, pdfOf("y".repeat(500)))).toMatchObject({
        code: "quota_reached",
        facts: { quota: expect.stringMatching(/MiB/) },
      });
      expect(filesIn(room.folder)).toHaveLength(1);
      expect(await inside(actor, (tx) => quotaUsed(tx, actor.organizationId))).toBe(pdfOf("x".repeat(500)).length);
    });

    it("scans first: marks clean files, rejects and records infected ones, and rejects all if the scanner is down", async () => {
      const { actor } = await makeCompany(engine.doors);
      const clamd = await startFakeClamd();
      const room = { ...makeRoom(), scan: clamdScanner(clamd.address) };
      const { fileId } = await kept(take(actor, room, pdfOf("clean")));
      expect((await inside(actor, (tx) => getEvidence(tx, actor.organizationId, fileId))).scan).toBe("clean");
      expect(clamd.scanned).toEqual([pdfOf("clean").length]);
      expect(await take(actor, room, pdfOf(EICAR))).toMatchObject({
        code: "infected",
        facts: { signature: "Eicar-Test-Signature" },
      });
      expect((await actions(actor))[0]).toBe("evidence.refused");
      await clamd.close();
      expect(await take(actor, room, pdfOf("later"))).toMatchObject({ outcome: "refused", code: "scanner_away" });
      const confused = await startFakeClamd("INSTREAM size limit exceeded. ERROR");
      const strict = { ...room, scan: clamdScanner(confused.address) };
      expect(await take(actor, strict, pdfOf("later"))).toMatchObject({ code: "scanner_away" });
      await confused.close();
      expect(filesIn(room.folder)).toHaveLength(1);
    });

    it("rejects a file while the store is down, and accepts it later", async () => {
      const { actor } = await makeCompany(engine.doors);
      const room = makeRoom();
      const store = { ...room.store, put: () => Promise.reject(new AppError("unavailable")) };
      const bill = () => pdfOf("stored later");
      expect(await take(actor, { ...room, store }, bill())).toMatchObject({ outcome: "refused", code: "store_away" });
      expect(await actions(actor)).not.toContain("evidence.added");
      expect(await take(actor, room, bill())).toMatchObject({ outcome: "kept" });
    });

    it("finds files by state, source, month and words, and records that lack them", async () => {
      const { actor, sources, inventory } = await makeCompany(engine.doors);
      const room = makeRoom();
      const [january, , march] = (await records(actor, ["2025-01", "2025-02", "2025-03"])) as [string, string, string];
      const bill = await kept(
        take(actor, room, pdfOf("jan"), { target: { ...NOWHERE, recordIds: [january] }, name: "January 100%.pdf" }),
      );
      const spring = { period: { start: "2025-02-01", end: "2025-02-28" }, sourceId: sources.electricity!.id };
      const meter = await kept(
        take(actor, room, pdfOf("feb"), { target: { recordIds: [], period: spring }, name: "meter.pdf" }),
      );
      const loose = await kept(take(actor, room, pdfOf("loose"), { target: NOWHERE, name: "loose.pdf" }));
      const find = (typed: Record<string, string>) =>
        inside(actor, async (tx) => {
          const asked = { typed, order: wholeOrder(evidence, evidence.order), place: null };
          const { rows } = await readPage(tx, evidence, { ...actor, now: new Date() }, asked);
          return rows.map(({ key }) => key);
        });
      expect(await find({})).toEqual([loose.fileId, meter.fileId, bill.fileId]);
      expect(await find({ state: "unattached" })).toEqual([loose.fileId]);
      expect(await find({ state: "attached" })).toEqual([meter.fileId, bill.fileId]);
      expect(await find({ source: sources.electricity!.id })).toHaveLength(2);
      expect(await find({ source: sources.gas!.id })).toEqual([]);
      expect(await find({ month: "2025-01" })).toEqual([bill.fileId]);
      expect(await find({ month: "2025-02" })).toEqual([meter.fileId]);
      expect(await find({ q: "100%" })).toEqual([bill.fileId]);
      expect(await find({ q: loose.sha256.slice(0, 12) })).toEqual([loose.fileId]);
      await inside(actor, async (tx) => {
        const month = { start: "2025-01-01", end: "2025-01-31" };
        const { rows } = await listEvidence(tx, actor.organizationId, month, ALL);
        expect(rows.map(({ id }) => id)).toEqual([bill.fileId]);
        expect(await countEvidence(tx, actor.organizationId)).toBe(3);
      });
      const lacking = (typed: Record<string, string>) =>
        inside(actor, async (tx) => {
          const asked = { typed, order: wholeOrder(lackingRecords, lackingRecords.order), place: null };
          const { rows } = await readPage(tx, lackingRecords, { ...actor, now: new Date() }, asked);
          return rows.map(({ key }) => key);
        });
      expect(await lacking({})).toEqual([march]);
      expect(await lacking({ inventory: inventory.id })).toEqual([march]);
      const other = await inside(actor, (tx) => openInventory(tx, actor, { start: "2024-01-01", end: "2024-12-31" }));
      expect(await lacking({ inventory: other.id })).toEqual([]);
      expect(await lacking({ inventory: randomUUID() })).toEqual([]);
      const wanted = { period: YEAR, sourceId: null, lacking: true };
      await inside(actor, async (tx) => {
        expect(await listEvidencedRecords(tx, actor.organizationId, wanted, 5)).toMatchObject([{ recordId: march }]);
        expect(await countEvidencedRecords(tx, actor.organizationId, wanted)).toBe(1);
      });
      const remove = { kind: "delete" as const, recordId: january, version: 1, reason: "twice" };
      await inside(actor, (tx) => saveActivities(tx, actor, YEAR, [remove]));
      expect(await find({ state: "unattached" })).toEqual([loose.fileId, bill.fileId]);
    });

    it("lists files and records page by page, on and back, those of one moment too", async () => {
      const { actor } = await makeCompany(engine.doors);
      const { tenantId, organizationId, userId } = actor;
      const addFile = (tx: TenantTx, name: string, at: Date) =>
        tx
          .insertInto("evidence_file")
          .values({
            id: randomUUID(),
            tenant_id: tenantId,
            organization_id: organizationId,
            sha256: createHash("sha256").update(randomUUID()).digest("hex"),
            generation: 1,
            byte_size: 1,
            kind: "pdf",
            name,
            scan: "clean",
            created_by: userId,
            created_at: at,
          })
          .execute();
      const [early, late] = [new Date("2025-01-01T00:00:00Z"), new Date("2025-01-02T00:00:00Z")];
      await inside(actor, async (tx) => {
        for (const name of ["c", "d", "e", "f"]) await addFile(tx, name, early);
        for (const name of ["a", "a", "b"]) await addFile(tx, name, late);
      });
      const ids = await records(
        actor,
        [1, 1, 2, 3, 3, 3, 4].map((month) => `2025-0${month}`),
      );
      const wanted = { period: YEAR, sourceId: null, lacking: true };
      const files = await walkPages((after) =>
        inside(actor, (tx) => listEvidence(tx, organizationId, null, { after, limit: 2 })),
      );
      const names = files.flat().map(({ name }) => name);
      expect(names.slice(0, 3).toSorted()).toEqual(["a", "a", "b"]);
      expect(names.slice(3).toSorted()).toEqual(["c", "d", "e", "f"]);
      const found = await inside(actor, (tx) => listEvidencedRecords(tx, organizationId, wanted, 5));
      expect(found.map(({ period }) => period.start.slice(5, 7))).toEqual(["01", "01", "02", "03", "03"]);
      await inside(actor, async (tx) => {
        expect(await countEvidencedRecords(tx, organizationId, wanted)).toBe(7);
        const newest = files.flat().find(({ name }) => name === "a")!;
        expect(await findEvidence(tx, organizationId, "a")).toEqual({ id: newest.id });
        expect(await findEvidence(tx, organizationId, newest.id)).toEqual({ id: newest.id });
        expect(await findEvidence(tx, organizationId, "nothing")).toBeNull();
        expect(await nameEvidence(tx, organizationId, [newest.id, ids[0]!, "whole"])).toEqual([
          { id: newest.id, name: "a" },
        ]);
        // An unknown cursor means the first page.
        const page = await listEvidence(tx, organizationId, null, { after: randomUUID(), limit: 2 });
        expect(page).toMatchObject({ previous: null, rows: files[0] });
      });
    });

    it("names the files in the inventory document, and keeps those an issued report needs", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      const room = makeRoom();
      const [january, february] = (await records(actor, ["2025-01", "2025-02"])) as [string, string];
      const bill = await kept(
        take(actor, room, pdfOf("bill"), { target: { ...NOWHERE, recordIds: [january, february] } }),
      );
      const meter = await kept(
        take(actor, room, pdfOf("m"), { target: { ...NOWHERE, recordIds: [february] }, name: "a meter.pdf" }),
      );
      const loose = await kept(take(actor, room, pdfOf("loose")));
      const runId = await runNow(engine.doors, actor, inventory);
      const { document } = await inside(actor, (tx) => getRun(tx, actor.organizationId, runId));
      expect(document.activities.map(({ evidence }) => evidence)).toEqual([
        `bill 7; bill.pdf (sha256 ${bill.sha256})`,
        `bill.pdf (sha256 ${bill.sha256}); a meter.pdf (sha256 ${meter.sha256})`,
      ]);
      expect((await issueNow(engine.doors, await makeKeys(), actor, { runId })).ok).toBe(true);
      for (const { id } of await inside(actor, (tx) => listAttachments(tx, bill.fileId))) {
        await inside(actor, (tx) => detachEvidence(tx, actor, id, "taken off"));
      }
      const until = await inside(actor, (tx) => keptUntil(tx, actor.organizationId, bill.fileId, 10));
      expect(until).toBe("2036-03-01");
      expect(await inside(actor, (tx) => keptUntil(tx, actor.organizationId, loose.fileId, 10))).toBeNull();
      const erase = (fileId: string, today: string) =>
        eraseEvidence(engine.doors, actor, room, { fileId, reason: "no longer needed", today });
      await expect(erase(bill.fileId, "2036-02-29")).rejects.toMatchObject({
        code: "conflict",
        details: { reason: "evidence_kept", until: "2036-03-01" },
      });
      await erase(bill.fileId, "2036-03-01");
      await erase(bill.fileId, "2036-03-01");
      expect(filesIn(room.folder)).toHaveLength(2);
      const erased = await inside(actor, (tx) => getEvidence(tx, actor.organizationId, bill.fileId));
      expect(erased).toMatchObject({ sha256: bill.sha256, erased: { reason: "no longer needed" } });
      await expect(inside(actor, (tx) => attachEvidence(tx, actor, bill.fileId, NOWHERE))).rejects.toMatchObject({
        code: "not_found",
      });
      const again = await kept(take(actor, room, pdfOf("bill"), { target: { ...NOWHERE, recordIds: [january] } }));
      expect(again).toMatchObject({ outcome: "kept" });
      await expect(erase(again.fileId, "2040-01-01")).rejects.toMatchObject({
        details: { reason: "evidence_attached" },
      });
    });

    it("hashes every stored file again and reports a changed one", async () => {
      const { actor } = await makeCompany(engine.doors);
      const room = makeRoom();
      const good = await kept(take(actor, room, pdfOf("good")));
      const bad = await kept(take(actor, room, pdfOf("bad")));
      const lost = await kept(take(actor, room, pdfOf("lost")));
      const check = () => checkFiles(engine.doors, actor.tenantId, room.store, inspection);
      const inspection = beginInspection();
      const faults = () => inspection.faults.map(({ row, fault }) => `${row}: ${fault}`);
      await check();
      expect(inspection.counts["kept files"]).toBe(3);
      expect(faults()).toEqual([]);
      const pathOf = ({ sha256, fileId }: typeof good) =>
        join(room.folder, evidenceKey(actor.tenantId, sha256, fileId));
      appendFileSync(pathOf(bad), " ");
      rmSync(pathOf(lost));
      await check();
      expect(faults()).toEqual([
        expect.stringContaining(`${bad.fileId}: its bytes have the hash`),
        expect.stringContaining(`${lost.fileId}: its bytes are missing`),
      ]);
    });

    it("doesn't find another tenant's files, records and attachments", async () => {
      const { actor, sources } = await makeCompany(engine.doors);
      const { actor: other } = await makeCompany(engine.doors);
      const room = makeRoom();
      const [january] = (await records(actor, ["2025-01"])) as [string];
      const target = { ...NOWHERE, recordIds: [january] };
      const bill = await kept(take(actor, room, pdfOf("mine"), { target }));
      const attachmentId = (await inside(actor, (tx) => listAttachments(tx, bill.fileId)))[0]!.id;
      for (const foreign of [randomUUID(), bill.fileId]) {
        await expect(inside(other, (tx) => getEvidence(tx, other.organizationId, foreign))).rejects.toMatchObject({
          code: "not_found",
        });
        await expect(inside(other, (tx) => attachEvidence(tx, other, foreign, NOWHERE))).rejects.toMatchObject({
          code: "not_found",
        });
      }
      const period = { period: YEAR, sourceId: sources.gas!.id };
      for (const wanted of [target, { recordIds: [], period }]) {
        await expect(take(other, room, pdfOf("mine"), { target: wanted })).rejects.toMatchObject({ code: "not_found" });
      }
      await expect(inside(other, (tx) => detachEvidence(tx, other, attachmentId, "x"))).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(inside(other, (tx) => listRecordEvidence(tx, other.organizationId, january))).rejects.toMatchObject({
        code: "not_found",
      });
      // The same content in another tenant is another file.
      const same = await kept(take(other, room, pdfOf("mine")));
      expect(same).toMatchObject({ outcome: "kept" });
      expect(same.fileId).not.toBe(bill.fileId);
      await expect(
        inside(actor, (tx) => tx.deleteFrom("evidence_file").where("id", "=", bill.fileId).execute()),
      ).rejects.toThrow();
    });
  },
  "factor library",
);
