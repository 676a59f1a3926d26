import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { type FakeClamd, startFakeClamd } from "#tests/support/fake-clamd.ts";
import { inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { expectRedirect, readable, type Visitor } from "#tests/support/visitor.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("evidence over http", () => {
  let server: TestServer;
  let clamd: FakeClamd;
  let a: OwnTenant;
  let b: OwnTenant;
  let base: string;
  let page: string;
  beforeAll(async () => {
    clamd = await startFakeClamd();
    server = await startServer("PostgreSQL", { CLAMD: clamd.address });
    a = await makeOwnTenant(server, "Quillfeather");
    b = await makeOwnTenant(server, "Marrowgate");
    base = `/organizations/${a.ids.organizationId}`;
    page = `${base}/activities/${a.ids.recordId}/evidence`;
  });
  afterAll(async () => {
    await server?.remove();
    await clamd?.close();
  });

  const upload = (name: string, bytes: Uint8Array | string, to = `${page}.json`, who: Visitor = a.owner) =>
    who.upload(to, {}, { field: "file", name, bytes });
  const stored = () =>
    readdirSync(join(server.dataDir, "evidence"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it("shows a PDF and an image in a sandbox only, and a table as a download only", async () => {
    const image = JSON.parse((await upload("meter.png", PNG)).text).outcomes[0];
    const table = JSON.parse((await upload("meter.csv", "meter,kWh\nM1,5\n")).text).outcomes[0];
    for (const [id, type, bytes] of [
      [a.ids.evidenceId, "application/pdf", pdfOf("Quillfeather pays for two nights")],
      [image.fileId, "image/png", PNG],
    ] as const) {
      const shown = await a.owner.get(`${base}/evidence/${id}/preview`);
      expect(shown.status).toBe(200);
      expect(Buffer.from(shown.bytes).equals(Buffer.from(bytes))).toBe(true);
      expect(Object.fromEntries(shown.headers)).toMatchObject({
        "content-type": type,
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-store",
        "content-disposition": expect.stringMatching(/^inline; filename="[^"]+"; filename\*=UTF-8''/),
        "content-length": String(bytes.length),
      });
    }
    expect((await a.owner.get(`${base}/evidence/${table.fileId}/preview`)).status).toBe(404);
    const saved = await a.owner.get(`${base}/evidence/${table.fileId}/download`);
    expect(saved.text).toBe("meter,kWh\nM1,5\n");
    expect(saved.headers.get("content-type")).toBe("text/csv");
    expect(saved.headers.get("content-disposition")).toBe(
      `attachment; filename="meter.csv"; filename*=UTF-8''meter.csv`,
    );
    expect(saved.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
  });

  it("uses names for display only, never as path, header or markup", async () => {
    const names = ["../../../../etc/cron.d/x.pdf", "C:\\x\\..\\bill.pdf", 'a";x="b<script>.pdf', "电费单\u202efdp.exe"];
    for (const [index, name] of names.entries()) {
      const { outcomes } = JSON.parse((await upload(name, pdfOf(`name ${index}`))).text);
      expect(outcomes[0]).toMatchObject({ outcome: "kept" });
      expect(outcomes[0].name).not.toMatch(/[/\\\u202e]/);
      const saved = await a.owner.get(`${base}/evidence/${outcomes[0].fileId}/download`);
      expect(saved.headers.get("content-disposition")).toMatch(
        /^attachment; filename="[^"\\]*"; filename\*=UTF-8''\S+$/,
      );
    }
    expect((await a.owner.get(page)).text).not.toContain("<script>.pdf");
    const root = join(server.dataDir, "evidence");
    for (const path of stored()) {
      expect(path.slice(root.length)).toMatch(/^\/[0-9a-f-]{36}\/[0-9a-f]{2}\/[0-9a-f]{64}-[0-9a-f-]{36}$/);
    }
  });

  it("refuses wrong types and mixed files by their content, with what to do, and leaves nothing", async () => {
    const before = stored().length;
    const cases: [string, string | Uint8Array, string][] = [
      ["bill.pdf", "<html><script>alert(1)</script></html>", "html"],
      ["bill.pdf", Buffer.concat([pdfOf("x"), Buffer.from("<html><script>alert(1)</script>")]), "polyglot"],
      ["bill.pdf", Buffer.concat([Buffer.from("<html>"), pdfOf("x")]), "html"],
      ["photo.png", '<svg xmlns="http://www.w3.org/2000/svg"/>', "svg"],
      ["photo.jpg", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "heic"],
      ["table.csv", Buffer.from("MZ\x90\0,;", "latin1"), "executable"],
    ];
    for (const [name, bytes, code] of cases) {
      expect(JSON.parse((await upload(name, bytes)).text).outcomes).toEqual([
        { outcome: "refused", name, code, facts: {} },
      ]);
    }
    const plain = await upload("bill.pdf", "<html></html>", page);
    expect(plain.status).toBe(422);
    expect(readable(plain.text)).toContain("Print it to PDF and attach the PDF");
    expect(stored()).toHaveLength(before);
  });

  it("ends a file at the limit while it streams in, and a form that is cut off at once", async () => {
    const before = stored().length;
    const answer = await upload("big.pdf", new Uint8Array(21 * 1024 * 1024));
    expect(JSON.parse(answer.text).outcomes[0]).toMatchObject({ code: "too_large", facts: { limit: "20 MiB" } });
    const cut = await a.owner.request("POST", `${page}.json`, {
      headers: { "content-type": "multipart/form-data; boundary=x" },
      body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 never ends',
    });
    expect(cut.status).toBe(422);
    expect(stored()).toHaveLength(before);
  });

  it("uploads, attaches, removes and erases a file without JavaScript", async () => {
    const kept = expectRedirect(await upload("year.pdf", pdfOf("the year"), `${base}/evidence`));
    const file = await a.owner.get(kept);
    const ids = [...file.text.matchAll(/name="record-([0-9a-f-]{36})"/g)].map(([, id]) => id!);
    expect(ids.length).toBeGreaterThan(2);
    const nothing = await a.owner.post(kept, { intent: "attach-records" });
    expect(nothing.status).toBe(422);
    expect(readable(nothing.text)).toContain("Select at least one record");
    const ticked = Object.fromEntries(ids.slice(0, 2).map((id) => [`record-${id}`, "on"]));
    expectRedirect(await a.owner.post(kept, { intent: "attach-records", ...ticked }));
    expectRedirect(await a.owner.post(kept, { intent: "attach-period", period: "2025-03", sourceId: "" }));
    expect((await a.owner.post(kept, { intent: "erase", reason: "done" })).status).toBe(422);
    const attached = [...(await a.owner.get(kept)).text.matchAll(/name="attachmentId" value="([^"]+)"/g)];
    expect(attached).toHaveLength(3);
    for (const [, attachmentId] of attached) {
      expect((await a.owner.post(kept, { intent: "detach", attachmentId: attachmentId!, reason: "" })).status).toBe(
        422,
      );
      expectRedirect(await a.owner.post(kept, { intent: "detach", attachmentId: attachmentId!, reason: "mistaken" }));
    }
    expectRedirect(await a.owner.post(kept, { intent: "erase", reason: "not ours" }));
    expect(readable((await a.owner.get(kept)).text)).toContain("not ours");
    expect((await a.owner.get(`${kept}/download`)).status).toBe(404);
    expect((await a.owner.get(`${base}/evidence?state=erased`)).text).toContain("year.pdf");
    expect((await a.owner.get(`${base}/evidence/export.csv?state=erased`)).text).toContain("year.pdf");
    expect((await a.owner.get(`${base}/activities/${ids[0]}/history`)).text).toContain("mistaken");
  });

  it("saves the records of a bill without JavaScript: all or none, keeps typed values, recognizes repeats", async () => {
    const { fileId } = JSON.parse((await upload("three months.pdf", pdfOf("three months"))).text).outcomes[0];
    const file = `${base}/evidence/${fileId}`;
    expect((await a.owner.get(file)).text).toContain(`href="${file}/records"`);
    expect((await a.owner.get(`${base}/evidence`)).text).toContain(`href="${file}/records"`);
    const form = readable((await a.owner.get(`${file}/records`)).text);
    expect(form).toContain("Row 5");
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    const electricity = /value="([0-9a-f-]{36})"[^>]*>Quillfeather Electricity</.exec(
      (await a.owner.get(`${file}/records`)).text,
    )![1]!;
    const fieldsOf = (index: number, period: string, quantity: string, unit: string) => ({
      [`record-${index}`]: ids[index]!,
      [`sourceId-${index}`]: electricity,
      [`period-${index}`]: period,
      [`quantity-${index}`]: quantity,
      [`unit-${index}`]: unit,
      [`dataQuality-${index}`]: "measured",
      [`note-${index}`]: `line ${index} of the bill`,
    });
    const empty = { "record-2": ids[2]!, "dataQuality-2": "measured" };
    const common = { inventory: a.ids.inventoryId!, intent: "save" };
    const good = fieldsOf(0, "2025-07", "1234.5", "kWh");

    const refused = await a.owner.post(`${file}/records`, {
      ...common,
      ...good,
      ...fieldsOf(1, "2025-08", "1,5", "kg"),
      ...empty,
    });
    expect(refused.status).toBe(422);
    for (const typed of ['value="1234.5"', 'value="1,5"', 'value="kg"', 'value="line 1 of the bill"', ids[0]!]) {
      expect(refused.text).toContain(typed);
    }
    expect(refused.text).toContain('href="#quantity-1"');
    expect(refused.text).toContain('id="unit-1-error"');
    expect(refused.text).not.toContain('id="quantity-0-error"');
    expect((await a.owner.get(file)).text).not.toContain(ids[0]!);

    const more = await a.owner.post(`${file}/records`, { ...common, intent: "more", ...good });
    expect(more.status).toBe(200);
    expect(readable(more.text)).toContain("Row 6");
    expect(more.text).toContain('value="1234.5"');
    expect((await a.owner.post(`${file}/records`, { ...common, ...empty })).status).toBe(422);

    const whole = { ...common, ...good, ...fieldsOf(1, "2025-08", "0.6", "kWh"), ...empty };
    expect(expectRedirect(await a.owner.post(`${file}/records`, whole))).toBe(`${file}?entered=2`);
    expect(expectRedirect(await a.owner.post(`${file}/records`, whole))).toBe(`${file}?entered=2`);
    const shown = readable((await a.owner.get(`${file}?entered=2`)).text);
    expect(shown).toContain(translator("en").evidence.entry.entered("2"));
    expect(shown).toContain("1,235.1");
    expect(readable((await a.owner.get(`${base}/activities/${ids[1]}/evidence`)).text)).toContain("three months.pdf");
    const changed = await a.owner.post(`${file}/records`, { ...whole, "quantity-1": "0.7" });
    expect(changed.status).toBe(422);
    expect(changed.text).toContain('id="quantity-1-error"');
  });

  it("lets no viewer enter records, and no one read from or write to another tenant", async () => {
    const viewer = await inviteMember(server, a, "viewer");
    const records = `${base}/evidence/${a.ids.evidenceId}/records`;
    const row = { "record-0": randomUUID(), "period-0": "2025-07", "quantity-0": "1", "unit-0": "kWh" };
    const fields = { intent: "save", inventory: a.ids.inventoryId!, "sourceId-0": a.ids.sourceId!, ...row };
    expect((await viewer.get(records)).status).toBe(403);
    expect((await viewer.post(records, fields)).status).toBe(403);
    expect((await viewer.get(`${base}/evidence`)).text).not.toContain("/records");
    const own = `/organizations/${b.ids.organizationId}/evidence`;
    const foreign = [
      [`${own}/${a.ids.evidenceId}/records`, {}],
      [records, {}],
      [`${own}/${b.ids.evidenceId}/records`, { inventory: b.ids.inventoryId! }],
      [`${own}/${b.ids.evidenceId}/records`, { "sourceId-0": b.ids.sourceId! }],
      [`${own}/${randomUUID()}/records`, { intent: "more" }],
    ] as const;
    for (const [path, changes] of foreign) {
      const answer = await b.owner.post(path, { ...fields, ...changes });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it("can be read by a viewer, not by an outsider, and answers another tenant's ids like unknown ones", async () => {
    const viewer = await inviteMember(server, a, "viewer");
    expect((await viewer.get(`${base}/evidence/${a.ids.evidenceId}/preview`)).status).toBe(200);
    expect((await upload("x.pdf", pdfOf("viewer"), `${page}.json`, viewer)).status).toBe(403);
    const own = `/organizations/${b.ids.organizationId}`;
    for (const id of [a.ids.evidenceId, randomUUID(), "x", "..%2f..%2fx"]) {
      for (const end of ["", "/preview", "/download"]) {
        const path = `${own}/evidence/${id}${end}`;
        expect((await b.owner.get(path)).status, path).toBe(404);
      }
      expect((await b.owner.get(`${base}/evidence/${id}/preview`)).status).toBe(404);
    }
    const foreign = `${own}/activities/${a.ids.recordId}/evidence`;
    expect((await b.owner.get(foreign)).status).toBe(404);
    expect((await upload("x.pdf", pdfOf("foreign"), `${foreign}.json`, b.owner)).status).toBe(404);
  });

  it("rejects files while the scanner is down, reports it, and keeps nothing", async () => {
    const before = stored().length;
    await clamd.close();
    const plain = await upload("bill.pdf", pdfOf("unscanned"), page);
    expect(plain.status).toBe(422);
    expect(readable(plain.text)).toContain("The virus scanner is not available");
    expect(JSON.parse((await upload("bill.pdf", pdfOf("unscanned"))).text).outcomes).toMatchObject([
      { outcome: "refused", code: "scanner_away" },
    ]);
    expect(stored()).toHaveLength(before);
  });
});
