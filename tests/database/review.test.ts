import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { type ActivityChange, saveActivities } from "#app/records/activity.server.ts";
import {
  approveRecords,
  previewReview,
  returnRecords,
  reviewStates,
  submitRecords,
} from "#app/records/activity-review.server.ts";
import { listReviewRecords } from "#app/review/review-queue.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

const GOOD: ActivityEntry = {
  ...EMPTY_ENTRY,
  facility: "Plant A",
  source: "Electricity",
  period: "2025-03",
  quantity: "100",
  unit: "kWh",
};

onEachEngine("the review of records", (engine) => {
  type Tx = Parameters<Parameters<typeof engine.doors.withTenant>[1]>[0];
  const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const save = (actor: Actor, ...changes: ActivityChange[]) =>
    inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, changes));
  const submit = (actor: Actor, ...ids: string[]) => inTenant(actor, (tx) => submitRecords(tx, actor, ids));
  const approve = (actor: Actor, ...ids: string[]) => inTenant(actor, (tx) => approveRecords(tx, actor, ids));
  const giveBack = (actor: Actor, reason: string, ...ids: string[]) =>
    inTenant(actor, (tx) => returnRecords(tx, actor, ids, reason));
  const stateOf = async (actor: Actor, id: string) =>
    (await inTenant(actor, (tx) => reviewStates(tx, actor.organizationId, YEAR))).get(id);

  async function record(actor: Actor, entry: Partial<ActivityEntry> = {}): Promise<string> {
    const recordId = randomUUID();
    expect(await save(actor, { kind: "add", recordId, entry: { ...GOOD, ...entry } })).toMatchObject({ ok: true });
    return recordId;
  }
  const correct = (actor: Actor, recordId: string, version: number, entry: Partial<ActivityEntry>) =>
    save(actor, { kind: "correct", recordId, version, entry: { ...GOOD, ...entry } });

  it("goes from draft to approved by another person, and a correction is a draft again", async () => {
    const { actor } = await makeCompany(engine.doors);
    const second = await addColleague(engine.doors, actor, "reviewer");
    const id = await record(actor);
    expect(await stateOf(actor, id)).toEqual({ state: "draft", reason: "", byName: null, at: null });
    expect(await submit(actor, id)).toEqual({ done: [id], leftOut: [] });
    expect(await giveBack(second, "Attach the bill.", id)).toMatchObject({ done: [id] });
    expect(await stateOf(actor, id)).toMatchObject({
      state: "returned",
      reason: "Attach the bill.",
      byName: "Second Person",
      at: expect.any(Date),
    });
    expect(await approve(second, id)).toMatchObject({ leftOut: [{ recordId: id, code: "not_submitted" }] });
    await submit(actor, id);
    expect(await submit(actor, id)).toMatchObject({ done: [], leftOut: [{ code: "already_submitted" }] });
    expect(await approve(second, id)).toEqual({ done: [id], leftOut: [] });
    expect(await stateOf(actor, id)).toMatchObject({ state: "approved" });
    expect(await correct(actor, id, 1, { quantity: "101" })).toMatchObject({ ok: true });
    expect(await stateOf(actor, id)).toMatchObject({ state: "draft" });
  });

  it("skips and lists the approver's own records in a bulk act", async () => {
    const { actor } = await makeCompany(engine.doors);
    const second = await addColleague(engine.doors, actor, "admin");
    const [mine, theirs] = [await record(actor), await record(second, { period: "2025-04", quantity: "110" })];
    await submit(actor, mine, theirs);
    const before = await inTenant(second, (tx) => previewReview(tx, second, "approve", [mine, theirs]));
    expect(before).toEqual({ done: [mine], leftOut: [{ recordId: theirs, code: "own_work", facts: {} }] });
    expect(await approve(second, mine, theirs)).toEqual(before);
    expect(await approve(actor, theirs)).toMatchObject({ done: [theirs] });
  });

  it("counts every version since the last approval, not only the newest", async () => {
    const { actor } = await makeCompany(engine.doors);
    const second = await addColleague(engine.doors, actor, "admin");
    const third = await addColleague(engine.doors, actor, "admin");
    const id = await record(actor);
    await correct(second, id, 1, { quantity: "101" });
    await submit(actor, id);
    expect(await approve(actor, id)).toMatchObject({ leftOut: [{ code: "own_work" }] });
    expect(await approve(third, id)).toMatchObject({ done: [id] });
    // After an approval, the first author can review later changes of others.
    await correct(third, id, 2, { quantity: "102" });
    await submit(third, id);
    expect(await approve(third, id)).toMatchObject({ leftOut: [{ code: "own_work" }] });
    expect(await approve(actor, id)).toMatchObject({ done: [id] });
  });

  it("requires the method of an estimate before submission", async () => {
    const { actor } = await makeCompany(engine.doors);
    const id = await record(actor, { dataQuality: "estimated" });
    expect(await submit(actor, id)).toMatchObject({ done: [], leftOut: [{ code: "estimate_unexplained" }] });
  });

  it("protects an approved record from deletion until it is returned", async () => {
    const { actor } = await makeCompany(engine.doors);
    const second = await addColleague(engine.doors, actor, "reviewer");
    const recordId = await record(actor);
    await submit(actor, recordId);
    await approve(second, recordId);
    const remove: ActivityChange = { kind: "delete", recordId, version: 1, reason: "twice" };
    expect(await save(actor, remove)).toMatchObject({ ok: false, faults: [{ faults: [{ code: "record_approved" }] }] });
    await giveBack(second, "Entered twice.", recordId);
    expect(await save(actor, remove)).toMatchObject({ ok: true });
    await expect(submit(actor, recordId)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is enforced by the database: order, newest version, second person, no change of a step", async () => {
    const { actor } = await makeCompany(engine.doors);
    const second = await addColleague(engine.doors, actor, "reviewer");
    const id = await record(actor);
    const insert = (by: Actor, row: object) =>
      inTenant(by, (tx) =>
        tx
          .insertInto("activity_step")
          .values({
            tenant_id: actor.tenantId,
            organization_id: actor.organizationId,
            record_id: id,
            version: 1,
            step: 1,
            state: "submitted",
            reason: "",
            created_by: by.userId,
            ...row,
          })
          .execute(),
      );
    await expect(insert(actor, { state: "approved" })).rejects.toThrow(/step_out_of_order/);
    await expect(insert(actor, { step: 2 })).rejects.toThrow(/step_out_of_order/);
    await expect(insert(actor, { version: 2 })).rejects.toThrow(/foreign key|violates/);
    await insert(actor, {});
    await expect(insert(actor, {})).rejects.toThrow(/duplicate key/);
    await expect(insert(actor, { step: 2, state: "approved" })).rejects.toThrow(/own_work/);
    // A person without an account can't decide.
    await expect(insert(second, { step: 2, state: "approved", created_by: "request:x" })).rejects.toThrow(/own_work/);
    await expect(insert(second, { step: 2, state: "returned" })).rejects.toThrow(/check constraint/);
    await insert(second, { step: 2, state: "approved" });
    await correct(actor, id, 1, { quantity: "101" });
    await expect(insert(second, { step: 3, state: "returned", reason: "x" })).rejects.toThrow(/step_of_old_version/);
    for (const change of ["delete from activity_step", "update activity_step set state = 'approved'"]) {
      await expect(inTenant(actor, (tx) => sql.raw(change).execute(tx))).rejects.toThrow(/permission denied/);
    }
  });

  it("lets a reviewer approve records of a recipient without an account", async () => {
    const { actor, inventory } = await makeCompany(engine.doors);
    const second = await addColleague(engine.doors, actor, "reviewer");
    const { id: requestId } = await inTenant(actor, (tx) =>
      tx
        .insertInto("data_request")
        .values({
          tenant_id: actor.tenantId,
          organization_id: actor.organizationId,
          inventory_id: inventory.id,
          months: JSON.stringify(["2025-01"]),
          recipient_name: "Li Sample",
          recipient_email: "li@sample.example",
          locale: "en",
          message: "",
          created_by: actor.userId,
        })
        .returning("id")
        .executeTakeFirstOrThrow(),
    );
    const request = { ...actor, userId: `request:${requestId}`, source: "link" as const };
    const id = await record(request);
    await submit(actor, id);
    await expect(approve(request, id)).rejects.toMatchObject({ code: "forbidden" });
    expect(await approve(second, id)).toMatchObject({ done: [id] });
  });

  it("is listed page by page in both directions without skipping records that moved up", async () => {
    const { actor } = await makeCompany(engine.doors);
    const second = await addColleague(engine.doors, actor, "reviewer");
    const ids: string[] = [];
    for (const month of [1, 1, 2, 3, 3, 4, 5]) {
      ids.push(await record(actor, { period: `2025-0${month}`, quantity: String(100 + ids.length) }));
    }
    await submit(actor, ...ids);
    const filter = { period: YEAR, sourceId: null, facilityId: null, state: "submitted" as const };
    const read = async (after: string) => {
      const page = await inTenant(second, (tx) =>
        listReviewRecords(tx, actor.organizationId, filter, { after, limit: 2 }),
      );
      return { ...page, records: page.rows.map(({ record: { recordId } }) => recordId) };
    };
    const pages = [await read("")];
    while (pages.at(-1)!.next !== null) pages.push(await read(pages.at(-1)!.next!));
    expect(pages.flatMap(({ records }) => records).toSorted()).toEqual(ids.toSorted());
    expect(pages.map(({ records, total }) => [records.length, total])).toEqual([
      [2, 7],
      [2, 7],
      [2, 7],
      [1, 7],
    ]);
    const ends = pages.map(({ records }) => records.at(-1)!);
    expect(pages.map(({ previous }) => previous)).toEqual([null, "", ends[0], ends[1]]);
    expect(await approve(second, ...pages[0]!.records)).toMatchObject({ leftOut: [] });
    expect(await read(ends[0]!)).toMatchObject({ records: pages[1]!.records, total: 5, previous: null });
    expect((await read("")).records).toEqual(pages[1]!.records);
  });

  it("is limited to the records of its organization", async () => {
    const [{ actor }, { actor: other }] = [await makeCompany(engine.doors), await makeCompany(engine.doors)];
    const id = await record(actor);
    for (const foreign of [id, randomUUID()]) {
      await expect(submit(other, foreign)).rejects.toMatchObject({ code: "not_found" });
      await expect(approve(other, foreign)).rejects.toMatchObject({ code: "not_found" });
      await expect(giveBack(other, "x", foreign)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(giveBack(actor, " ", id)).rejects.toMatchObject({ code: "invalid" });
  });
});
