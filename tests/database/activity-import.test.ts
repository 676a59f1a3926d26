import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it, vi } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { doAuthorised } from "#app/background/authorise.server.ts";
import { removeEmissionSource } from "#app/places/emission-source.server.ts";
import { listActivities, saveActivities, toEntry } from "#app/records/activity.server.ts";
import { commitImport, performCommit, startCommit } from "#app/records/import/commit-import.server.ts";
import { importAtOnce } from "#app/records/import/import-at-once.server.ts";
import { cancelCheck, performCheck, startCheck } from "#app/records/import/import-check.server.ts";
import { changeMapping, getDraft } from "#app/records/import/import-draft.server.ts";
import { getActivityImport, selectImports, toImport } from "#app/records/import/import-list.server.ts";
import { unusedHeadings } from "#app/records/import/import-mapping-form.ts";
import { listRows, type RowView } from "#app/records/import/import-view.server.ts";
import { decideRows, fixCell, undoDecision, undoFix } from "#app/records/import/mend-rows.server.ts";
import { removeDraft, sweepDraft } from "#app/records/import/remove-draft.server.ts";
import { benchOf } from "#app/records/import/rework-rows.server.ts";
import { takeImportFile } from "#app/records/import/take-import-file.server.ts";
import { listCorrected, undoImport } from "#app/records/import/undo-import.server.ts";
import { answerGaps } from "#app/review/gap-answer.server.ts";
import { approvePeriod } from "#app/review/period-approval.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { incoming, makeImportRoom } from "#tests/support/import-file.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";
import { JOB_PATIENCE } from "#tests/support/wait-for.ts";

const HEAD = "facility,source,period,quantity,unit,evidence";
const ROWS = [
  "Plant A,Electricity,2025-01,12.5,万千瓦时,bill 1",
  "一厂,天然气,2025-01,1000,Nm3,",
  "Plant A,Hotel nights,2025,3,间夜,",
];
const KEYED = "row key,facility,source,period,quantity,unit";
const csv = (head: string, rows: string[]) => `${[head, ...rows].join("\r\n")}\r\n`;
const good = () => csv(HEAD, ROWS);

onEachEngine("an import", (engine) => {
  const room = makeImportRoom();
  const inTenant = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
    engine.doors.withTenant(actor, work);
  const list = (actor: Actor) => inTenant(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
  const make = async () => {
    const { actor, inventory, sources } = await makeCompany(engine.doors);
    const bringIn = (content: string, name?: string) =>
      importAtOnce(engine.doors, actor, room, { file: incoming(content, name), inventoryId: inventory.id });
    const take = async (content: string) => {
      const taken = await takeImportFile(engine.doors, actor, room, {
        file: incoming(content),
        inventoryId: inventory.id,
      });
      if (!taken.ok) throw new Error(taken.failure.code);
      return taken.draftId;
    };
    const draft = (draftId: string) => inTenant(actor, (tx) => getDraft(tx, actor.organizationId, draftId));
    const check = async (draftId: string) => {
      const jobId = await inTenant(actor, (tx) => startCheck(tx, actor, draftId));
      await performCheck(engine.doors, room, { ...actor, jobId });
      return draft(draftId);
    };
    const checked = async (content: string) => {
      const draftId = await take(content);
      return check(draftId);
    };
    const rows = (draftId: string, view: RowView) =>
      inTenant(actor, async (tx) => {
        const bench = await benchOf(tx, await getDraft(tx, actor.organizationId, draftId));
        return (await listRows(tx, bench, { view, after: 0, limit: 100 })).rows;
      });
    const commit = (draftId: string) => commitImport(engine.doors, actor, draftId);
    const undo = (importId: string, corrected: "keep" | "take" = "keep", recordIds?: string[]) =>
      inTenant(actor, (tx) => undoImport(tx, actor, importId, { corrected, ...(recordIds ? { recordIds } : {}) }));
    return { actor, inventory, sources, bringIn, take, draft, check, checked, rows, commit, undo };
  };
  /** Every row that an import could leave behind. */
  const footprint = (actor: Actor) =>
    inTenant(actor, async (tx) => ({
      records: (await tx.selectFrom("activity_record").select("id").execute()).length,
      imports: (await tx.selectFrom("activity_import").select("id").execute()).length,
      waiting: (await tx.selectFrom("import_row").select("number").execute()).length,
    }));

  it("adds every row in file order, with one audit trail entry", async () => {
    const { actor, bringIn } = await make();
    const done = await bringIn(good());
    expect(done).toMatchObject({ ok: true, counts: { add: 3, change: 0, skip: 0, person: 0 } });
    const records = await list(actor);
    expect(records.map(({ enteredQuantity, quantity }) => [enteredQuantity, quantity])).toEqual([
      ["12.5", "125000"],
      ["1000", "1000"],
      ["3", "3"],
    ]);
    expect(records.every((record) => done.ok && record.importId === done.importId)).toBe(true);
    expect(await footprint(actor)).toEqual({ records: 3, imports: 1, waiting: 0 });
    expect(
      (await inTenant(actor, (tx) => selectImports(tx, actor.organizationId).execute())).map(toImport),
    ).toMatchObject([
      { fileName: "year.csv", rowCount: 3, added: 3, changed: 0, skipped: 0, undone: 0, authorName: "Sample Person" },
    ]);
    const trail = await inTenant(actor, (tx) =>
      tx.selectFrom("audit_trail").select(["action", "after"]).where("action", "=", "activity.imported").execute(),
    );
    expect(trail).toMatchObject([{ after: { rows: 3, fileName: "year.csv" } }]);
  });

  it("writes nothing while a row needs attention, and names the cell and the fix", async () => {
    const { actor, checked, rows, commit } = await make();
    const draft = await checked(
      csv(HEAD, [...ROWS, "Plant A,Electricity,2025-13,12,kWh,", "Plant A,Electricity,Febuary,12 00,吨,"]),
    );
    expect(draft).toMatchObject({ state: "checked", counts: { add: 3, person: 2 } });
    const open = await rows(draft.id, "person");
    expect(
      open.flatMap(({ fileRow, faults }) =>
        faults.map(({ letter, heading, raw, code, fixes }) => [fileRow, letter, heading, raw, code, fixes[0]]),
      ),
    ).toEqual([
      [5, "C", "period", "2025-13", "period_invalid", undefined],
      [6, "C", "period", "Febuary", "period_invalid", undefined],
      [6, "E", "unit", "吨", "unit_mismatch", undefined],
      [6, "D", "quantity", "12 00", "number_grammar", undefined],
    ]);
    await expect(commit(draft.id)).rejects.toMatchObject({ code: "conflict", details: { reason: "rows_open" } });
    expect(await footprint(actor)).toMatchObject({ records: 0, imports: 0 });
  });

  it("separates rows that only wait for a facility or a source from other errors", async () => {
    const { checked, rows } = await make();
    const draft = await checked(
      csv(HEAD, [
        ...ROWS,
        "Plant Z,Electricity,2025-03,12,kWh,",
        "Plant A,Steam,2025-03,12,kWh,",
        "Plant A,Steam,2025-13,12,kWh,",
        "Plant A,Electricity,2025-13,12,kWh,",
      ]),
    );
    const lines = async (view: RowView) => (await rows(draft.id, view)).map(({ fileRow }) => fileRow);
    expect([await lines("waiting"), await lines("faulty")]).toEqual([
      [5, 6],
      [7, 8],
    ]);
    expect(await lines("person")).toEqual([5, 6, 7, 8]);
  });

  it("accepts corrections for one row or all alike, checks them at once, and undoes them", async () => {
    const { actor, checked, rows, draft, commit } = await make();
    const wrong = ["2025-01", "2025-02", "2025-03"].map((month) => `Plant A,Electricity,${month},5,度x,`);
    const made = await checked(csv(HEAD, [...wrong, "Plant A,Electricity,2025-04,x,kWh,"]));
    const [first] = await rows(made.id, "person");
    expect(first?.faults[0]).toMatchObject({ field: "unit", alike: 3 });
    const fix = { number: first!.number, field: "unit" as const, text: "kWh", raw: "度x", isForAll: true };
    const act = await fixCell(engine.doors, actor, made.id, fix);
    expect((await draft(made.id)).counts).toMatchObject({ add: 3, person: 1 });
    await undoFix(engine.doors, actor, made.id, act!);
    expect((await draft(made.id)).counts).toMatchObject({ add: 0, person: 4 });
    expect((await rows(made.id, "person"))[0]?.entry?.unit).toBe("度x");
    await fixCell(engine.doors, actor, made.id, fix);
    await fixCell(engine.doors, actor, made.id, { number: 4, field: "quantity", text: "y", raw: "x", isForAll: false });
    expect((await draft(made.id)).counts).toMatchObject({ person: 1 });
    await decideRows(engine.doors, actor, made.id, { rows: { number: 4 }, decision: "leave_out", note: "no reading" });
    expect((await draft(made.id)).counts).toMatchObject({ add: 3, skip: 1, leftOut: 1, person: 0 });
    await undoDecision(engine.doors, actor, made.id, 4);
    expect((await draft(made.id)).counts).toMatchObject({ leftOut: 0, person: 1 });
    await decideRows(engine.doors, actor, made.id, { rows: { number: 4 }, decision: "leave_out", note: "no reading" });
    expect(await commit(made.id)).toEqual({ ok: true });
    const done = await inTenant(actor, (tx) => getActivityImport(tx, actor.organizationId, made.id));
    expect(done).toMatchObject({ added: 3, skipped: 1, leftOut: 1, edited: 4 });
    // Rows that a person edited stay with the import.
    expect(await rows(made.id, "touched")).toHaveLength(4);
    const without = decideRows(engine.doors, actor, made.id, { rows: { number: 4 }, decision: "leave_out", note: " " });
    await expect(without).rejects.toMatchObject({ code: "invalid" });
  });

  it("keeps nothing of an invalid file", async () => {
    const { actor, inventory } = await make();
    const files: [string, string | Uint8Array][] = [
      ["file_empty", ""],
      ["file_without_rows", `${HEAD}\n`],
      ["file_too_large", "x"],
    ];
    for (const [code, content] of files) {
      const file = { ...incoming(content), isTooLarge: code === "file_too_large" };
      const taken = await takeImportFile(engine.doors, actor, room, { file, inventoryId: inventory.id });
      expect(taken).toMatchObject({ ok: false, failure: { code } });
    }
    expect(await footprint(actor)).toEqual({ records: 0, imports: 0, waiting: 0 });
  });

  it("recognizes a file by its content under any name while its rows count", async () => {
    const { bringIn, undo } = await make();
    const first = await bringIn(good());
    const again = await bringIn(good(), "renamed.csv");
    expect(again).toMatchObject({ ok: false, failure: { code: "file_again" } });
    if (first.ok) await undo(first.importId);
    expect(await bringIn(good(), "renamed.csv")).toMatchObject({ ok: true });
  });

  it("is imported once for any number of simultaneous requests", async () => {
    const { actor, inventory, checked, take, check, commit } = await make();
    const draft = await checked(good());
    expect(await Promise.all([commit(draft.id), commit(draft.id)])).toEqual([{ ok: true }, { ok: true }]);
    expect(await list(actor)).toHaveLength(3);
    // Two drafts with one content: created in two years, then given the same hash, as simultaneous uploads would be.
    const other = await take(csv(HEAD, [ROWS[0]!.replace("12.5", "13")]));
    await check(other);
    await inTenant(actor, (tx) =>
      tx.updateTable("import_draft").set({ file_sha256: draft.sha256 }).where("id", "=", other).execute(),
    );
    expect(await commit(other)).toMatchObject({ ok: false, failure: { code: "file_again" } });
    expect(inventory.id).toBe(draft.inventoryId);
  });

  it("continues once after a repeated job or a dead process", async () => {
    const { actor, checked, draft } = await make();
    const made = await checked(good());
    await inTenant(actor, (tx) => startCommit(tx, actor, made.id));
    await inTenant(actor, (tx) => startCommit(tx, actor, made.id));
    const { jobId } = await draft(made.id);
    const payload = { ...actor, jobId: jobId! };
    await Promise.all([performCommit(engine.doors, payload), performCommit(engine.doors, payload)]);
    await performCommit(engine.doors, payload);
    expect(await list(actor)).toHaveLength(3);
    expect((await draft(made.id)).state).toBe("done");
  });

  it("waits for another editor if the author lost the permission to edit", async () => {
    const { actor, checked, draft, commit } = await make();
    const made = await checked(good());
    const colleague = await addColleague(engine.doors, actor, "editor");
    await inTenant(colleague, (tx) => startCommit(tx, colleague, made.id));
    const { jobId } = await draft(made.id);
    await inTenant(actor, (tx) => tx.deleteFrom("membership").where("user_id", "=", colleague.userId).execute());
    const payload = { tenantId: actor.tenantId, userId: colleague.userId, jobId: jobId! };
    await doAuthorised(engine.doors, "commit-import", payload, (guarded) => performCommit(guarded, payload));
    expect(await list(actor)).toEqual([]);
    expect(await draft(made.id)).toMatchObject({ state: "checked", failure: { code: "no_longer_authorised" } });
    expect(await commit(made.id)).toEqual({ ok: true });
    expect(await list(actor)).toHaveLength(3);
  });

  it("checks again after a repeated job, and only once at a time per organization", async () => {
    const { actor, take, draft, check } = await make();
    const one = await take(good());
    const two = await take(csv(HEAD, [ROWS[1]!]));
    const jobId = await inTenant(actor, (tx) => startCheck(tx, actor, one));
    expect(await inTenant(actor, (tx) => startCheck(tx, actor, one))).toBe(jobId);
    await expect(inTenant(actor, (tx) => startCheck(tx, actor, two))).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "check_running" },
    });
    // A second process takes over the same job, and only one of them fills the draft.
    await Promise.all([1, 2].map(() => performCheck(engine.doors, room, { ...actor, jobId })));
    expect(await draft(one)).toMatchObject({ state: "checked", counts: { add: 3, person: 0 } });
    expect(await footprint(actor)).toMatchObject({ waiting: 3 });
    expect(await check(two)).toMatchObject({ state: "checked", counts: { add: 1 } });
    // After a second check it still has its rows once.
    expect(await check(two)).toMatchObject({ state: "checked", counts: { add: 1 } });
  });

  it("can be cancelled during a check, and checked again", async () => {
    const { actor, take, draft, check } = await make();
    const many = Array.from({ length: 30_000 }, (_, at) => `Plant A,Electricity,2025-01,${at + 1},kWh,`);
    const id = await take(csv(HEAD, many));
    const jobId = await inTenant(actor, (tx) => startCheck(tx, actor, id));
    const running = performCheck(engine.doors, room, { ...actor, jobId });
    await vi.waitFor(async () => expect((await draft(id)).counts.add).toBeGreaterThan(0), {
      ...JOB_PATIENCE,
      interval: 5,
    });
    await inTenant(actor, (tx) => cancelCheck(tx, actor, id));
    await running;
    expect(await draft(id)).toMatchObject({ state: "mapping", failure: { code: "check_cancelled" } });
    expect(await footprint(actor)).toMatchObject({ waiting: 0 });
    expect((await check(id)).counts).toMatchObject({ add: 30_000 });
  });

  it("skips by key what is the same, changes what is not, and adds what is new", async () => {
    const { actor, bringIn, checked, rows, commit, undo } = await make();
    const line = (key: string, quantity: string, month = "2025-01") =>
      `${key},Plant A,Electricity,${month},${quantity},kWh`;
    await bringIn(csv(KEYED, [line("A1", "5"), line("A2", "6"), line("A3", "7")]));
    const draft = await checked(csv(KEYED, [line("A1", "5"), line("A2", "60"), line("A4", "8"), line("A4", "9")]));
    expect(draft.counts).toMatchObject({ add: 1, change: 1, skip: 1, person: 1 });
    const [changed] = await rows(draft.id, "change");
    expect([changed?.before?.enteredQuantity, changed?.columns?.entered_quantity]).toEqual(["6", "60"]);
    expect((await rows(draft.id, "skip"))[0]?.reason).toBe("same_key");
    const [twice] = await rows(draft.id, "person");
    expect(twice?.faults).toMatchObject([{ code: "row_key_twice", facts: { key: "A4", row: "4" } }]);
    // The first row of the key is left out, so the second one is used.
    await decideRows(engine.doors, actor, draft.id, { rows: { number: 3 }, decision: "leave_out", note: "old" });
    expect((await rows(draft.id, "person")).length).toBe(0);
    await undoDecision(engine.doors, actor, draft.id, 3);
    expect((await rows(draft.id, "person")).length).toBe(1);
    await decideRows(engine.doors, actor, draft.id, { rows: { number: 4 }, decision: "leave_out", note: "twice" });
    expect(await commit(draft.id)).toEqual({ ok: true });
    const quantities = async () => (await list(actor)).map(({ enteredQuantity }) => enteredQuantity).sort();
    expect(await quantities()).toEqual(["5", "60", "7", "8"]);
    expect((await list(actor)).find(({ enteredQuantity }) => enteredQuantity === "60")?.version).toBe(2);
    // Undo restores what was changed and removes what was added.
    expect(await undo(draft.id)).toEqual({ undone: 2, kept: 0 });
    expect(await quantities()).toEqual(["5", "6", "7"]);
    await expect(undo(draft.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("without a key, skips identical records unless confirmed, and marks possible duplicates", async () => {
    const { actor, bringIn, checked, rows, draft, commit } = await make();
    await bringIn(good());
    const made = await checked(
      csv(HEAD, [ROWS[0]!, ROWS[1]!.replace("1000", "1001"), "Plant A,Electricity,2025-05,1,kWh,"]),
    );
    expect(made.counts).toMatchObject({ add: 2, skip: 1, person: 0, repeated: 1 });
    expect((await rows(made.id, "skip"))[0]).toMatchObject({ reason: "already_there", fileRow: 2 });
    expect((await rows(made.id, "repeated"))[0]).toMatchObject({ fileRow: 3 });
    await decideRows(engine.doors, actor, made.id, { rows: { number: 1 }, decision: "add_anyway", note: "" });
    expect((await draft(made.id)).counts).toMatchObject({ add: 3, skip: 0 });
    expect(await commit(made.id)).toEqual({ ok: true });
    expect(await list(actor)).toHaveLength(6);
  });

  it("names columns that it doesn't import, such as instruments next to the records they cover", async () => {
    const { checked, draft } = await make();
    const old = ["instrument type", "绿电数量", "instrument factor", "certificate"];
    const head = `facility,source,period,quantity,unit,${old.join(",")}`;
    const made = await checked(csv(head, ["Plant A,Electricity,2025-05,100,kWh,rec,10,0,R-1"]));
    expect(made.counts).toMatchObject({ add: 1, person: 0 });
    expect(unusedHeadings(await draft(made.id))).toEqual(old);
  });

  it("returns to the user if records or sources changed since the check", async () => {
    const { actor, bringIn, checked, draft, commit, sources } = await make();
    await bringIn(csv(HEAD, [ROWS[0]!]));
    const made = await checked(csv(HEAD, [ROWS[1]!, ROWS[2]!]));
    const entry = { facility: "Plant A", source: "Natural gas", period: "2025-01", quantity: "1000", unit: "Nm3" };
    const none = { dataQuality: "", evidence: "", note: "" };
    const added = { kind: "add" as const, recordId: randomUUID(), entry: { ...entry, ...none } };
    await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [added]));
    expect(await commit(made.id)).toMatchObject({ ok: false, failure: { code: "moved_since", facts: { count: "1" } } });
    expect(await draft(made.id)).toMatchObject({ state: "checked", counts: { add: 1, skip: 1 } });
    await inTenant(actor, (tx) => removeEmissionSource(tx, actor, sources.hotel!.id));
    expect(await commit(made.id)).toMatchObject({ ok: false, failure: { code: "moved_since" } });
    expect((await draft(made.id)).counts).toMatchObject({ person: 1, skip: 1 });
    expect(await list(actor)).toHaveLength(2);
    // A change that affects none of its rows does not block it.
    const fine = await checked(csv(HEAD, ["Plant A,Electricity,2025-07,4,kWh,"]));
    const other = { ...added, recordId: randomUUID(), entry: { ...added.entry, period: "2025-09" } };
    await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [other]));
    expect(await commit(fine.id)).toEqual({ ok: true });
  });

  it("rejects rows of a period locked at any time, and names the days", async () => {
    const { actor, checked, rows, draft, commit, sources } = await make();
    const march = "Plant A,Electricity,2025-03,4,kWh,";
    const before = await checked(csv(HEAD, [march]));
    const gaps = Object.values(sources).map(({ id }) => ({ sourceId: id, month: "2025-03" }));
    await inTenant(actor, (tx) => answerGaps(tx, actor, gaps, { kind: "no_activity", reason: "Plant stood still." }));
    const scope = { facilityId: null, from: "2025-03", to: "2025-03" };
    expect(await inTenant(actor, (tx) => approvePeriod(tx, actor, scope, ""))).toMatchObject({ ok: true });
    expect(await commit(before.id)).toMatchObject({ ok: false });
    expect(await draft(before.id)).toMatchObject({ counts: { add: 0, person: 1 } });
    const after = await checked(csv(HEAD, [march, "Plant A,Electricity,2025-04,4,kWh,"]));
    const [row] = await rows(after.id, "person");
    expect(row!.faults).toMatchObject([
      { code: "period_locked", field: "period", raw: "2025-03", facts: { start: "2025-03-01", end: "2025-03-31" } },
    ]);
    await expect(commit(after.id)).rejects.toMatchObject({ details: { reason: "rows_open" } });
    expect(await list(actor)).toEqual([]);
  });

  it("reports a check that is already running, and keeps the columns", async () => {
    const { actor, take, draft } = await make();
    const id = await take(good());
    const { mapping } = await draft(id);
    const jobId = await inTenant(actor, (tx) => startCheck(tx, actor, id));
    await expect(inTenant(actor, (tx) => changeMapping(tx, actor, id, { mapping }))).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "checking_already" },
    });
    expect(await inTenant(actor, (tx) => startCheck(tx, actor, id))).toBe(jobId);
  });

  it("never imports a part: rows lost in a crash are read again", async () => {
    const { actor, checked, draft, commit, check } = await make();
    const made = await checked(good());
    await inTenant(actor, (tx) => tx.deleteFrom("import_row").where("import_id", "=", made.id).execute());
    expect(await commit(made.id)).toMatchObject({ ok: false, failure: { code: "rows_lost" } });
    expect(await draft(made.id)).toMatchObject({ state: "mapping" });
    expect(await footprint(actor)).toMatchObject({ records: 0, imports: 0 });
    await check(made.id);
    expect(await commit(made.id)).toEqual({ ok: true });
  });

  it("is undone completely or by row, with a choice for records corrected later", async () => {
    const { actor, bringIn, undo } = await make();
    const done = await bringIn(good());
    if (!done.ok) throw new Error("not imported");
    const [first, second] = await list(actor);
    const entry = { ...toEntry(first!, { facility: "Plant A", source: "Electricity" }), quantity: "13" };
    await inTenant(actor, (tx) =>
      saveActivities(tx, actor, YEAR, [{ kind: "correct", recordId: first!.recordId, version: 1, entry }]),
    );
    const corrected = await inTenant(actor, (tx) => listCorrected(tx, actor.organizationId, done.importId));
    expect(corrected).toMatchObject({ count: 1, standing: 3, records: [{ quantity: "13", by: "Sample Person" }] });
    expect(await undo(done.importId, "keep", [second!.recordId])).toEqual({ undone: 1, kept: 0 });
    expect(await undo(done.importId, "keep")).toEqual({ undone: 1, kept: 1 });
    expect((await list(actor)).map(({ recordId }) => recordId)).toEqual([first!.recordId]);
    expect(await undo(done.importId, "take")).toEqual({ undone: 1, kept: 0 });
    expect(await list(actor)).toEqual([]);
    const [told] = await inTenant(actor, (tx) => selectImports(tx, actor.organizationId).execute());
    expect(toImport(told!).undone).toBe(3);
  });

  it("discards drafts with rows and file, on request or when they expire", async () => {
    const { actor, checked, take, draft, commit } = await make();
    const made = await checked(good());
    await removeDraft(engine.doors, actor, room, { draftId: made.id });
    await expect(draft(made.id)).rejects.toMatchObject({ code: "not_found" });
    const left = await take(good());
    const sweep = (id: string) =>
      inTenant(actor, (tx) =>
        tx
          .selectFrom("job")
          .select("id")
          .where("kind", "=", "sweep-import")
          .where("subject_id", "=", id)
          .executeTakeFirstOrThrow(),
      );
    await sweepDraft(engine.doors, room, { ...actor, jobId: (await sweep(left)).id });
    await expect(draft(left)).rejects.toMatchObject({ code: "not_found" });
    const kept = await checked(good());
    await commit(kept.id);
    await sweepDraft(engine.doors, room, { ...actor, jobId: (await sweep(kept.id)).id });
    expect((await draft(kept.id)).state).toBe("done");
    expect(await footprint(actor)).toMatchObject({ records: 3, waiting: 0 });
    await expect(removeDraft(engine.doors, actor, room, { draftId: kept.id })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is invisible to another tenant", async () => {
    const { actor, checked, bringIn } = await make();
    const { actor: other, inventory } = await make();
    const draft = await checked(good());
    const done = await bringIn(csv(HEAD, [ROWS[2]!]));
    const foreign = other;
    const asks = [
      () => inTenant(foreign, (tx) => getDraft(tx, foreign.organizationId, draft.id)),
      () => inTenant(foreign, (tx) => startCheck(tx, foreign, draft.id)),
      () => inTenant(foreign, (tx) => cancelCheck(tx, foreign, draft.id)),
      () => inTenant(foreign, (tx) => getActivityImport(tx, foreign.organizationId, done.ok ? done.importId : "")),
      () => inTenant(foreign, (tx) => listCorrected(tx, foreign.organizationId, done.ok ? done.importId : "")),
      () => inTenant(foreign, (tx) => undoImport(tx, foreign, done.ok ? done.importId : "", { corrected: "take" })),
      () => commitImport(engine.doors, foreign, draft.id),
      () => removeDraft(engine.doors, foreign, room, { draftId: draft.id }),
      () => fixCell(engine.doors, foreign, draft.id, { number: 1, field: "unit", text: "a", raw: "b", isForAll: true }),
      () => decideRows(engine.doors, foreign, draft.id, { rows: { number: 1 }, decision: "leave_out", note: "x" }),
      () => takeImportFile(engine.doors, actor, room, { file: incoming(good()), inventoryId: inventory.id }),
    ];
    for (const ask of asks) await expect(ask()).rejects.toMatchObject({ code: "not_found" });
    expect(await inTenant(foreign, (tx) => selectImports(tx, actor.organizationId).execute())).toEqual([]);
    const seen = await inTenant(foreign, (tx) => sql`select 1 from import_row`.execute(tx));
    expect(seen.rows).toEqual([]);
  });
});
