import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { changeEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { type ActivityChange, saveActivities } from "#app/records/activity.server.ts";
import { approveRecords, returnRecords, submitRecords } from "#app/records/activity-review.server.ts";
import { insertVersions, toFirstVersion } from "#app/records/activity-version.server.ts";
import { selectImports } from "#app/records/import/import-list.server.ts";
import { findLocks } from "#app/records/period-lock.server.ts";
import { answerGaps } from "#app/review/gap-answer.server.ts";
import { approvePeriod, findObstacles, listPeriodApprovals, unlockPeriod } from "#app/review/period-approval.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

const MARCH = { facilityId: null, from: "2025-03", to: "2025-03" };
const GOOD: ActivityEntry = {
  ...EMPTY_ENTRY,
  facility: "Plant A",
  source: "Electricity",
  period: "2025-03",
  quantity: "100",
  unit: "kWh",
};

onEachEngine("the lock of a period", (engine) => {
  type Tx = Parameters<Parameters<typeof engine.doors.withTenant>[1]>[0];
  const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const save = (actor: Actor, ...changes: ActivityChange[]) =>
    inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, changes));
  const add = (entry: Partial<ActivityEntry> = {}): ActivityChange & { kind: "add" } => ({
    kind: "add",
    recordId: randomUUID(),
    entry: { ...GOOD, ...entry },
  });
  const lock = (actor: Actor, scope: Parameters<typeof approvePeriod>[2] = MARCH) =>
    inTenant(actor, (tx) => approvePeriod(tx, actor, scope, ""));
  const LOCKED = { ok: false, faults: [{ faults: [{ field: "period", code: "period_locked" }] }] };

  /** March with one source recorded and approved by a second person, and no records for the other sources. */
  async function makeReady() {
    const company = await makeCompany(engine.doors);
    const { actor, sources } = company;
    const second = await addColleague(engine.doors, actor, "admin");
    const change = add();
    await save(actor, change);
    await inTenant(actor, (tx) => submitRecords(tx, actor, [change.recordId]));
    await inTenant(second, (tx) => approveRecords(tx, second, [change.recordId]));
    const others = [sources.gas!, sources.hotel!].map(({ id }) => ({ sourceId: id, month: "2025-03" }));
    const answer = () =>
      inTenant(actor, (tx) => answerGaps(tx, actor, others, { kind: "no_activity", reason: "Plant stood still." }));
    return { ...company, second, recordId: change.recordId, answer, others };
  }

  it("requires all records to be approved and all gaps explained", async () => {
    const { actor, second, answer, others } = await makeReady();
    const draft = add({ period: "2025-03-05/2025-03-20" });
    await save(actor, draft);
    expect(await lock(second)).toEqual({
      ok: false,
      obstacles: { records: 2, unapproved: 1, unanswered: 0, gaps: expect.arrayContaining(others) },
    });
    await answer();
    await save(actor, { kind: "delete", recordId: draft.recordId, version: 1, reason: "twice" });
    expect(await inTenant(second, (tx) => findObstacles(tx, second.organizationId, MARCH))).toEqual({
      records: 1,
      unapproved: 0,
      unanswered: 0,
      gaps: [],
    });
    const bare = { nameEn: "Plant B", nameZh: "", country: "CN", gridRegion: "CN-JS" };
    const { id: facilityId } = await inTenant(actor, (tx) =>
      addFacility(tx, actor, { ...bare, consolidationShare: "1" }),
    );
    const elsewhere = { ...MARCH, facilityId };
    expect(await inTenant(second, (tx) => findObstacles(tx, second.organizationId, elsewhere))).toMatchObject({
      records: 0,
    });
    expect(await lock(second)).toMatchObject({ ok: true });
    await expect(lock(second)).rejects.toMatchObject({ code: "conflict", details: { reason: "already_locked" } });
  });

  it("blocks every way of writing to its days, and names who locked them", async () => {
    const { actor, second, answer, recordId, others, sources } = await makeReady();
    const early = add({ period: "2025-02", quantity: "90" });
    await save(actor, early);
    await answer();
    await lock(second);
    expect(await save(actor, add())).toMatchObject(LOCKED);
    expect(await save(actor, add({ period: "2025-02-15/2025-03-01" }))).toMatchObject({
      faults: [{ faults: [{ facts: { start: "2025-03-01", end: "2025-03-31", by: "Second Person" } }] }],
    });
    const correct = (id: string, entry: Partial<ActivityEntry>): ActivityChange => ({
      kind: "correct",
      recordId: id,
      version: 1,
      entry: { ...GOOD, ...entry },
    });
    expect(await save(actor, correct(recordId, { quantity: "5" }))).toMatchObject(LOCKED);
    // Records can move neither out of the locked period nor into it.
    expect(await save(actor, correct(recordId, { period: "2025-04" }))).toMatchObject(LOCKED);
    expect(await save(actor, correct(early.recordId, { period: "2025-03" }))).toMatchObject(LOCKED);
    expect(await save(actor, { kind: "delete", recordId, version: 1, reason: "x" })).toMatchObject(LOCKED);
    expect(await save(actor, correct(early.recordId, { period: "2025-02", quantity: "7" }))).toMatchObject({
      ok: true,
    });
    const locked = { code: "conflict", details: { reason: "period_locked" } };
    const first = toFirstVersion(actor, randomUUID(), {
      sourceId: sources.gas!.id,
      period: { start: "2025-03-01", end: "2025-03-31" },
      quantity: "1",
      unit: "Nm3",
      enteredQuantity: "1",
      enteredUnit: "Nm3",
      dataQuality: "measured",
      evidence: "",
      note: "",
    });
    await expect(inTenant(actor, (tx) => insertVersions(tx, [first]))).rejects.toMatchObject(locked);
    // If a service omits the check, the database refuses.
    await expect(inTenant(actor, (tx) => tx.insertInto("activity_record").values(first).execute())).rejects.toThrow(
      /period_locked/,
    );
    const take = { kind: "withdrawn" as const, reason: "x" };
    await expect(inTenant(actor, (tx) => answerGaps(tx, actor, others, take))).rejects.toMatchObject(locked);
    expect(await inTenant(second, (tx) => returnRecords(tx, second, [recordId], "x"))).toMatchObject({
      leftOut: [{ code: "period_locked" }],
    });
    expect(await inTenant(actor, (tx) => selectImports(tx, actor.organizationId).execute())).toEqual([]);
  });

  it("is removed with a reason, and its history is kept", async () => {
    const { actor, second, answer, recordId } = await makeReady();
    await answer();
    const locked = await lock(second);
    const id = locked.ok ? locked.id : "";
    const unlock = (reason: string, who = second) => inTenant(who, (tx) => unlockPeriod(tx, who, id, reason));
    await expect(unlock(" ")).rejects.toMatchObject({ code: "invalid" });
    await unlock("The meter was read wrongly.");
    await expect(unlock("again")).rejects.toMatchObject({ code: "conflict" });
    expect(await inTenant(actor, (tx) => findLocks(tx, actor.organizationId))).toEqual([]);
    const correction = { ...GOOD, quantity: "101" };
    expect(await save(actor, { kind: "correct", recordId, version: 1, entry: correction })).toMatchObject({ ok: true });
    expect(await inTenant(actor, (tx) => listPeriodApprovals(tx, actor.organizationId))).toMatchObject([
      { byName: "Second Person", recordCount: 1, unlocked: { reason: "The meter was read wrongly." } },
    ]);
    // A corrected record is a draft, so the period requires its approval again.
    expect(await lock(second)).toMatchObject({ ok: false, obstacles: { unapproved: 1 } });
    const { actor: other } = await makeCompany(engine.doors);
    await expect(unlock("x", other)).rejects.toMatchObject({ code: "not_found" });
  });

  it("of one facility leaves the others free, and a source can't move out of it", async () => {
    const { actor, second, answer, sources } = await makeReady();
    await answer();
    const plantId = sources.gas!.facilityId;
    const other = await inTenant(actor, (tx) =>
      addFacility(tx, actor, {
        nameEn: "Plant B",
        nameZh: "",
        country: "CN",
        gridRegion: "CN-JS",
        consolidationShare: "1",
      }),
    );
    await lock(second, { ...MARCH, facilityId: plantId });
    expect(await save(actor, add())).toMatchObject(LOCKED);
    const electricity = sources.electricity!;
    const move = (facilityId: string) =>
      inTenant(actor, (tx) =>
        changeEmissionSource(
          tx,
          actor,
          { id: electricity.id },
          {
            ...electricity,
            nameEn: "Electricity",
            nameZh: "",
            facilityId,
          },
        ),
      );
    await expect(move(other.id)).rejects.toThrow(/period_locked/);
    await move(plantId);
  });

  it("blocks simultaneous saves in either order", async () => {
    const { actor, second, answer } = await makeReady();
    await answer();
    const [saved, locked] = await Promise.all([save(actor, add({ period: "2025-03-05/2025-03-06" })), lock(second)]);
    expect(saved.ok).toBe(!locked.ok);
  });

  it("is rejected by the database while a record is not approved, even during a write", async () => {
    const { actor, second, answer, sources } = await makeReady();
    await answer();
    const approval = {
      tenant_id: actor.tenantId,
      organization_id: actor.organizationId,
      facility_id: null,
      period_start: "2025-03-01",
      period_end: "2025-03-31",
      record_count: 1,
      created_by: second.userId,
    };
    const insertApproval = () => inTenant(second, (tx) => tx.insertInto("period_approval").values(approval).execute());
    let approving: Promise<unknown> = Promise.resolve();
    await inTenant(actor, async (tx) => {
      // Writes to the table directly, without the lock that the services take, so that only the triggers order the
      // writes.
      const value = {
        sourceId: sources.gas!.id,
        period: { start: "2025-03-01", end: "2025-03-31" },
        quantity: "1",
        unit: "Nm3" as const,
        enteredQuantity: "1",
        enteredUnit: "Nm3",
        dataQuality: "measured" as const,
        evidence: "",
        note: "",
      };
      await tx
        .insertInto("activity_record")
        .values(toFirstVersion(actor, randomUUID(), value))
        .execute();
      approving = insertApproval().then(
        () => "approved",
        (error: Error) => error.message,
      );
      if (engine.name === "PostgreSQL") await waitForAnother(tx);
    });
    expect(await approving).toMatch(/records_not_approved/);
  });

  /** Waits until another connection waits for an advisory lock. */
  async function waitForAnother(tx: Tx): Promise<void> {
    for (let tries = 0; tries < 20_000; tries += 1) {
      const waiting = sql`select 1 from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
      if ((await waiting.execute(tx)).rows.length > 0) return;
    }
    throw new Error("no connection waits");
  }
});
