import { createHash, randomUUID } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvRows } from "#app/encoding/table/csv-rows.ts";
import { withoutGuards } from "#app/encoding/table/print-csv.ts";
import { openWorkbook } from "#app/encoding/workbook/read-workbook.ts";
import { translator } from "#app/i18n/index.ts";
import { makeInvoice } from "#tests/support/list-rows.ts";
import { makePerson } from "#tests/support/own-tenant.ts";
import { equipSeller } from "#tests/support/sample-seller.ts";
import { stateTaxNote } from "#tests/support/save-now.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { invoiceTwice, makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { expectRedirect, readable, signUp, type Visitor } from "#tests/support/visitor.ts";

/** All paths of a seller's pages and files below the workspace. */
const addressesOf = (invoiceId: string, creditNoteId: string) => [
  "seller",
  "seller/bank-accounts",
  "seller/tax-notes",
  "invoices",
  `invoices/${invoiceId}`,
  `invoices/${invoiceId}/pdf`,
  `invoices/${invoiceId}/credit-notes/${creditNoteId}/pdf`,
  `invoices/${invoiceId}/einvoice.xml`,
  `invoices/${invoiceId}/credit-notes/${creditNoteId}/einvoice.xml`,
  `invoices/${invoiceId}/factur-x.pdf`,
  `invoices/${invoiceId}/credit-notes/${creditNoteId}/factur-x.pdf`,
  "business",
  "receivables",
  "receivables/export.csv",
  "receivables/export.xlsx",
  "revenue",
  "revenue/export.csv",
  "revenue/export.xlsx",
  "ledger",
  "ledger/export.csv",
  "exported-services",
  "exported-services/export.csv",
  "exported-services/export.pdf",
  "exported-services/evidence.zip",
];

const FORMS: [path: (invoiceId: string) => string, form: Record<string, string>][] = [
  [() => "seller", { legalNameEn: "Stranger Ltd", country: "HK", homeCurrency: "HKD", timeZone: "UTC" }],
  [() => "seller/bank-accounts", { intent: "propose", currency: "EUR", takesEffectOn: "2026-12-01" }],
  [() => "seller/tax-notes", { ruleId: "own", isOn: "on", textEn: "Stranger" }],
  [(invoiceId) => `invoices/${invoiceId}`, { amount: "1.00", reason: "Stranger" }],
];

const SELLER = {
  legalNameEn: "Sample Carbon Advisory Co., Ltd.",
  country: "CN",
  homeCurrency: "CNY",
  timeZone: "Asia/Shanghai",
  fiscalFirstMonth: "1",
  quotePrefix: "Q",
  invoicePrefix: "INV",
  creditNotePrefix: "CN",
  paymentDays: "30",
};

describe("a seller's pages", () => {
  let server: RunningServer;
  let tenant: TradeTenant;
  let stranger: Visitor;
  let other: TradeTenant;
  let ids: Awaited<ReturnType<typeof invoiceTwice>>;
  beforeAll(async () => {
    server = await useServer();
    [tenant, other] = [await makeTradeTenant(server), await makeTradeTenant(server)];
    stranger = await signUp(server, makePerson("Sample Stranger"));
    await equipSeller(tenant.doors, tenant.actor, ["USD"]);
    ids = await invoiceTwice(tenant);
  });
  afterAll(async () => {
    await Promise.all([tenant?.doors.close(), other?.doors.close()]);
  });

  it("answers the owner, and others as if nothing existed", async () => {
    for (const path of addressesOf(ids.invoiceId, ids.creditNoteId)) {
      const at = `/tenants/${tenant.tenantId}/${path}`;
      expect([path, (await tenant.owner.get(at)).status]).toEqual([path, 200]);
      for (const who of [stranger, other.owner]) expect([path, (await who.get(at)).status]).toEqual([path, 404]);
    }
  });

  it("names the field and character of an unprintable text in the reader's language", async () => {
    const at = `/tenants/${tenant.tenantId}`;
    const bad = "Sample \u{1f9ea}";
    const forms: [path: string, form: Record<string, string>, labels: { en: string; zh: string }][] = [
      ["seller", { ...SELLER, addressEn: bad }, { en: "Address (English)", zh: "地址（英文）" }],
      [`invoices/${ids.invoiceId}`, { amount: "1.00", reason: bad }, { en: "Reason", zh: "原因" }],
    ];
    for (const [path, form, labels] of forms) {
      for (const locale of ["en", "zh"] as const) {
        tenant.owner.setCookie("locale", locale);
        const answer =
          path === "seller"
            ? await tenant.owner.save(`${at}/${path}`, "seller_detail", form)
            : await tenant.owner.post(`${at}/${path}`, form);
        expect([path, answer.status]).toEqual([path, 422]);
        const said = readable(answer.text);
        expect(said).toContain(labels[locale]);
        expect(said).toMatch(/“Sample \u{1f9ea}”.*U\+1F9EA/u);
      }
    }
    tenant.owner.setCookie("locale", "en");
  });

  it("records a fapiao, and shows it on the page and in the files of the seller's lists", async () => {
    const at = `/tenants/${tenant.tenantId}`;
    const page = `${at}/invoices/${ids.invoiceId}`;
    const record = (version: string, change: Record<string, string>) => {
      const base = { intent: "fapiao", setting: `invoice_fapiao:${ids.invoiceId}`, basedOn: version };
      return tenant.owner.post(page, { ...base, kind: "paper_special", code: "3100211130", ...change });
    };
    const first = { number: "0123 4567", issuedOn: "2023-05-08" };
    expect((await record("0", { ...first, code: "" })).status).toBe(422);
    expectRedirect(await record("0", first));
    expect((await record("0", { ...first, number: "76543210" })).status).toBe(409);
    expectRedirect(await record("1", { ...first, number: "76543210" }));
    const shown = readable((await tenant.owner.get(page)).text);
    for (const number of ["01234567", "76543210"]) expect(shown).toContain(number);
    for (const list of ["invoices", "exported-services"]) {
      expect((await tenant.owner.get(`${at}/${list}/export.csv`)).text).toMatch(
        /Fapiao number[\s\S]*3100211130 76543210/,
      );
    }
    expect(readable((await tenant.owner.get(`${at}/exported-services`)).text)).toContain("3100211130 76543210");
    expect((await other.owner.get(`/tenants/${other.tenantId}/invoices/export.csv`)).text).not.toContain("Fapiao");
  });

  it.each([
    ["receivables", "", 4],
    ["revenue", "", 6],
    ["receivables", "?currency=USD&from=2099-01-01", 0],
  ])("gives %s%s as a workbook with the cells of the CSV file, and figures as numbers", async (list, search, least) => {
    const at = `/tenants/${tenant.tenantId}/${list}`;
    if (search === "") expect((await tenant.owner.get(at)).text).toContain(`href="${at}/export.xlsx"`);
    const answer = await tenant.owner.get(`${at}/export.xlsx${search}`);
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="${list}.xlsx"`);
    const cells = openWorkbook(answer.bytes)
      .readSheet(list)
      .rows.map(({ cells }) => cells.map(({ kind, text }) => ({ kind, text })));
    const csv = (await tenant.owner.get(`${at}/export.csv${search}`)).text;
    const rows = [...csvRows([csv.replace("\uFEFF", "")], ",")].flat().map((row) => row.cells);
    expect(rows.length).toBe(cells.length);
    const filled = rows.map((texts) => texts.filter((text) => text !== "").map(withoutGuards));
    // A number is stored without the zeros at its end.
    const plain = (text: string) => (/^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, "") : text);
    expect(cells.map((row) => row.map(({ text }) => plain(text)))).toEqual(filled.map((row) => row.map(plain)));
    expect(cells.flat().filter(({ kind }) => kind === "number").length).toBeGreaterThanOrEqual(least);
    const faulty = await tenant.owner.get(`${at}/export.xlsx?from=never`);
    expect([faulty.status, (await tenant.owner.get(`${at}/export.csv?from=never`)).status]).toEqual([400, 400]);
  });

  it("shows the evidence of an export, and packs it with a manifest", async () => {
    const at = `/tenants/${tenant.tenantId}/exported-services`;
    const page = readable((await tenant.owner.get(`${at}/${ids.invoiceId}`)).text);
    for (const gap of ["contract", "payer", "statistics"] as const) {
      expect(page).toContain(translator("en").exportedService.lacks[gap]);
    }
    for (const path of [`${at}/${ids.invoiceId}/evidence.zip`, `${at}/evidence.zip`]) {
      const answer = await tenant.owner.get(path);
      expect(answer.headers.get("content-type")).toBe("application/zip");
      const files = unzipSync(answer.bytes);
      const manifest = JSON.parse(strFromU8(files["manifest.json"]!));
      expect(Object.keys(files).sort()).toEqual(
        [...manifest.files.map(({ path: name }: { path: string }) => name), "manifest.json", "manifest.sha256"].sort(),
      );
      for (const { path: name, sha256 } of manifest.files as { path: string; sha256: string }[]) {
        expect([name, createHash("sha256").update(files[name]!).digest("hex")]).toEqual([name, sha256]);
      }
      const [invoice] = Object.keys(files).filter((name) => /\/invoice-/.test(name));
      expect(files[invoice!]).toEqual(
        (await tenant.owner.get(`/tenants/${tenant.tenantId}/invoices/${ids.invoiceId}/pdf`)).bytes,
      );
    }
    for (const who of [stranger, other.owner]) {
      expect((await who.get(`${at}/${ids.invoiceId}/evidence.zip`)).status).toBe(404);
    }
    expect((await tenant.owner.get(`${at}/${ids.creditNoteId}`)).status).toBe(404);
  });

  it("refuses an e-invoice without a VAT category, and gives the reason on the page", async () => {
    const { doors, actor, owner } = tenant;
    const words = { textEn: "No tax.", textLocal: "", localLanguage: "zh" };
    const note = {
      ...words,
      ruleId: "own",
      isOn: true,
      confirmedWith: "Sample Accountants",
      confirmedOn: "2026-01-05",
    };
    await doors.withTenant(actor, (tx) => stateTaxNote(tx, actor, note));
    const invoiceId = await makeInvoice(doors, actor, ids.clientId, "own");
    const page = `/tenants/${tenant.tenantId}/invoices/${invoiceId}`;
    for (const file of ["einvoice.xml", "factur-x.pdf"]) expect((await owner.get(`${page}/${file}`)).status).toBe(409);
    const shown = await owner.get(page);
    expect(readable(shown.text)).toContain("The tax note has no VAT category.");
    expect(shown.text).not.toMatch(/einvoice\.xml|factur-x\.pdf/);
  });

  it("hides invoices of other workspaces", async () => {
    for (const id of [ids.invoiceId, randomUUID(), "none"]) {
      for (const path of [`invoices/${id}`, `invoices/${id}/pdf`]) {
        expect((await other.owner.get(`/tenants/${other.tenantId}/${path}`)).status).toBe(404);
      }
    }
    const note = `invoices/${randomUUID()}/credit-notes/${ids.creditNoteId}/pdf`;
    expect((await other.owner.get(`/tenants/${other.tenantId}/${note}`)).status).toBe(404);
  });

  it("refuses strangers, and credits by an admin without billing permission", async () => {
    for (const [path, form] of FORMS) {
      const at = `/tenants/${tenant.tenantId}/${path(ids.invoiceId)}`;
      for (const who of [stranger, other.owner]) expect((await who.post(at, form)).status).toBe(404);
    }
    const credit = `/tenants/${tenant.tenantId}/invoices/${ids.invoiceId}`;
    expect((await tenant.second.post(credit, { amount: "1.00", reason: "Not mine to say" })).status).toBe(403);
    const { rows } = await tenant.doors.withTenant(tenant.actor, async (tx) => ({
      rows: await tx.selectFrom("credit_note").select("id").execute(),
    }));
    expect(rows).toHaveLength(1);
  });
});
