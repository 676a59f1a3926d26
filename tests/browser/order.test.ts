import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { translator } from "#app/i18n/index.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { completeChecklist } from "#tests/support/own-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { fillCompany, runNow, YEAR } from "#tests/support/sample-company.ts";
import { makeService, payInvoice } from "#tests/support/sample-order.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { linkIn, readMail, type Visitor } from "#tests/support/visitor.ts";

const en = translator("en");
const zh = translator("zh");

describe("from a quote to the released report in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: TradeTenant;
  let actor: Actor;
  let base: string;
  let runId: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeTradeTenant(server);
    base = `/tenants/${tenant.tenantId}`;
    const { id } = await tenant.doors.withTenant(tenant.actor, (tx) =>
      tx.selectFrom("organization").select("id").executeTakeFirstOrThrow(),
    );
    actor = { ...tenant.actor, organizationId: id };
    await equipSeller(tenant.doors, actor, ["USD"]);
    await makeClient(tenant.doors, actor);
    await makeService(tenant.doors, actor);
    const { inventory } = await fillCompany(tenant.doors, actor);
    await tenant.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
    runId = await runNow(tenant.doors, actor, inventory);
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
  });

  const open = async (who: Visitor | null, options: Parameters<typeof openContext>[3] = {}) =>
    (await openContext(browser, server, who, options)).newPage();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();

  it("is quoted, accepted on a phone, paid by transfer, drafted, issued and released", async () => {
    const page = await open(tenant.owner);
    const complaints = watchComplaints(page);
    const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
    const [t, o] = [en.quote, en.order];
    await page.goto(`${base}/quotes`);
    await see(page, t.empty.title);
    await page.getByRole("link", { name: t.new }).first().click();
    await page.getByLabel(t.client).selectOption({ index: 1 });
    await press(t.start);
    await page.locator("#line-0-serviceId").selectOption({ label: "Inventory report" });
    await page.locator("#currency").selectOption("USD");
    await page.locator("#taxRule").selectOption({ index: 1 });
    await page.locator("#reportingYear").fill("2025");
    await page.locator("#milestone-0-nameEn").fill("Data complete");
    await page.locator("#milestone-0-dueOn").fill("2099-12-01");
    await press(t.edit.deliverables);
    await see(page, t.edit.saved);
    expect(await page.locator("#deliverablesZh").inputValue()).toContain("清单");
    await page.locator("#inventoryId").selectOption({ index: 1 });
    await page.locator("#gatesIssue").check();
    await press(t.edit.save);
    await see(page, t.faults.rate);
    expect(await findBarriers(page)).toEqual([]);
    await page.locator("#exchangeRate").fill("7.1023");
    await page.locator("#exchangeSource").fill("Sample Bank, middle rate");
    await page.locator("#exchangeDate").fill("2026-11-26");
    await press(t.edit.save);
    await see(page, t.edit.saved);
    await page.locator("summary", { hasText: t.edit.send }).click();
    await press(t.edit.send);
    await see(page, t.steps.sent(1));
    expect(await findBarriers(page)).toEqual([]);

    const link = new URL(linkIn(await readMail(server, "buyer@sample.example", "quote")), server.origin).pathname;
    const phone = await open(null, { width: 390, height: 844 });
    await phone.goto(link);
    await see(phone, en.quote.recipient.acceptTitle);
    expect(await findBarriers(phone)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await phone.locator("#name").fill("Li Na");
    await phone.getByRole("button", { name: t.recipient.accept, exact: true }).click();
    await see(phone, t.recipient.faults.role_missing);
    expect(await phone.locator("#name").inputValue()).toBe("Li Na");
    await phone.locator("#role").fill("Purchasing");
    await phone.locator("#purchaseOrder").fill("PO-4500012345");
    await phone.locator("#agree").check();
    await phone.getByRole("button", { name: t.recipient.accept, exact: true }).click();
    await see(phone, o.recipient.accepted);

    await page.goto(`${base}/orders`);
    await see(page, o.waits.invoice);
    expect(await findBarriers(page)).toEqual([]);
    await page
      .getByRole("link", { name: /^Q-\d{4}-\d{6}$/ })
      .first()
      .click();
    await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
    const orderId = page.url().split("/").at(-1)!;
    expect(await page.locator("#invoice_deposit-buyerReference").inputValue()).toBe("PO-4500012345");
    await see(page, o.work);
    expect(await findBarriers(page)).toEqual([]);
    await press(o.acts.invoice_deposit);
    await see(page, o.actsAbout.wait_payment);
    await phone.reload();
    await see(phone, /^RF\d\d /);
    await see(phone, "SMPLCNSHXXX");
    expect(await findBarriers(phone)).toEqual([]);
    await pay(orderId, 144_000n);
    await page.reload();
    await press(o.acts.start);
    await press(o.acts.deliver);
    await press(o.acts.invoice_balance);
    await see(page, o.actsAbout.wait_payment);
    const reports = `/organizations/${actor.organizationId}/reports?run=${runId}`;
    await completeChecklist(tenant.owner, `/organizations/${actor.organizationId}`, runId);
    await page.goto(reports);
    await see(page, /can't be issued until order \S+ is paid/);
    await phone.reload();
    await see(phone, o.recipient.draftPdf);
    await pay(orderId, 336_000n);
    await page.goto(reports);
    await page.locator("summary", { hasText: en.reportPage.issue }).click();
    await press(en.reportPage.issue);
    await see(page, en.reportLife.states.issued);
    await page.goto(`${base}/orders/${orderId}`);
    await press(o.acts.release);
    await see(page, o.states.released);
    expect(await findBarriers(page)).toEqual([]);
    await phone.reload();
    await see(phone, /^GHG-/);
    await phone.getByRole("link", { name: o.recipient.verify }).click();
    await see(phone, en.verify.page.record.word);
    expect(complaints).toEqual([]);
    await Promise.all([page.context().close(), phone.context().close()]);
  });

  it("is in Chinese for a client who reads Chinese", async () => {
    const page = await open(null, { locale: "zh-CN" });
    await page.goto(`/quotes/${"A".repeat(43)}`);
    await see(page, zh.quote.recipient.deadTitle);
    await page.context().close();
  });

  async function pay(orderId: string, minor: bigint): Promise<void> {
    const [invoice] = await tenant.doors.withTenant(actor, (tx) => listInvoices(tx, { orderId }));
    await payInvoice(tenant.doors, actor, invoice!.id, minor);
  }
});
