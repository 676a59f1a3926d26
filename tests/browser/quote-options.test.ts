import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeService } from "#tests/support/sample-order.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { linkIn, readMail, type Visitor } from "#tests/support/visitor.ts";

const en = translator("en");
const zh = translator("zh");

describe("a quote with options in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: TradeTenant;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeTradeTenant(server);
    await equipSeller(tenant.doors, tenant.actor, ["USD"]);
    await makeService(tenant.doors, tenant.actor);
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
  });

  const open = async (who: Visitor | null, options: Parameters<typeof openContext>[3] = {}) =>
    (await openContext(browser, server, who, options)).newPage();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();

  it.each([
    ["en-GB", en, 1440],
    ["zh-CN", zh, 390],
  ] as const)("offers options, whose total follows the choice, in %s", async (locale, t, width) => {
    const clientId = await makeClient(tenant.doors, tenant.actor, {
      email: `options-${width}@sample.example`,
      locale: t === zh ? "zh" : "en",
    });
    const [page, client] = [
      await open(tenant.owner, { locale, width, height: 900 }),
      await open(null, { locale, width, height: 900 }),
    ];
    const complaints = watchComplaints(client);
    const press = (where: Page, name: string) => where.getByRole("button", { name, exact: true }).first().click();
    await page.goto(`/tenants/${tenant.tenantId}/quotes/new?client=${clientId}`);
    await page.locator("#clientId").selectOption(clientId);
    await press(page, t.quote.start);
    for (const index of [0, 1]) await page.locator(`#line-${index}-serviceId`).selectOption({ index: 1 });
    await page.locator("#line-1-quantity").fill("0.5");
    for (const index of [0, 1]) await page.locator(`#line-${index}-isOption`).check();
    await page.locator("#currency").selectOption("USD");
    await page.locator("#taxRule").selectOption({ index: 1 });
    await page.locator("#exchangeRate").fill("7.1023");
    await page.locator("#exchangeSource").fill("Sample Bank, middle rate");
    await page.locator("#exchangeDate").fill("2026-11-26");
    await press(page, t.quote.edit.save);
    await see(page, t.quote.faults.only_options);
    await page.locator("#line-0-isOption").uncheck();
    await press(page, t.quote.edit.save);
    await see(page, t.quote.edit.saved);
    expect(await page.locator("#line-1-isOption").isChecked()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await page.locator("summary", { hasText: t.quote.edit.send }).click();
    await press(page, t.quote.edit.send);
    await see(page, t.quote.steps.sent(1));
    expect(await findBarriers(page)).toEqual([]);

    const mail = await readMail(server, `options-${width}@sample.example`, "quote");
    await client.goto(new URL(linkIn(mail), server.origin).pathname);
    const agreed = client.locator("label", { has: client.locator("#agree") });
    await agreed.filter({ hasText: "4,800.00" }).waitFor();
    await client.locator("#name").fill("Li Na");
    await client.locator("#role").fill("Purchasing");
    await client.getByRole("checkbox", { name: /2,400\.00/ }).check();
    await agreed.filter({ hasText: "7,200.00" }).waitFor();
    expect(await findBarriers(client)).toEqual([]);
    expect(await client.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await client.locator("#agree").check();
    await press(client, t.quote.recipient.accept);
    await see(client, t.order.recipient.accepted);
    await see(client, /7,200\.00/);
    await page.reload();
    await see(page, t.quote.steps.chosen(2));
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
