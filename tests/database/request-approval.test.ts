import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { makeApiKey } from "#app/access/api-key.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { approveRecords, previewReview, submitRecords } from "#app/records/activity-review.server.ts";
import { makeDataRequest, sendLink } from "#app/requests/data-request.server.ts";
import { handIn, saveDraft } from "#app/requests/data-request-answer.server.ts";
import { findLink, openRequest } from "#app/requests/data-request-link.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";
import { actFor, emailOf, engageConsultancy } from "#tests/support/sample-engagement.ts";

const HOUR = 3_600_000;
const MONTH = "2025-01";

onEachEngine("the approval of answers to a data request", (engine) => {
  type Company = Awaited<ReturnType<typeof makeCompany>>;
  const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const inAWeek = () => new Date(Date.now() + 168 * HOUR);

  /** A company with a second manager. */
  async function start() {
    const company = await makeCompany(engine.doors);
    return { ...company, second: await addColleague(engine.doors, company.actor, "admin") };
  }

  async function ask({ inventory, sources }: Company, by: Actor, recipientEmail = "li@sample.example") {
    const made = await as(by, (tx) =>
      makeDataRequest(tx, by, {
        inventoryId: inventory.id,
        months: [MONTH],
        recipientName: "Li Sample",
        recipientEmail,
        locale: "en" as const,
        message: "",
        expiresAt: inAWeek(),
        items: [{ sourceId: sources.electricity!.id, unit: "kWh", isEvidenceRequired: false }],
      }),
    );
    if (!made.ok) throw new Error(made.fault);
    return made;
  }

  async function sendAgain(by: Actor, id: string): Promise<string> {
    const sent = await as(by, (tx) => sendLink(tx, by, id, { kind: "reminded", expiresAt: inAWeek() }));
    if (!sent.ok) throw new Error(sent.fault);
    return sent.token;
  }

  /** Answers as anyone with the link, and submits the record. @returns its id */
  async function answer(actor: Actor, { id, token }: { id: string; token: string }, quantity = "100"): Promise<string> {
    const link = (await engine.doors.withSystem((tx) => findLink(tx, token)))!;
    await engine.doors.withTenant({ tenantId: link.tenantId, userId: `request:${id}` }, async (tx) => {
      const open = await openRequest(tx, link);
      const cell = { position: 0, month: MONTH, kind: "quantity" as const, quantity, unit: "kWh" };
      await saveDraft(tx, open, [{ ...cell, dataQuality: "measured", note: "" }]);
      expect(await handIn(tx, open, { detachReason: "" })).toMatchObject({ ok: true });
    });
    const { record_id } = await as(actor, (tx) =>
      tx
        .selectFrom("activity_record")
        .select("record_id")
        .where("created_by", "=", `request:${id}`)
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    expect(await as(actor, (tx) => submitRecords(tx, actor, [record_id]))).toMatchObject({ done: [record_id] });
    return record_id;
  }

  const preview = (by: Actor, id: string) => as(by, (tx) => previewReview(tx, by, "approve", [id]));
  const approve = (by: Actor, id: string) => as(by, (tx) => approveRecords(tx, by, [id]));
  /** Bypasses the service, as the same person. */
  const insert = (by: Actor, recordId: string) =>
    as(by, async (tx) => {
      const { version, step } = await tx
        .selectFrom("activity_state")
        .select(["version", "step"])
        .where("record_id", "=", recordId)
        .orderBy("version", "desc")
        .executeTakeFirstOrThrow();
      const next = { version, step: step + 1, state: "approved" as const, reason: "" };
      const { tenantId: tenant_id, organizationId: organization_id, userId: created_by } = by;
      const row = { tenant_id, organization_id, record_id: recordId, ...next, created_by };
      await tx.insertInto("activity_step").values(row).execute();
    });

  async function expectRefused(by: Actor, recordId: string) {
    expect(await preview(by, recordId)).toEqual({ done: [], leftOut: [{ recordId, code: "own_request", facts: {} }] });
    expect(await approve(by, recordId)).toMatchObject({ done: [], leftOut: [{ code: "own_request" }] });
    await expect(insert(by, recordId)).rejects.toThrow(/own_request/);
  }

  it("is denied to the person who sent the request and allowed to another", async () => {
    const company = await start();
    const id = await answer(company.actor, await ask(company, company.actor));
    await expectRefused(company.actor, id);
    expect(await approve(company.second, id)).toEqual({ done: [id], leftOut: [] });
  });

  it("is denied to the person whose key sent the request", async () => {
    const company = await start();
    const { actor } = company;
    const key = await as(actor, (tx) =>
      makeApiKey(tx, actor, { name: "A key", reach: "organization", scopes: ["read"], days: 30 }),
    );
    const id = await answer(actor, await ask(company, { ...actor, userId: `key:${key.id}` }));
    await expectRefused(actor, id);
  });

  it("is denied to a colleague who saw a link before the answer, but not to one who sent a link later", async () => {
    const company = await start();
    const request = await ask(company, company.actor);
    const sender = await addColleague(engine.doors, company.actor, "editor");
    const id = await answer(company.actor, { ...request, token: await sendAgain(sender, request.id) });
    await sendAgain(company.second, request.id);
    await expectRefused(sender, id);
    expect(await approve(company.second, id)).toMatchObject({ done: [id] });
  });

  it("is denied to a member who was the recipient", async () => {
    const company = await start();
    const email = await emailOf(engine.doors, company.second.userId);
    const id = await answer(company.actor, await ask(company, company.actor, email));
    await expectRefused(company.second, id);
    const third = await addColleague(engine.doors, company.actor, "reviewer");
    expect(await approve(third, id)).toMatchObject({ done: [id] });
  });

  it("stays denied after a correction by another, and is allowed after approval and a change", async () => {
    const company = await start();
    const { actor, second } = company;
    const third = await addColleague(engine.doors, actor, "editor");
    const id = await answer(actor, await ask(company, actor));
    const correct = async (version: number, quantity: string) => {
      const entry = {
        ...EMPTY_ENTRY,
        facility: "Plant A",
        source: "Electricity",
        period: MONTH,
        quantity,
        unit: "kWh",
      };
      const change = { kind: "correct" as const, recordId: id, version, entry };
      expect(await as(third, (tx) => saveActivities(tx, third, YEAR, [change]))).toMatchObject({ ok: true });
      expect(await as(third, (tx) => submitRecords(tx, third, [id]))).toMatchObject({ done: [id] });
    };
    await correct(1, "101");
    await expectRefused(actor, id);
    expect(await approve(second, id)).toMatchObject({ done: [id] });
    await correct(2, "102");
    expect(await approve(actor, id)).toMatchObject({ done: [id] });
  });

  it("stays allowed to a sole manager and to no one else who sent a request", async () => {
    const company = await makeCompany(engine.doors);
    await addColleague(engine.doors, company.actor, "editor");
    const ofOwner = await answer(company.actor, await ask(company, company.actor));
    expect(await approve(company.actor, ofOwner)).toMatchObject({ done: [ofOwner] });
    const other = await makeCompany(engine.doors);
    const assistant = await addColleague(engine.doors, other.actor, "editor");
    const ofEditor = await answer(other.actor, await ask(other, assistant));
    await expectRefused(assistant, ofEditor);
  });

  it("is denied to a consultant who sent the request in a client's workspace", async () => {
    const company = await makeCompany(engine.doors);
    const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
    await engageConsultancy(engine.doors, company.actor, consultancy);
    const acting = (await actFor(engine.doors, consultancy, company.actor))!;
    const id = await answer(company.actor, await ask(company, acting));
    await expectRefused(acting, id);
  });

  it("waits 72 hours, even if the person who sent the request left", async () => {
    const company = await start();
    const { actor, second } = company;
    const fresh = await addColleague(engine.doors, actor, "editor", { organizationId: null, rightSince: new Date() });
    const id = await answer(actor, await ask(company, fresh));
    const { leftOut } = await approve(second, id);
    expect(leftOut).toMatchObject([{ recordId: id, code: "right_waits" }]);
    expect(Date.parse(leftOut[0]!.facts.from!)).toBeGreaterThan(Date.now() + 71 * HOUR);
    await expect(insert(second, id)).rejects.toThrow(/right_waits/);
    await as(actor, (tx) => tx.deleteFrom("membership").where("user_id", "=", fresh.userId).execute());
    expect(await approve(second, id)).toMatchObject({ leftOut: [{ code: "right_waits" }] });
  });
});
