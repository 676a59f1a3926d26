import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { expectToFit } from "#tests/support/views.ts";
import { expectRedirect } from "#tests/support/visitor.ts";

const en = translator("en");

describe("the time sheet in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: TradeTenant;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeTradeTenant(server);
    await equipSeller(tenant.doors, tenant.actor, ["USD"]);
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
  });

  it("leads to a client, then records time of an order by keyboard and values it at the rates", async () => {
    const { doors, actor, tenantId } = tenant;
    const base = `/tenants/${tenantId}`;
    const page = await (await openContext(browser, server, tenant.owner)).newPage();
    const complaints = watchComplaints(page);
    await page.goto(`${base}/time`);
    await page.getByRole("link", { name: en.time.addClient }).waitFor();
    const clientId = await makeClient(doors, actor);
    const content = quoteContent(await makeService(doors, actor));
    const { token } = await makeSentQuote(doors, actor, { clientId, content });
    const orderId = await acceptByLink(doors, token);

    await page.goto(`${base}/orders/${orderId}`);
    await page.locator("#hours").getByRole("link", { name: en.order.addHours }).click();
    await page.waitForURL(/time\?order=/);
    const minutes = page.getByLabel(en.time.minutes, { exact: true });
    await minutes.fill("90");
    await minutes.press("Enter");
    await page.getByRole("status").filter({ hasText: en.time.saved }).waitFor();
    await page.getByRole("link", { name: en.time.rates.open }).click();
    await page.getByLabel(en.time.rates.saleIn("CNY")).fill("600");
    await page.locator("button[name=intent][value=state]:not([aria-hidden])").click();
    await page.waitForURL(/saved/);
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(`${base}/orders/${orderId}`);
    await page.getByText("900.00").first().waitFor();
    await page.getByText(en.time.rates.missing("1:30")).first().waitFor();
    expect(complaints).toEqual([]);
    for (const path of ["time", "time/rates", `orders/${orderId}`, `clients/${clientId}`]) {
      await page.goto(`${base}/${path}`);
      expect(await findBarriers(page)).toEqual([]);
      await expectToFit(page);
    }
    await page.context().close();
  });

  it("invoices time, and keeps the input if time changes before the issue", async () => {
    const { doors, actor, tenantId, owner } = tenant;
    const base = `/tenants/${tenantId}`;
    const work = await makeClient(doors, actor);
    const enter = (minutes: string) =>
      owner.post(`${base}/time`, { intent: "enter", work, day: "2026-10-05", minutes, note: "", isBillable: "on" });
    expectRedirect(await enter("90"));
    const page = await (await openContext(browser, server, owner)).newPage();
    const complaints = watchComplaints(page);
    const field = (name: string) => page.locator(`[name="${name}"]`);
    await page.goto(`${base}/time?client=${work}`);
    await field("currency").selectOption("USD");
    await page.getByRole("button", { name: en.time.toInvoice.submit }).click();
    await page.getByText(en.invoice.time.line("1.5", "h")).waitFor();
    for (const [name, text] of [
      ["line-0-price", "80.00"],
      ["line-1-nameEn", "Travel to the site"],
      ["line-1-price", "120.50"],
      ["exchangeRate", "7.1023"],
      ["exchangeSource", "Sample Bank, middle rate"],
      ["exchangeDate", "2026-10-06"],
    ] as const)
      await field(name).fill(text);
    await field("taxRule").selectOption("cn-export-exempt");
    expectRedirect(await enter("30"));
    const issue = async () => {
      await page.locator("summary", { hasText: en.invoice.issue }).click();
      await page.getByRole("button", { name: en.invoice.issue }).click();
    };
    await issue();
    const alert = page.getByRole("alert").filter({ hasText: en.invoice.raiseFault.time_changed });
    await alert.waitFor();
    expect(await alert.evaluate((box) => box === document.activeElement)).toBe(true);
    await page.getByText(en.invoice.time.line("2", "h")).waitFor();
    for (const [name, text] of [
      ["line-0-price", "80.00"],
      ["line-1-nameEn", "Travel to the site"],
      ["taxRule", "cn-export-exempt"],
    ] as const)
      expect(await field(name).inputValue()).toBe(text);
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    await issue();
    await page.waitForURL(/invoices\/[0-9a-f-]{36}$/);
    await page.getByText("280.50").filter({ visible: true }).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
