import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { stateTenantZone } from "#app/access/membership.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { type EvidenceRoom, makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { listActivities, listActivityVersions, saveActivities } from "#app/records/activity.server.ts";
import { listRecordEvidence } from "#app/records/evidenced-record.server.ts";
import {
  acceptAnswers,
  type DataRequestInput,
  makeDataRequest,
  noteOpened,
  revokeDataRequest,
  sendLink,
  stateOf,
} from "#app/requests/data-request.server.ts";
import { type CellAnswer, handIn, saveDraft } from "#app/requests/data-request-answer.server.ts";
import { removeRequestFile, takeRequestFile } from "#app/requests/data-request-file.server.ts";
import { type FoundLink, findLink, type OpenRequest, openRequest } from "#app/requests/data-request-link.server.ts";
import { getDataRequest, listAnswers, listDataRequests } from "#app/requests/data-request-list.server.ts";
import { claimRequestReminders, type RequestReminder } from "#app/requests/data-request-reminder.server.ts";
import { viewForRecipient } from "#app/requests/data-request-view.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";
import { written } from "#tests/support/sent-mails.ts";
import { withinWindow } from "#tests/support/within-window.ts";

const DAY = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "truetonne-request-"));
const MONTHS = ["2025-01", "2025-02"];
const CLOSED = { code: "conflict", details: { reason: "request_closed" } };

const cell = (position: number, month: string, changes: Partial<CellAnswer> = {}): CellAnswer => ({
  position,
  month,
  kind: "quantity",
  quantity: "",
  unit: "kWh",
  dataQuality: "measured",
  note: "",
  ...changes,
});

onEachEngine("data requests", (engine) => {
  type Company = Awaited<ReturnType<typeof makeCompany>>;
  const inside = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const inputOf = ({ inventory, sources }: Company, changes: Partial<DataRequestInput> = {}): DataRequestInput => ({
    inventoryId: inventory.id,
    months: MONTHS,
    items: [
      { sourceId: sources.electricity!.id, unit: "万千瓦时", isEvidenceRequired: false },
      { sourceId: sources.gas!.id, unit: "Nm3", isEvidenceRequired: true },
    ],
    recipientName: "Li Sample",
    recipientEmail: "li@sample.example",
    locale: "zh",
    message: "For the year 2025.",
    expiresAt: new Date(Date.now() + 14 * DAY),
    ...changes,
  });
  const make = async (changes: Partial<DataRequestInput> = {}) => {
    const company = await makeCompany(engine.doors);
    const made = await inside(company.actor, (tx) => makeDataRequest(tx, company.actor, inputOf(company, changes)));
    if (!made.ok) throw new Error(made.fault);
    return { ...company, ...made };
  };
  const find = (token: string) => engine.doors.withSystem((tx) => findLink(tx, token));
  const asRecipient = async <T>(token: string, work: (tx: TenantTx, open: OpenRequest) => Promise<T>, now?: Date) => {
    const link = await find(token);
    if (!link) throw new Error("no such link");
    const identity = { tenantId: link.tenantId, userId: `request:${link.requestId}` };
    return engine.doors.withTenant(identity, async (tx) => work(tx, await openRequest(tx, link, now)));
  };
  const answer = (token: string, cells: CellAnswer[]) =>
    asRecipient(token, async (tx, open) => {
      await saveDraft(tx, open, cells);
      return handIn(tx, open, { detachReason: "taken off" });
    });
  const state = (actor: Actor, id: string, now?: Date) =>
    inside(actor, async (tx) => stateOf(await getDataRequest(tx, actor.organizationId, id), now));
  const recordsOf = (actor: Actor) => inside(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
  const makeRoom = (): EvidenceRoom =>
    makeEvidenceRoom({
      dataDir: mkdtempSync(join(folder, "room-")),
      s3: undefined,
      clamd: undefined,
      fileBytes: 1024 * 1024,
      quotaBytes: 1024 * 1024,
      retentionYears: 10,
    });
  const upload = async (
    link: FoundLink,
    room: EvidenceRoom,
    word: string,
    { position, month }: { position: number; month: string | null },
  ) => {
    const bytes = pdfOf(word);
    const path = join(mkdtempSync(join(folder, "in-")), "file");
    writeFileSync(path, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const file = { path, size: bytes.length, sha256, name: `${word}.pdf`, isTooLarge: false };
    return takeRequestFile(engine.doors, link, room, { file, place: { position, month } });
  };

  it("goes from sent to accepted, and each answer becomes a draft record of the recipient", async () => {
    const { actor, id, token } = await make();
    expect(await state(actor, id)).toBe("sent");
    await asRecipient(token, (tx, { request, author }) => noteOpened(tx, author, request));
    await asRecipient(token, (tx, { request, author }) => noteOpened(tx, author, request));
    expect(await state(actor, id)).toBe("opened");
    const first = [
      cell(0, "2025-01", { quantity: "12.5", unit: "万千瓦时", note: "meter 7" }),
      cell(0, "2025-02", { kind: "no_activity" }),
    ];
    expect(await answer(token, first)).toEqual({ ok: true, changed: 2 });
    expect(await state(actor, id)).toBe("part_answered");
    const records = await recordsOf(actor);
    expect(records.map(({ quantity, unit, enteredUnit, note }) => [quantity, unit, enteredUnit, note])).toEqual([
      ["125000", "kWh", "万千瓦时", "meter 7"],
      ["0", "kWh", "万千瓦时", ""],
    ]);
    const [version] = await inside(actor, (tx) => listActivityVersions(tx, actor.organizationId, records[0]!.recordId));
    expect(version).toMatchObject({ authorName: "Li Sample" });
    const rest = MONTHS.map((month) => cell(1, month, { kind: "not_available", note: "the landlord has the meter" }));
    expect(await answer(token, rest)).toEqual({ ok: true, changed: 2 });
    expect(await state(actor, id)).toBe("answered");
    expect(await recordsOf(actor)).toHaveLength(2);
    await inside(actor, (tx) => acceptAnswers(tx, actor, id));
    expect(await state(actor, id)).toBe("accepted");
    await expect(asRecipient(token, async () => null)).rejects.toMatchObject({ code: "not_found" });
    for (const again of [
      (tx: TenantTx) => acceptAnswers(tx, actor, id),
      (tx: TenantTx) => revokeDataRequest(tx, actor, id, "late"),
      (tx: TenantTx) => sendLink(tx, actor, id, { kind: "sent" as const, expiresAt: new Date(Date.now() + DAY) }),
    ]) {
      await expect(inside<unknown>(actor, again)).rejects.toMatchObject(CLOSED);
    }
    const origins = await inside(actor, (tx) =>
      tx.selectFrom("activity_record").select(["origin", "created_by"]).execute(),
    );
    expect(new Set(origins.map(({ origin, created_by }) => `${origin} ${created_by}`))).toEqual(
      new Set([`link request:${id}`]),
    );
    const trail = await inside(actor, (tx) =>
      tx
        .selectFrom("audit_trail")
        .select(["action", "source"])
        .where("subject_id", "=", id)
        .orderBy("sequence")
        .execute(),
    );
    expect(trail.map(({ action, source }) => `${action} ${source}`)).toEqual([
      "data_request.sent page",
      "data_request.opened link",
      "data_request.handed_in link",
      "data_request.handed_in link",
      "data_request.accepted page",
    ]);
  });

  it("corrects with a new version, withdraws a figure and adds it again, and keeps every version", async () => {
    const { actor, token } = await make();
    const turns: [Partial<CellAnswer>, string[]][] = [
      [{ quantity: "10" }, ["10"]],
      [{ quantity: "11.5" }, ["11.5"]],
      [{ kind: "not_available", note: "wrong meter" }, []],
      [{ kind: "not_available", note: "wrong meter, sorry" }, []],
      [{ quantity: "12" }, ["12"]],
      [{ kind: "no_activity", note: "moved out" }, ["0"]],
    ];
    for (const [changes, expected] of turns) {
      expect(await answer(token, [cell(0, "2025-01", changes)])).toEqual({ ok: true, changed: 1 });
      expect((await recordsOf(actor)).map(({ quantity }) => quantity)).toEqual(expected);
    }
    const rows = await inside(actor, (tx) =>
      tx
        .selectFrom("activity_record")
        .select(["record_id", "version", "is_deleted", "reason"])
        .orderBy("version")
        .execute(),
    );
    expect(new Set(rows.map(({ record_id }) => record_id)).size).toBe(1);
    expect(rows.map(({ version, is_deleted, reason }) => [version, is_deleted, reason])).toEqual([
      [1, false, ""],
      [2, false, ""],
      [3, true, "wrong meter"],
      [4, false, ""],
      [5, false, ""],
    ]);
    expect(await answer(token, [])).toEqual({ ok: false, faults: [], isNothingNew: true });
    expect(await answer(token, [cell(0, "2025-01", { quantity: " " })])).toMatchObject({
      ok: false,
      faults: [{ code: "answer_emptied", position: 0, month: "2025-01" }],
    });
  });

  it("submits all or nothing and reports the error of each cell", async () => {
    const { actor, token } = await make();
    const refused = await answer(token, [
      cell(0, "2025-01", { quantity: "12" }),
      cell(0, "2025-02", { quantity: "12,34", unit: "t" }),
      cell(1, "2025-01", { kind: "not_available" }),
      cell(1, "2025-02", { quantity: "5", unit: "Nm3" }),
    ]);
    expect(refused.ok).toBe(false);
    if (refused.ok) throw new Error("taken");
    expect(refused.faults.map(({ position, month, field, code }) => [position, month, field, code])).toEqual([
      [0, "2025-02", "unit", "unit_mismatch"],
      [0, "2025-02", "quantity", "number_grammar"],
      [1, "2025-01", "note", "reason_missing"],
      [1, "2025-02", "evidence", "evidence_missing"],
    ]);
    expect(await recordsOf(actor)).toEqual([]);
    const view = await asRecipient(token, viewForRecipient);
    expect(view.cells.map(({ quantity, isHandedIn }) => [quantity, isHandedIn])).toEqual([
      ["12", false],
      ["12,34", false],
      ["", false],
      ["5", false],
    ]);
  });

  it("opens only the requested cells", async () => {
    const { token } = await make();
    for (const wrong of [cell(2, "2025-01"), cell(0, "2025-03"), cell(-1, "2025-01"), cell(0, "2024-01")]) {
      await expect(asRecipient(token, (tx, open) => saveDraft(tx, open, [wrong]))).rejects.toMatchObject({
        code: "not_found",
      });
    }
    const link = (await find(token))!;
    const room = makeRoom();
    await expect(upload(link, room, "a", { position: 2, month: null })).rejects.toMatchObject({ code: "not_found" });
    await expect(upload(link, room, "a", { position: 0, month: "2025-03" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(asRecipient(token, (tx, open) => removeRequestFile(tx, open, randomUUID()))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("shows the recipient no ids and no other data of the organization", async () => {
    const { actor, sources, token, id, inventory } = await make();
    await inside(actor, (tx) =>
      saveActivities(tx, actor, YEAR, [
        {
          kind: "add",
          recordId: randomUUID(),
          entry: {
            ...EMPTY_ENTRY,
            facility: "Plant A",
            source: "Electricity",
            period: "2025-01",
            quantity: "77701",
            unit: "kWh",
          },
        },
      ]),
    );
    await answer(token, [cell(0, "2025-01", { quantity: "5" })]);
    const seen = JSON.stringify(await asRecipient(token, viewForRecipient));
    const ids = [id, inventory.id, actor.userId, actor.organizationId, actor.tenantId];
    for (const secret of [...ids, ...Object.values(sources).map((one) => one.id), "77701", "Hotel nights", "@"]) {
      expect(seen, secret).not.toContain(secret);
    }
    expect(seen).toContain("Electricity");
  });

  it("ends a link when a new one is sent, at expiry and after withdrawal", async () => {
    const { actor, id, token } = await make();
    const sent = await inside(actor, (tx) =>
      sendLink(tx, actor, id, { kind: "reminded", expiresAt: new Date(Date.now() + 3 * DAY) }),
    );
    if (!sent.ok) throw new Error(sent.fault);
    expect(sent.token).not.toBe(token);
    await expect(asRecipient(token, async () => null)).rejects.toMatchObject({ code: "not_found" });
    expect(await asRecipient(sent.token, async () => "open")).toBe("open");
    const later = new Date(Date.now() + 4 * DAY);
    await expect(asRecipient(sent.token, async () => null, later)).rejects.toMatchObject({ code: "not_found" });
    expect(await state(actor, id, later)).toBe("expired");
    await inside(actor, (tx) => revokeDataRequest(tx, actor, id, "asked the wrong person"));
    await expect(asRecipient(sent.token, async () => null)).rejects.toMatchObject({ code: "not_found" });
    expect(await state(actor, id)).toBe("revoked");
    for (const odd of ["", "x", "a".repeat(43), `${token}x`, "'; drop table data_request; --"]) {
      expect(await find(odd)).toBeUndefined();
    }
    const hashes = await inside(actor, (tx) => tx.selectFrom("data_request_link").select("token_hash").execute());
    expect(hashes.map(({ token_hash }) => Buffer.from(token_hash).toString("hex"))).toContain(
      createHash("sha256").update(token).digest("hex"),
    );
  });

  it("requests changes to single cells with a remark that ends with the next submission", async () => {
    const { actor, id, token } = await make();
    await answer(token, [cell(0, "2025-01", { quantity: "5" }), cell(0, "2025-02", { quantity: "6" })]);
    const expiresAt = new Date(Date.now() + DAY);
    const again = (changes: object) =>
      inside(actor, (tx) => sendLink(tx, actor, id, { kind: "asked_again", expiresAt, ...changes }));
    expect(await again({})).toEqual({ ok: false, fault: "nothing_asked" });
    await expect(again({ remarks: [{ position: 9, month: "2025-01", text: "?" }] })).rejects.toMatchObject({
      code: "not_found",
    });
    const sent = await again({
      comment: "Please look",
      remarks: [{ position: 0, month: "2025-02", text: "too low?" }],
    });
    if (!sent.ok) throw new Error(sent.fault);
    expect(await state(actor, id)).toBe("asked_again");
    const view = await asRecipient(sent.token, viewForRecipient);
    expect(view.comment).toBe("Please look");
    expect(view.cells.map(({ month, remark }) => [month, remark])).toEqual([
      ["2025-01", ""],
      ["2025-02", "too low?"],
    ]);
    // Submitting without a change is an answer too.
    expect(await answer(sent.token, [])).toEqual({ ok: true, changed: 0 });
    expect(await state(actor, id)).toBe("part_answered");
    expect((await asRecipient(sent.token, viewForRecipient)).comment).toBe("");
  });

  it("keeps later changes of the organization", async () => {
    const { actor, token } = await make();
    await answer(token, [cell(0, "2025-01", { quantity: "5" }), cell(0, "2025-02", { quantity: "6" })]);
    const [record] = await recordsOf(actor);
    const entry = {
      ...EMPTY_ENTRY,
      facility: "Plant A",
      source: "Electricity",
      period: "2025-01",
      quantity: "88802",
      unit: "kWh",
    };
    await inside(actor, (tx) =>
      saveActivities(tx, actor, YEAR, [{ kind: "correct", recordId: record!.recordId, version: 1, entry }]),
    );
    const view = await asRecipient(token, viewForRecipient);
    expect(view.cells.map(({ quantity, isTakenOver }) => [quantity, isTakenOver])).toEqual([
      ["5", true],
      ["6", false],
    ]);
    const result = await answer(token, [cell(0, "2025-01", { quantity: "7" }), cell(0, "2025-02", { quantity: "8" })]);
    expect(result).toEqual({ ok: true, changed: 1 });
    expect((await recordsOf(actor)).map(({ quantity }) => quantity)).toEqual(["88802", "8"]);
  });

  it("attaches files to the records that they cover and detaches them", async () => {
    const { actor, token, id } = await make();
    const link = (await find(token))!;
    const room = makeRoom();
    expect(await upload(link, room, "january", { position: 1, month: "2025-01" })).toEqual({
      outcome: "kept",
      name: "january.pdf",
    });
    expect(await upload(link, room, "january", { position: 1, month: "2025-01" })).toEqual({
      outcome: "kept",
      name: "january.pdf",
    });
    const gas = MONTHS.map((month) => cell(1, month, { quantity: "5", unit: "Nm3" }));
    expect(await answer(token, gas)).toMatchObject({
      ok: false,
      faults: [{ code: "evidence_missing", month: "2025-02" }],
    });
    await upload(link, room, "year", { position: 1, month: null });
    expect(await answer(token, gas)).toEqual({ ok: true, changed: 2 });
    const filesOf = async (month: string) => {
      const found = await inside(actor, (tx) => listAnswers(tx, id));
      const recordId = found.find((one) => one.month === month)!.recordId!;
      const files = await inside(actor, (tx) => listRecordEvidence(tx, actor.organizationId, recordId));
      return files.map(({ name, authorName }) => `${name} ${authorName}`).sort();
    };
    expect(await filesOf("2025-01")).toEqual(["january.pdf Li Sample", "year.pdf Li Sample"]);
    expect(await filesOf("2025-02")).toEqual(["year.pdf Li Sample"]);
    const view = await asRecipient(token, viewForRecipient);
    expect(view.files.map(({ name, month }) => [name, month])).toEqual([
      ["january.pdf", "2025-01"],
      ["year.pdf", null],
    ]);
    await asRecipient(token, (tx, open) => removeRequestFile(tx, open, view.files[0]!.id));
    expect(await answer(token, [cell(1, "2025-01", { quantity: "6", unit: "Nm3" })])).toEqual({ ok: true, changed: 1 });
    expect(await filesOf("2025-01")).toEqual(["year.pdf Li Sample"]);
  });

  it("rejects requests for invalid sources, months or units", async () => {
    const company = await makeCompany(engine.doors);
    const other = await makeCompany(engine.doors);
    const { actor, sources } = company;
    const ask = (changes: Partial<DataRequestInput>) =>
      inside(actor, (tx) => makeDataRequest(tx, actor, inputOf(company, changes)));
    const item = (unit: string) => [{ sourceId: sources.electricity!.id, unit, isEvidenceRequired: false }];
    expect(await ask({ months: [] })).toEqual({ ok: false, fault: "months" });
    expect(await ask({ months: ["2024-12"] })).toEqual({ ok: false, fault: "months" });
    expect(await ask({ items: [] })).toEqual({ ok: false, fault: "sources" });
    expect(await ask({ items: [...item("kWh"), ...item("MWh")] })).toEqual({ ok: false, fault: "sources" });
    expect(await ask({ items: item("t") })).toEqual({ ok: false, fault: "unit" });
    expect(await ask({ expiresAt: new Date(Date.now() - 1) })).toEqual({ ok: false, fault: "expiry" });
    expect(await ask({ expiresAt: new Date(Date.now() + 400 * DAY) })).toEqual({ ok: false, fault: "expiry" });
    await expect(ask({ inventoryId: other.inventory.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(
      ask({ items: [{ sourceId: other.sources.gas!.id, unit: "Nm3", isEvidenceRequired: false }] }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await inside(actor, (tx) => listDataRequests(tx, actor.organizationId))).toEqual([]);
  });

  it("is limited to its tenant: another tenant finds no request", async () => {
    const one = await make();
    const other = await make();
    await expect(
      inside(other.actor, (tx) => getDataRequest(tx, other.actor.organizationId, one.id)),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(inside(other.actor, (tx) => revokeDataRequest(tx, other.actor, one.id, "x"))).rejects.toMatchObject({
      code: "not_found",
    });
    const link = (await find(one.token))!;
    const crossed = { ...link, tenantId: other.actor.tenantId };
    await expect(
      engine.doors.withTenant({ tenantId: crossed.tenantId, userId: "x" }, (tx) => openRequest(tx, crossed)),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  describe("reminders", () => {
    // Read once, because the day can end during the test.
    const begun = Date.now();
    const dayIn = (days: number, from = begun) => new Date(from + days * DAY).toISOString().slice(0, 10);
    const endingIn = (days: number, from = begun) => new Date(`${dayIn(days, from)}T23:59:59.999Z`);
    const noonOf = (day: string) => new Date(`${day}T12:00:00Z`);
    const remindersAt = async (actor: Actor, now: Date) =>
      (await written<RequestReminder>((write) => claimRequestReminders(engine.doors, now, write))).filter(
        ({ tenantId }) => tenantId === actor.tenantId,
      );
    const remindersOf = (actor: Actor, day: string) => remindersAt(actor, noonOf(day));

    it("are sent once a week and a day before expiry, with a working link and the same expiry", async () => {
      const { actor, id, token } = await make({ expiresAt: endingIn(20) });
      for (const days of [12, 14, 18]) expect(await remindersOf(actor, dayIn(days))).toEqual([]);
      const [first, ...others] = await remindersOf(actor, dayIn(13));
      expect(others).toEqual([]);
      expect(first).toMatchObject({ recipientEmail: "li@sample.example", locale: "zh", message: "For the year 2025." });
      expect(first!.asker).not.toBe("");
      expect(await remindersOf(actor, dayIn(13))).toEqual([]);
      await expect(asRecipient(token, async () => null)).rejects.toMatchObject({ code: "not_found" });
      await asRecipient(first!.token, async (_tx, { request }) => expect(request.expiresAt).toEqual(endingIn(20)));
      expect(await remindersOf(actor, dayIn(19))).toHaveLength(1);
      const { steps } = await inside(actor, (tx) => getDataRequest(tx, actor.organizationId, id));
      expect(steps.map(({ kind }) => kind)).toEqual(["sent", "reminded", "reminded"]);
    });

    it("count days by the calendar of the workspace", async () => {
      const { actor } = await make({ expiresAt: endingIn(20) });
      await inside(actor, (tx) => stateTenantZone(tx, actor, "Etc/GMT+12"));
      // In that time zone every day begins at noon UTC.
      const morning = new Date(noonOf(dayIn(13)).getTime() - 1);
      expect(await remindersAt(actor, morning)).toEqual([]);
      expect(await remindersAt(actor, noonOf(dayIn(13)))).toHaveLength(1);
    });

    it("skip recipients who have answered, are typing, got an email that day, or have nothing left to answer", async () => {
      const answered = await make({ expiresAt: endingIn(8) });
      const cells = [0, 1].flatMap((position) => MONTHS.map((month) => cell(position, month, { kind: "no_activity" })));
      await answer(answered.token, cells);
      expect(await state(answered.actor, answered.id)).toBe("answered");
      expect(await remindersOf(answered.actor, dayIn(1))).toEqual([]);
      const typing = await make({ expiresAt: endingIn(8) });
      await asRecipient(typing.token, (tx, open) => saveDraft(tx, open, cells.slice(0, 1)));
      expect(await remindersOf(typing.actor, dayIn(1))).toEqual([]);
      const ofTheDay = await withinWindow(DAY / 1000, async () => {
        const today = Date.now();
        const { actor } = await make({ expiresAt: endingIn(7, today) });
        return remindersOf(actor, dayIn(0, today));
      });
      expect(ofTheDay).toEqual([]);
      const revoked = await make({ expiresAt: endingIn(8) });
      await inside(revoked.actor, (tx) => revokeDataRequest(tx, revoked.actor, revoked.id, "Not needed."));
      expect(await remindersOf(revoked.actor, dayIn(1))).toEqual([]);
    });
  });
});
