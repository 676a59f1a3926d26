import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { findAllowedModel, getConsent, stateConsent } from "#app/model/consent.server.ts";
import {
  decideSuggestion,
  type Ending,
  findSuggestion,
  openRequest,
  readSuggestion,
  settleRequest,
} from "#app/model/suggestion.server.ts";
import type { Doors } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

const MODEL = { host: "model.example", name: "sample-1", seesImages: true };
const ASKED = { kind: "match", subjectId: null, subject: "柴油", prompt: '{"facts":{}}' } as const;
const WORDS = { factor: null, words: ["diesel"] };
const OFFER: Ending<object> = {
  answer: { content: '{"factor":null}', promptTokens: 5, answerTokens: 2 },
  judged: { suggestion: WORDS },
};

async function allow(doors: Doors, actor: Actor, isAllowed = true, sendsImages = false) {
  const { version } = await doors.withTenant(actor, getConsent);
  const consent = { isAllowed, sendsImages, host: MODEL.host, model: MODEL.name, basedOn: version };
  await doors.withTenant(actor, (tx) => stateConsent(tx, actor, consent, MODEL));
}

const open = (doors: Doors, actor: Actor) => doors.withTenant(actor, (tx) => openRequest(tx, actor, MODEL, ASKED));

/** Past the application, as another program with its rights would. */
const insert = (doors: Doors, actor: Actor, version: number, kind: "match" | "bill" = "match") =>
  doors.withTenant(actor, (tx) =>
    tx
      .insertInto("model_request")
      .values({
        tenant_id: actor.tenantId,
        organization_id: actor.organizationId,
        consent_version: version,
        kind,
        subject: "probe",
        prompt: "probe",
        created_by: actor.userId,
      })
      .execute(),
  );

async function ask(doors: Doors, actor: Actor, ending: Ending<object> = OFFER) {
  const requestId = (await open(doors, actor))!;
  const reason = await doors.withTenant(actor, (tx) =>
    settleRequest(tx, actor, MODEL, { requestId, kind: "match", ending }),
  );
  return { requestId, reason };
}

const stateOf = async (doors: Doors, actor: Actor, id: string) =>
  (await doors.withTenant(actor, (tx) => findSuggestion(tx, actor.organizationId, id)))?.state;

onEachEngine("suggestions of a model", (engine) => {
  it("are asked for only with consent to this model, until it is withdrawn", async () => {
    const { doors } = engine;
    const actor = await makeTenant(doors);
    expect(await open(doors, actor)).toBeNull();
    await allow(doors, actor);
    expect(await doors.withTenant(actor, (tx) => findAllowedModel(tx, MODEL, "match"))).toEqual(MODEL);
    const other = { ...MODEL, name: "sample-2" };
    expect(await doors.withTenant(actor, (tx) => openRequest(tx, actor, other, ASKED))).toBeNull();
    expect(await open(doors, actor)).not.toBeNull();
    await allow(doors, actor, false);
    expect(await open(doors, actor)).toBeNull();
    expect(await doors.withTenant(actor, (tx) => findAllowedModel(tx, MODEL, "match"))).toBeNull();
  });

  it("need the newest consent in the database too", async () => {
    const { doors } = engine;
    const actor = await makeTenant(doors);
    await allow(doors, actor);
    await allow(doors, actor, false);
    await expect(insert(doors, actor, 1)).rejects.toThrow(/no consent/);
    await expect(insert(doors, actor, 2)).rejects.toThrow(/no consent/);
  });

  it("need a consent that names pictures before a bill is sent", async () => {
    const { doors } = engine;
    const actor = await makeTenant(doors);
    await allow(doors, actor);
    const openBill = () =>
      doors.withTenant(actor, (tx) => openRequest(tx, actor, MODEL, { ...ASKED, kind: "bill" as const }));
    const find = () => doors.withTenant(actor, (tx) => findAllowedModel(tx, MODEL, "bill"));
    expect([await openBill(), await find()]).toEqual([null, null]);
    await expect(insert(doors, actor, 1, "bill")).rejects.toThrow(/no consent/);
    await allow(doors, actor, true, true);
    expect([typeof (await openBill()), await find()]).toEqual(["string", MODEL]);
    const blind = { ...MODEL, seesImages: false };
    const consent = { isAllowed: true, sendsImages: true, host: MODEL.host, model: MODEL.name, basedOn: 2 };
    await expect(doors.withTenant(actor, (tx) => stateConsent(tx, actor, consent, blind))).rejects.toMatchObject({
      details: { reason: "model_changed" },
    });
  });

  it("refuse consent to a model that the operator has replaced", async () => {
    const { doors } = engine;
    const actor = await makeTenant(doors);
    const consent = { isAllowed: true, sendsImages: false, host: MODEL.host, model: MODEL.name, basedOn: 0 };
    const state = (model: typeof MODEL | undefined) =>
      doors.withTenant(actor, (tx) => stateConsent(tx, actor, consent, model));
    await expect(state(undefined)).rejects.toMatchObject({ details: { reason: "model_changed" } });
    await expect(state({ ...MODEL, host: "other.example" })).rejects.toMatchObject({ code: "conflict" });
  });

  it("keep prompt, answer and decision, and record each act in the audit trail", async () => {
    const { doors } = engine;
    const actor = await makeTenant(doors);
    await allow(doors, actor);
    const { requestId: id, reason } = await ask(doors, actor);
    expect([reason, await stateOf(doors, actor, id)]).toEqual([null, "offered"]);
    const decide = (decision: "confirmed" | "declined") =>
      doors.withTenant(actor, (tx) => decideSuggestion(tx, actor, { id, decision }));
    await decide("confirmed");
    await decide("declined");
    expect(await doors.withTenant(actor, (tx) => readSuggestion(tx, id))).toMatchObject({
      state: "confirmed",
      subject: "柴油",
      prompt: ASKED.prompt,
      answer: '{"factor":null}',
      promptTokens: 5,
      answerTokens: 2,
      model: MODEL.name,
      host: MODEL.host,
    });
    const acts = await doors.withTenant(actor, (tx) =>
      tx.selectFrom("audit_trail").select("action").where("action", "like", "model_%").orderBy("sequence").execute(),
    );
    expect(acts.map(({ action }) => action)).toEqual([
      "model_consent.stated",
      "model_suggestion.requested",
      "model_suggestion.confirmed",
    ]);
  });

  it("offer nothing that failed, is unusable, or came after the withdrawal", async () => {
    const { doors } = engine;
    const actor = await makeTenant(doors);
    await allow(doors, actor);
    const failed = await ask(doors, actor, { failure: "too_slow" });
    const answer = { content: "\0<script>\ud800", promptTokens: null, answerTokens: null };
    const unusable = await ask(doors, actor, { answer, judged: { unusable: "not_json" } });
    const requestId = (await open(doors, actor))!;
    await allow(doors, actor, false);
    const late = await doors.withTenant(actor, (tx) =>
      settleRequest(tx, actor, MODEL, { requestId, kind: "match", ending: OFFER }),
    );
    expect([failed.reason, unusable.reason, late]).toEqual(["too_slow", "not_json", "consent_withdrawn"]);
    for (const id of [failed.requestId, unusable.requestId, requestId]) {
      await doors.withTenant(actor, (tx) => decideSuggestion(tx, actor, { id, decision: "confirmed" }));
      expect(["failed", "unusable"]).toContain(await stateOf(doors, actor, id));
      const row = { tenant_id: actor.tenantId, request_id: id, decision: "confirmed", created_by: actor.userId };
      await expect(
        doors.withTenant(actor, (tx) =>
          sql`insert into model_decision ${sql.raw("(tenant_id, request_id, state, created_by)")}
          values (${row.tenant_id}, ${row.request_id}, ${row.decision}, ${row.created_by})`.execute(tx),
        ),
      ).rejects.toThrow();
    }
  });

  it("are shown to no other workspace or organization, and never change", async () => {
    const { doors } = engine;
    const actor = await makeTenant(doors);
    const stranger = await makeTenant(doors, "Stranger Works");
    await allow(doors, actor);
    const { requestId: id } = await ask(doors, actor);
    expect(await stateOf(doors, stranger, id)).toBeUndefined();
    expect(await doors.withTenant(actor, (tx) => findSuggestion(tx, randomUUID(), id))).toBeNull();
    await expect(doors.withTenant(stranger, (tx) => readSuggestion(tx, id))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      doors.withTenant(stranger, (tx) => decideSuggestion(tx, stranger, { id, decision: "confirmed" })),
    ).rejects.toMatchObject({ code: "not_found" });
    for (const table of ["model_consent", "model_request", "model_answer", "model_decision"])
      await expect(
        doors.withTenant(actor, (tx) => sql`delete from ${sql.table(table)}`.execute(tx)),
        table,
      ).rejects.toThrow();
  });
});
