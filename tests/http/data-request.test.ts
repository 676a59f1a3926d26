import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { askForData, inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, linkIn, readable, readMail, Visitor } from "#tests/support/visitor.ts";
import { withinWindow } from "#tests/support/within-window.ts";

const PDF = pdfOf("a bill of the landlord");

describe("data requests over http", () => {
  let server: RunningServer;
  let a: OwnTenant;
  let b: OwnTenant;
  let base: string;
  beforeAll(async () => {
    server = await useServer();
    a = await makeOwnTenant(server, "Quillfeather");
    b = await makeOwnTenant(server, "Marrowgate");
    base = `/organizations/${a.ids.organizationId}`;
  });

  const ask = (changes: Record<string, string> = {}) =>
    askForData(a.owner, base, { ...a.ids, word: "Quillfeather" }, changes);
  const stranger = () => new Visitor(server);
  const cell = (changes: object = {}) => ({
    position: 0,
    month: "2025-01",
    kind: "quantity",
    quantity: "5",
    unit: "kWh",
    dataQuality: "measured",
    note: "",
    ...changes,
  });
  const save = (visitor: Visitor, link: string, body: unknown) =>
    visitor.request("POST", `${link}/answers.json`, {
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const upload = (visitor: Visitor, link: string, place: Record<string, string>, bytes: Uint8Array | string = PDF) =>
    visitor.upload(`${link}/files.json`, place, { field: "file", name: "bill.pdf", bytes });
  const unitOf = async (visitor: Visitor, link: string) =>
    /name="a\.0\.2025-01\.unit"[\s\S]*?<option value="([^"]+)"/.exec((await visitor.get(link)).text)?.[1] ?? "";

  it("takes a request from the email to the records without an account or scripts", async () => {
    const email = `${randomUUID()}@sample.example`;
    await ask({ recipientEmail: email, locale: "zh", message: "Meter 7\nplease" });
    const mail = await readMail(server, email, "dataRequest");
    expect(mail).toMatch(/请您提供/);
    expect(mail).toContain("Meter 7\nplease");
    const link = linkIn(mail);
    const visitor = stranger();
    const page = await visitor.get(link);
    expect(page.status).toBe(200);
    expect(readable(page.text)).toContain("Quillfeather Person");
    expect(page.text).toMatch(/<div lang="zh-Hans"/);
    const unit = await unitOf(visitor, link);
    const fields = {
      intent: "review",
      "a.0.2025-01.kind": "quantity",
      "a.0.2025-01.quantity": "77123.5",
      "a.0.2025-01.unit": unit,
      "a.0.2025-02.kind": "not_available",
      "a.0.2025-02.note": "the meter was away",
    };
    expect(expectRedirect(await visitor.post(link, fields))).toBe(`${link}/review`);
    expect(readable((await visitor.get(`${link}/review`)).text)).toContain("the meter was away");
    const withFile = await visitor.upload(
      link,
      { position: "0", month: "" },
      { field: "file", name: "b.pdf", bytes: PDF },
    );
    expectRedirect(withFile);
    expect(expectRedirect(await visitor.post(`${link}/review`, {}))).toBe(`${link}?done=1`);
    expect(await readMail(server, a.person.email, "dataRequestAnswered")).toContain("/data-requests/");
    const request = linkIn(await readMail(server, a.person.email, "dataRequestAnswered"));
    const answers = readable((await a.owner.get(request)).text);
    for (const words of ["77,123.5", "the meter was away", "b.pdf"]) expect(answers).toContain(words);
    const listed = await a.owner.get(`${base}/data-requests?state=answered`);
    expect(readable(listed.text)).toContain(email);
    expect((await a.owner.get(`${base}/data-requests/export.csv`)).text).toContain(email);
  });

  it("shows the recipient no other data of the company and does not leak the address", async () => {
    const { link } = await ask();
    const visitor = stranger();
    for (const path of [link, `${link}/review`]) {
      const page = await visitor.get(path);
      expect(Object.fromEntries(page.headers)).toMatchObject({
        "referrer-policy": "strict-origin",
        "cache-control": "private, no-store",
        "x-robots-tag": "noindex, nofollow",
        "content-security-policy": expect.stringContaining("default-src 'none'"),
      });
      const internal = [...Object.values(a.ids), ...a.figures, a.person.email, "52180.25", "508400", "alloy"];
      for (const secret of internal) expect(page.text, secret).not.toContain(secret);
      expect(page.text).not.toMatch(/(src|href)="https?:\/\/(?!localhost)/);
    }
    for (const path of ["", "/activities", "/data-requests", `/evidence/${a.ids.evidenceId}/download`]) {
      expect((await visitor.get(`${base}${path}`)).location).toMatch(/^\/sign-in/);
    }
    expect(server.readLog()).not.toContain(link.split("/").at(-1));
  });

  it("responds to random, wrong, replaced and withdrawn links in the same way", async () => {
    const old = await ask();
    const page = `${base}/data-requests/${old.dataRequestId}`;
    const expires = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    expectRedirect(await a.owner.post(page, { intent: "remind", expires }));
    const gone = await ask();
    expectRedirect(
      await a.owner.post(`${base}/data-requests/${gone.dataRequestId}`, { intent: "revoke", reason: "late" }),
    );
    const random = `/requests/${randomBytes(32).toString("base64url")}`;
    const dead = [random, old.link, gone.link, `${random}x`, "/requests/x", "/requests/..%2f..%2fx"];
    const seen = new Set<string>();
    for (const link of dead) {
      for (const path of [link, `${link}/review`]) {
        const answer = await stranger().get(path);
        expect(answer.status, path).toBe(404);
        seen.add(readable(answer.text));
      }
      expect((await save(stranger(), link, { cells: [cell()] })).status).toBe(404);
      expect((await upload(stranger(), link, { position: "0", month: "" })).status).toBe(404);
      expect(expectRedirect(await stranger().post(link, { intent: "save" }))).toBe(link.replace(/\/$/, ""));
      expectRedirect(await stranger().post(`${link}/review`, {}));
    }
    expect(seen.size).toBe(1);
  });

  it("opens only the requested cells and rejects crafted positions, ids and bodies", async () => {
    const { link } = await ask();
    const other = await ask();
    const visitor = stranger();
    for (const wrong of [{ position: 1 }, { month: "2025-03" }, { month: "2024-01" }]) {
      expect((await save(visitor, link, { cells: [cell(wrong)] })).status, JSON.stringify(wrong)).toBe(404);
    }
    const bodies: unknown[] = [
      "{",
      "[]",
      { cells: [cell({ sourceId: a.ids.sourceId })] },
      { cells: [cell({ recordId: a.ids.recordId })] },
      { cells: [cell({ position: -1 })] },
      { cells: [cell({ kind: "delete" })] },
      { cells: [cell({ quantity: "\u0000" })] },
      { cells: [cell({ note: "x".repeat(1001) })] },
      { cells: [cell()], tenantId: b.ids.organizationId },
    ];
    for (const body of bodies) expect((await save(visitor, link, body)).status, JSON.stringify(body)).toBe(422);
    for (const place of [
      { position: "1", month: "" },
      { position: "0", month: "2025-03" },
      { position: "x", month: "" },
    ]) {
      expect((await upload(visitor, link, place)).status).toBe(404);
    }
    expect(JSON.parse((await upload(visitor, other.link, { position: "0", month: "" })).text).outcomes).toHaveLength(1);
    const fileOfOther = /name="remove" value="([^"]+)"/.exec((await visitor.get(other.link)).text)?.[1] ?? "";
    for (const remove of [a.ids.evidenceId, fileOfOther, randomUUID(), "x"]) {
      expectRedirect(await visitor.post(link, { remove }));
    }
    expect((await visitor.get(other.link)).text).toContain(fileOfOther);
    expectRedirect(await visitor.post(link, { intent: "save", "a.7.2025-01.quantity": "1" }));
    expect((await visitor.get(link)).text).not.toContain("a.7.");
    const foreign = { headers: { origin: "https://evil.example" }, body: new URLSearchParams({ intent: "save" }) };
    expect((await visitor.request("POST", link, foreign)).status).toBe(403);
  });

  it("accepts files by content, reveals no other files, and limits the rate of uploads", async () => {
    const { link } = await ask();
    const visitor = stranger();
    const known = pdfOf("Quillfeather pays for two nights");
    const outcomesOf = async (bytes: Uint8Array | string) =>
      JSON.parse((await upload(visitor, link, { position: "0", month: "2025-01" }, bytes)).text).outcomes;
    // The company already has this file. The response does not reveal it.
    expect(await outcomesOf(known)).toEqual([{ outcome: "kept", name: "bill.pdf" }]);
    expect(await outcomesOf("<html><script>alert(1)</script></html>")).toMatchObject([
      { outcome: "refused", code: "html" },
    ]);
    const last = await withinWindow(3600, async () => {
      let status = 0;
      for (let tries = 0; tries < 70 && status !== 429; tries += 1) {
        status = (await upload(visitor, link, { position: "0", month: "" }, "x")).status;
      }
      return status;
    });
    expect(last).toBe(429);
  });

  it("lets editors send requests, viewers read them, and outsiders do nothing", async () => {
    const { dataRequestId } = await ask();
    const page = `${base}/data-requests/${dataRequestId}`;
    const viewer = await inviteMember(server, a, "viewer");
    expect((await viewer.get(page)).status).toBe(200);
    expect((await viewer.get(`${base}/data-requests/new`)).status).toBe(403);
    for (const intent of ["remind", "accept", "revoke"]) {
      const fields = { intent, reason: "x", expires: "2099-01-01" };
      expect((await viewer.post(page, fields)).status, intent).toBe(403);
      expect((await b.owner.post(page, fields)).status, intent).toBe(404);
    }
    const own = `/organizations/${b.ids.organizationId}/data-requests`;
    expect((await b.owner.get(`${own}/${dataRequestId}`)).status).toBe(404);
    const stolen = { ...b.ids, sourceId: a.ids.sourceId, word: "Marrowgate" };
    await expect(askForData(b.owner, `/organizations/${b.ids.organizationId}`, stolen)).rejects.toThrow();
    const early = await a.owner.post(page, { intent: "accept" });
    expect(early.status).toBe(422);
    expect(readable(early.text)).toContain("no answers to accept");
  });

  it("prevents approval by the person who sent the request, with a message in both languages", async () => {
    const { dataRequestId, link } = await ask();
    const second = await inviteMember(server, a, "admin");
    const visitor = stranger();
    const month = "a.0.2025-02";
    const fields = {
      intent: "review",
      [`${month}.kind`]: "quantity",
      [`${month}.quantity`]: "77123.5",
      [`${month}.unit`]: await unitOf(visitor, link),
    };
    expectRedirect(await visitor.post(link, fields));
    expectRedirect(await visitor.post(`${link}/review`, {}));
    const { rows } = await asOwner(server.ownerUrl, (db) =>
      sql<{ record_id: string }>`select record_id from activity_record
        where created_by = ${`request:${dataRequestId}`}`.execute(db),
    );
    const { record_id: recordId } = rows[0]!;
    const records = `${base}/review/records`;
    const act = (who: Visitor, fields: Record<string, string>) =>
      who.post(`${base}/activities/review`, { recordId, next: records, ...fields });
    expect(expectRedirect(await act(a.owner, { intent: "submit" }))).toContain("done=1");
    const refused = expectRedirect(await act(a.owner, { intent: "approve" }));
    expect(refused).toContain("done=0");
    for (const locale of ["en", "zh"] as const) {
      const page = await a.owner.get(refused, { cookie: `${a.owner.cookie}; locale=${locale}` });
      const { review: t } = translator(locale);
      expect(readable(page.text)).toContain(readable(t.describeLeft("own_request", {})));
      expect(readable(page.text)).toContain(readable(t.ownWork.own_request));
    }
    expect(expectRedirect(await act(second, { intent: "approve" }))).toContain("done=1");
  });

  it("shows the link once, to its author", async () => {
    const { dataRequestId, link } = await ask();
    expect((await a.owner.get(`${base}/data-requests/${dataRequestId}`)).text).not.toContain(link);
  });
});
