import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import {
  type ActivityChange,
  listActivities,
  listActivityVersions,
  type SavedActivities,
  saveActivities,
} from "#app/records/activity.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

const good: ActivityEntry = {
  ...EMPTY_ENTRY,
  facility: "Plant A",
  source: "Electricity",
  period: "2025-03",
  quantity: "12.50",
  unit: "万千瓦时",
  evidence: "bill 3",
};

const add = (entry: Partial<ActivityEntry> = {}, recordId: string = randomUUID()): ActivityChange => ({
  kind: "add",
  recordId,
  entry: { ...good, ...entry },
});

onEachEngine("activity records", (engine) => {
  const save = (actor: Actor, changes: ActivityChange[]) =>
    engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, changes));
  const list = (actor: Actor) => engine.doors.withTenant(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
  const versions = (actor: Actor, recordId: string) =>
    engine.doors.withTenant(actor, (tx) => listActivityVersions(tx, actor.organizationId, recordId));
  const trail = (actor: Actor) =>
    engine.doors.withTenant(actor, (tx) =>
      tx.selectFrom("audit_trail").select(["action", "after"]).where("action", "like", "activity.%").execute(),
    );
  const countRows = (actor: Actor) =>
    engine.doors.withTenant(
      actor,
      async (tx) => (await tx.selectFrom("activity_record").select("id").execute()).length,
    );

  it("keep the typed quantity along with the exact one in the unit's code", async () => {
    const { actor } = await makeCompany(engine.doors);
    await save(actor, [add()]);
    expect(await list(actor)).toMatchObject([
      { quantity: "125000", unit: "kWh", enteredQuantity: "12.50", enteredUnit: "万千瓦时", version: 1 },
    ]);
  });

  it("keep their position among rows with the same timestamp when corrected or deleted", async () => {
    const { actor } = await makeCompany(engine.doors);
    const ids = Array.from({ length: 20 }, () => randomUUID());
    await save(
      actor,
      ids.map((recordId) => add({}, recordId)),
    );
    const order = async () => (await list(actor)).map((record) => record.recordId);
    const before = await order();
    const recordId = before[10]!;
    await save(actor, [{ kind: "correct", recordId, version: 1, entry: { ...good, quantity: "13" } }]);
    expect(await order()).toEqual(before);
    await save(actor, [{ kind: "delete", recordId, version: 2, reason: "entered twice" }]);
    const moments = await engine.doors.withTenant(actor, (tx) =>
      tx
        .selectFrom("activity_record")
        .select(({ fn }) => fn.count<string>("recorded_at").distinct().as("count"))
        .where("record_id", "=", recordId)
        .executeTakeFirstOrThrow(),
    );
    expect(Number(moments.count)).toBe(1);
  });

  it("keep every version, with its author", async () => {
    const { actor } = await makeCompany(engine.doors);
    const recordId = randomUUID();
    await save(actor, [add({}, recordId)]);
    await save(actor, [{ kind: "correct", recordId, version: 1, entry: { ...good, quantity: "13" } }]);
    await save(actor, [{ kind: "delete", recordId, version: 2, reason: "entered twice" }]);
    expect(await list(actor)).toEqual([]);
    await save(actor, [{ kind: "restore", recordId, version: 3, entry: good }]);
    expect(await versions(actor, recordId)).toMatchObject([
      { version: 4, enteredQuantity: "12.50", isDeleted: false },
      { version: 3, enteredQuantity: "13", isDeleted: true, reason: "entered twice" },
      { version: 2, enteredQuantity: "13", authorName: "Sample Person" },
      { version: 1, enteredQuantity: "12.50" },
    ]);
    expect(await trail(actor)).toHaveLength(4);
  });

  it("report who changed a record in the meantime, and allow the own change to follow", async () => {
    const { actor } = await makeCompany(engine.doors);
    const recordId = randomUUID();
    await save(actor, [add({}, recordId)]);
    const mine: ActivityChange = { kind: "correct", recordId, version: 1, entry: { ...good, quantity: "14" } };
    await save(actor, [{ ...mine, entry: { ...good, quantity: "99" } }]);
    const answer = await save(actor, [add({ period: "2025-04" }), mine]);
    expect(answer).toMatchObject({
      ok: false,
      faults: [],
      stale: [{ index: 1, version: 2, record: { enteredQuantity: "99" }, authorName: "Sample Person" }],
    });
    expect(await countRows(actor)).toBe(2);
    expect(await save(actor, [{ ...mine, version: 2 }])).toEqual({ ok: true, records: [{ recordId, version: 3 }] });
  });

  it("recognize a batch sent again after a lost response", async () => {
    const { actor } = await makeCompany(engine.doors);
    const change = add();
    await save(actor, [change]);
    expect(await save(actor, [change])).toMatchObject({ ok: false, stale: [{ index: 0, version: 1 }] });
    expect(await countRows(actor)).toBe(1);
  });

  it("report a deleted record, and don't delete it twice", async () => {
    const { actor } = await makeCompany(engine.doors);
    const recordId = randomUUID();
    await save(actor, [add({}, recordId)]);
    const removal: ActivityChange = { kind: "delete", recordId, version: 1, reason: "twice" };
    await save(actor, [removal]);
    for (const change of [removal, { ...removal, version: 2 }] satisfies ActivityChange[]) {
      expect(await save(actor, [change])).toMatchObject({ ok: false, stale: [{ version: 2, record: null }] });
    }
    const restore: ActivityChange = { kind: "restore", recordId, version: 1, entry: good };
    expect(await save(actor, [restore])).toMatchObject({ ok: false, stale: [{ version: 2 }] });
  });

  it("create one next version when two people save at once", async () => {
    const { actor } = await makeCompany(engine.doors);
    const recordId = randomUUID();
    await save(actor, [add({}, recordId)]);
    const answers: SavedActivities[] = await Promise.all(
      ["20", "21", "22"].map((quantity) =>
        save(actor, [{ kind: "correct", recordId, version: 1, entry: { ...good, quantity } }]),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await countRows(actor)).toBe(2);
  });

  const hostile: [string, Partial<ActivityEntry>, string][] = [
    ["an exponent", { quantity: "1e99" }, "number_grammar"],
    ["infinity", { quantity: "Infinity" }, "number_grammar"],
    ["hexadecimal", { quantity: "0x10" }, "number_grammar"],
    ["Arabic digits", { quantity: "١٢" }, "number_grammar"],
    ["a number of forty digits", { quantity: "9".repeat(40) }, "number_out_of_bounds"],
    ["a number that the multiple carries out of bounds", { quantity: "9".repeat(15) }, "number_out_of_bounds"],
    ["nothing", { quantity: "" }, "quantity_missing"],
    ["a negative number", { quantity: "-1" }, "quantity_negative"],
    ["a unit of another dimension", { unit: "t" }, "unit_mismatch"],
    ["an impossible day", { period: "2025-02-30" }, "period_invalid"],
    ["another year", { period: "2024-12" }, "period_outside"],
    ["an unknown facility", { facility: "'; drop table facility; --" }, "facility_unknown"],
    ["a zero byte", { note: "a\u0000b" }, "text_forbidden"],
    ["half a surrogate pair", { note: "a\ud800" }, "text_forbidden"],
    ["a text that turns its reading direction", { evidence: "bill\u202e31" }, "text_forbidden"],
    ["a long text", { note: "x".repeat(1001) }, "text_too_long"],
  ];
  it("reject invalid input with the cell's code, and don't change the database", async () => {
    const { actor } = await makeCompany(engine.doors);
    await save(actor, [add()]);
    for (const [what, change, code] of hostile) {
      const answer = await save(actor, [add({ period: "2025-05" }), add(change)]);
      expect(answer, what).toMatchObject({ ok: false, stale: [], faults: [{ index: 1 }] });
      const codes = answer.ok ? [] : answer.faults.flatMap(({ faults }) => faults.map((fault) => fault.code));
      expect(codes, what).toContain(code);
    }
    expect(await countRows(actor)).toBe(1);
    expect(await trail(actor)).toHaveLength(1);
  });

  it("reject records of another organization, another tenant and unknown ones alike", async () => {
    const { actor } = await makeCompany(engine.doors);
    const { actor: other } = await makeCompany(engine.doors);
    const recordId = randomUUID();
    await save(other, [add({}, recordId)]);
    for (const id of [recordId, randomUUID()]) {
      const correct: ActivityChange = { kind: "correct", recordId: id, version: 1, entry: good };
      await expect(save(actor, [correct])).rejects.toMatchObject({ code: "not_found" });
      await expect(versions(actor, id)).rejects.toMatchObject({ code: "not_found" });
    }
    // The same id in another tenant is another record.
    expect(await save(actor, [add({}, recordId)])).toMatchObject({ ok: true });
    expect(await list(other)).toHaveLength(1);
    const twice = randomUUID();
    await expect(save(actor, [add({}, twice), add({}, twice)])).rejects.toMatchObject({ code: "invalid" });
  });
});
