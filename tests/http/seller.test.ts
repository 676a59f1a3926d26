import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePerson } from "#tests/support/own-tenant.ts";
import { equipSeller } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { invoiceTwice, makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { readable, signUp, type Visitor } from "#tests/support/visitor.ts";

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
  "business",
  "receivables",
  "receivables/export.csv",
  "revenue",
  "revenue/export.csv",
  "ledger",
  "ledger/export.csv",
  "exported-services",
  "exported-services/export.csv",
  "exported-services/export.pdf",
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
  let ids: { invoiceId: string; creditNoteId: string };
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
