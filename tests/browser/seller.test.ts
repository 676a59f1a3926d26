import { createHash } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, isAwake, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeClient } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { invoiceTwice, makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { expectToFit } from "#tests/support/views.ts";
import { expectRedirect, type Visitor } from "#tests/support/visitor.ts";

const en = translator("en");

describe("a seller in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: TradeTenant;
  let base: string;
  let made: { invoiceId: string; creditNoteId: string };
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeTradeTenant(server);
    base = `/tenants/${tenant.tenantId}`;
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
  });

  const open = async (who: Visitor, options: Parameters<typeof openContext>[3] = {}) =>
    (await openContext(browser, server, who, options)).newPage();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();

  it("explains what to do while nothing is entered", async () => {
    const page = await open(tenant.owner);
    for (const [path, words] of [
      ["seller", en.seller.emptyTitle],
      ["seller/bank-accounts", en.seller.bank.emptyTitle],
      ["seller/tax-notes", en.seller.tax.needSeller],
      ["invoices", en.invoice.emptyTitle],
      ["business", en.business.setUp.title],
      ["ledger", en.ledger.emptyTitle],
      ["exported-services", en.exportedService.emptyTitle],
    ] as const) {
      await page.goto(`${base}/${path}`);
      await see(page, words);
      expect(await findBarriers(page)).toEqual([]);
    }
    await page.context().close();
  });

  it("saves its details, keeps the input of a refused form and names the error", async () => {
    const page = await open(tenant.owner);
    const complaints = watchComplaints(page);
    await page.goto(`${base}/seller`);
    const t = en.seller;
    const field = (name: string) => page.locator(`#${name}`);
    await field("legalNameEn").fill("Sample Carbon Advisory Co., Ltd.");
    await field("legalNameZh").fill("示例碳咨询有限公司");
    await field("country").selectOption("CN");
    await field("taxId").fill("91310000MA1EXAMPLY");
    await field("addressEn").fill("100 Sample Road, Shanghai");
    await field("homeCurrency").selectOption("CNY");
    await field("timeZone").fill("Shanghai time");
    await field("confirmAbove").fill("50,000.00");
    await page.getByRole("button", { name: t.save }).click();
    await see(page, t.fault.time_zone!);
    expect(await field("legalNameZh").inputValue()).toBe("示例碳咨询有限公司");
    expect(await findBarriers(page)).toEqual([]);
    await field("timeZone").fill("Asia/Shanghai");
    await page.getByRole("button", { name: t.save }).click();
    await see(page, t.saved);
    expect(await field("confirmAbove").inputValue()).toBe("50000.00");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("gets a bank account once a second person approves, also without JavaScript", async () => {
    const t = en.seller.bank;
    const page = await open(tenant.owner, { javaScriptEnabled: false });
    await page.goto(`${base}/seller/bank-accounts`);
    await page.locator("#currency").selectOption("USD");
    await page.locator("#holder").fill("Sample Carbon Advisory Co., Ltd.");
    await page.locator("#bankName").fill("Sample Bank");
    await page.locator("#accountNumber").fill("6222 0000 0000 0000 001");
    await page.locator("#bic").fill("SHORT");
    await page.getByRole("button", { name: t.propose }).click();
    await see(page, t.fault.bic!);
    expect(await page.locator("#holder").inputValue()).toBe("Sample Carbon Advisory Co., Ltd.");
    await page.locator("#bic").fill("SMPLCNSHXXX");
    await page.getByRole("button", { name: t.propose }).click();
    await see(page, t.done.proposed!);
    expect(await page.getByRole("button", { name: t.approve }).count()).toBe(0);
    await page.context().close();
    const other = await open(tenant.second);
    await other.goto(`${base}/seller/bank-accounts`);
    expect(await findBarriers(other)).toEqual([]);
    await other.getByRole("button", { name: t.approve }).click();
    await see(other, t.inForce);
    await other.context().close();
  });

  it("enables a tax note with the person who confirmed it", async () => {
    const t = en.seller.tax;
    const page = await open(tenant.owner);
    await page.goto(`${base}/seller/tax-notes`);
    const section = page.getByRole("region", { name: t.ruleNames["cn-export-exempt"]! });
    await section.locator("summary").click();
    await section.getByLabel(t.confirmedWith).fill("Sample Accountants");
    await section.getByLabel(t.confirmedOn).fill("2026-11-20");
    await section.getByRole("button", { name: t.switchOn }).click();
    await see(page, t.done);
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
    made = await invoiceTwice(tenant);
  });

  it("finds an invoice, credits it and downloads the same file twice", async () => {
    const t = en.invoice;
    const page = await open(tenant.owner);
    const complaints = watchComplaints(page);
    await page.goto(`${base}/invoices`);
    await page.getByRole("link", { name: /INV-\d{4}-000001/ }).click();
    await see(page, "USD\u00a01,440.00");
    await page.locator("#reason").fill("Rounded down for the client.");
    await page.locator("#amount").fill("10,000.00");
    const press = async () => {
      const submit = page.getByRole("button", { name: t.issueCredit });
      if (!(await submit.isVisible())) await page.locator("summary", { hasText: t.issueCredit }).click();
      await submit.click();
    };
    await press();
    await see(page, t.fault.amount_above_invoice!);
    await page.locator("#amount").fill("40.00");
    await press();
    await see(page, /has been issued/);
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
    for (const path of [`${made.invoiceId}/pdf`, `${made.invoiceId}/credit-notes/${made.creditNoteId}/pdf`]) {
      const hashes = [];
      for (const who of [tenant.owner, tenant.second]) {
        const answer = await who.get(`${base}/invoices/${path}`);
        expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
        hashes.push(createHash("sha256").update(answer.bytes).digest("hex"));
      }
      expect(hashes[0]).toBe(hashes[1]);
    }
  });

  it("shows a balanced ledger and exports with their evidence, as pages and files", async () => {
    const page = await open(tenant.owner);
    await page.goto(`${base}/ledger`);
    await see(page, en.ledger.balanced);
    expect(await page.getByText(en.ledger.outOfBalance).count()).toBe(0);
    await page.goto(`${base}/exported-services?by=client`);
    await page.getByRole("rowheader", { name: "Sample Buyer GmbH" }).waitFor();
    await see(page, en.exportedService.foreignCurrency);
    await page.context().close();
    const csv = await tenant.owner.get(`${base}/exported-services/export.csv?country=DE`);
    expect(csv.text).toMatch(/INV-\d{4}-000001,.*,DE,DE123456788,[^,]+,,,,\d{4}-Q\d,USD,960\.00,600\.00,360\.00,CNY,/);
    const ledger = await tenant.owner.get(`${base}/ledger/export.csv?account=receivable`);
    expect(ledger.text.trim().split("\r\n").length).toBeGreaterThan(3);
    const pdf = await tenant.owner.get(`${base}/exported-services/export.pdf`);
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
  });

  it("leads from each figure of the business to the invoices behind it", async () => {
    const t = en.business;
    const page = await open(tenant.owner);
    await page.goto(`${base}/business`);
    const due = page.getByRole("region", { name: t.due.title, exact: true });
    const total = await due.getByRole("link").last().textContent();
    const lead = async (section: string, shown: RegExp) => {
      await page.goto(`${base}/business`);
      await page.getByRole("region", { name: section, exact: true }).getByRole("link", { name: shown }).first().click();
      await page.getByRole("link", { name: /^INV-/ }).first().waitFor();
      const cells = await page.getByRole("cell", { name: /^USD/ }).allTextContents();
      return cells.map((cell) => BigInt(/USD\s([\d,]+\.\d\d)/.exec(cell)![1]!.replace(/[.,]/g, "")));
    };
    const sum = (rows: bigint[]) => rows.reduce((all, one) => all + one, 0n);
    expect(sum(await lead(t.due.title, /^[\d,]+\.\d\d$/))).toBe(BigInt(total!.replace(/[.,]/g, "")));
    expect(sum(await lead(t.revenue.last, /^USD/))).toBe(480_000n - 48_000n);
    await page.context().close();
  });

  it.each([
    ["en", 1440],
    ["zh", 390],
  ] as const)("is accessible in %s at %i px", async (locale, width) => {
    const page = await open(tenant.owner, { width, height: 900, locale: locale === "en" ? "en-GB" : "zh-CN" });
    const paths = ["seller", "seller/bank-accounts", "seller/tax-notes", "invoices", `invoices/${made.invoiceId}`];
    for (const path of [
      ...paths,
      "business",
      "receivables",
      "revenue",
      "ledger",
      "exported-services",
      `exported-services/${made.invoiceId}`,
    ]) {
      await page.goto(`${base}/${path}`);
      expect([path, await findBarriers(page)]).toEqual([path, []]);
      const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect([path, isTooWide]).toEqual([path, false]);
    }
    await page.context().close();
  });

  it("warns that a colleague changed the same client, and saves over the changes seen", async () => {
    const t = en.client;
    const client = `${base}/clients/${await makeClient(tenant.doors, tenant.actor)}`;
    const page = await open(tenant.owner);
    await page.goto(client);
    await isAwake(page);
    const theirs = {
      intent: "save",
      legalNameEn: "Sample Buyer AG",
      country: "DE",
      email: "buyer@sample.example",
      locale: "en",
    };
    expectRedirect(await tenant.second.post(client, { ...theirs, basedOn: "1" }));
    await page.locator("#legalNameEn").fill("Sample Buyer SE");
    await page.getByRole("button", { name: t.save }).click();
    await see(page, en.setting.changed);
    await page.getByRole("heading", { name: "Sample Buyer AG" }).waitFor();
    expect(await page.locator("#legalNameEn").inputValue()).toBe("Sample Buyer SE");
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: t.save }).click();
    await see(page, t.saved);
    await page.getByRole("heading", { name: "Sample Buyer SE" }).waitFor();
    await page.context().close();
  });

  it.each(["en", "zh"] as const)("keeps contacts and notes of a client without barriers (%s)", async (locale) => {
    const { client: t } = translator(locale);
    const page = await open(tenant.owner, { locale: locale === "zh" ? "zh-CN" : "en-GB" });
    await page.goto(`${base}/clients/${await makeClient(tenant.doors, tenant.actor)}`);
    await isAwake(page);
    const contacts = page.locator("#contacts");
    await contacts.getByText(t.addContact).first().click();
    await contacts.getByLabel(t.contactNameHead).fill("Accounts Sample");
    await contacts.getByLabel(t.role).selectOption("accounts");
    await contacts.getByRole("button", { name: t.addContact }).click();
    await see(page, t.faults.contact_reach);
    await contacts.getByLabel(t.phone).fill("+49 30 000000");
    await contacts.getByRole("button", { name: t.addContact }).click();
    await see(page, t.done.contact);
    await page.getByLabel(t.note, { exact: true }).fill("Asked for the draft by Friday.\nWants both languages.");
    await page.getByRole("button", { name: t.addNote }).click();
    await see(page, t.done.note);
    expect(await page.getByLabel(t.note, { exact: true }).inputValue()).toBe("");
    await see(page, "Wants both languages.");
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page, 320);
    await page.getByRole("button", { name: t.endOf("Accounts Sample") }).click();
    await see(page, t.done.ended);
    await see(page, t.noContacts);
    await page.context().close();
  });
});
