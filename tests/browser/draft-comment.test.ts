import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeDraftedOrder } from "#tests/support/sample-draft.ts";
import { equipSeller } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { readMail } from "#tests/support/visitor.ts";

const en = translator("en");
const zh = translator("zh");

describe("comments on a draft in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: TradeTenant;
  let link: string;
  let order: string;
  let deliver: () => Promise<unknown>;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeTradeTenant(server);
    const { doors, actor, tenantId } = tenant;
    await equipSeller(doors, actor, ["USD"]);
    const { id: organizationId } = await doors.withTenant(actor, (tx) =>
      tx.selectFrom("organization").select("id").executeTakeFirstOrThrow(),
    );
    const made = await makeDraftedOrder(doors, { ...actor, organizationId });
    order = `/tenants/${tenantId}/orders/${made.orderId}`;
    link = `/quotes/${made.token}`;
    deliver = made.deliver;
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
  });

  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  const decided = (kind: "approved" | "changes", draft: number) =>
    new RegExp(en.draft.decided[kind](draft, "Sample Buyer", "").replace(/ on .*/, ""));

  it("are written by both sides, and the client requests changes, then approves the newer draft", async () => {
    const t = en.draft;
    const phone = await (await openContext(browser, server, null, { width: 390, height: 844 })).newPage();
    const seller = await (await openContext(browser, server, tenant.owner)).newPage();
    const complaints = [watchComplaints(phone), watchComplaints(seller)];
    await phone.goto(link);
    await see(phone, t.waiting.client(1));
    expect([await findBarriers(phone), await fits(phone)]).toEqual([[], true]);
    const text = "Electricity of March is missing.\nPage 7: the period is wrong. <b>Please</b> check";
    await phone.getByLabel(t.comment, { exact: true }).fill(text);
    await phone.getByRole("button", { name: t.requestChanges }).click();
    await see(phone, t.faults.name_missing);
    expect(await phone.getByLabel(t.comment, { exact: true }).inputValue()).toBe(text);
    expect([await findBarriers(phone), await fits(phone)]).toEqual([[], true]);
    await phone.getByLabel(t.name, { exact: true }).fill("Sample Buyer");
    await phone.getByRole("button", { name: t.requestChanges }).click();
    await see(phone, t.done);
    await see(phone, decided("changes", 1));
    expect([await findBarriers(phone), await fits(phone)]).toEqual([[], true]);

    await seller.goto(order);
    await see(seller, decided("changes", 1));
    await see(seller, "Page 7: the period is wrong. <b>Please</b> check");
    await seller.getByRole("button", { name: t.send }).click();
    await see(seller, t.faults.text_missing);
    expect(await findBarriers(seller)).toEqual([]);
    await seller.getByLabel(t.comment, { exact: true }).fill("Both are corrected in the next draft.");
    await seller.getByRole("button", { name: t.send }).click();
    await see(seller, t.done);
    expect(await findBarriers(seller)).toEqual([]);
    expect(await readMail(server, "buyer@sample.example", "clientComment")).toContain("commented on the draft");

    // The page with the first draft is still open when the second arrives.
    expect(await deliver()).toBeNull();
    await phone.getByLabel(t.name, { exact: true }).fill("Sample Buyer");
    await phone.getByRole("button", { name: t.approve(1) }).click();
    await see(phone, t.faults.draft_newer);
    await phone.goto(link);
    await see(phone, t.waiting.client(2));
    await see(phone, "Both are corrected in the next draft.");
    await phone.getByLabel(t.name, { exact: true }).fill("Sample Buyer");
    await phone.getByRole("button", { name: t.approve(2) }).click();
    await see(phone, decided("approved", 2));
    expect(await phone.getByRole("button", { name: t.approve(2) }).count()).toBe(0);
    expect([await findBarriers(phone), await fits(phone)]).toEqual([[], true]);

    await seller.goto(`${order.replace(/\/[^/]+$/, "")}?draft=approved`);
    await seller.getByRole("cell", { name: t.states.approved }).waitFor();
    await seller.goto(`${order.replace(/\/[^/]+$/, "")}?draft=changes`);
    await see(seller, en.list.noMatch);
    await seller.goto("/notifications");
    await see(seller, /The client approved the draft of the report of order/);
    expect(complaints).toEqual([[], []]);
    await Promise.all([phone.context().close(), seller.context().close()]);
  });

  it.each([
    ["en-GB", 390],
    ["en-GB", 1440],
    ["zh-CN", 390],
    ["zh-CN", 1440],
  ])("are listed for both sides in %s at %i pixels", async (locale, width) => {
    const t = (locale === "en-GB" ? en : zh).draft;
    for (const [who, path] of [
      [null, link],
      [tenant.owner, order],
    ] as const) {
      const context = await openContext(browser, server, who, { locale, width, height: 900 });
      await context.addCookies([{ name: "locale", value: locale.slice(0, 2), url: server.origin }]);
      const page = await context.newPage();
      await page.goto(path);
      await see(page, t.title);
      await see(page, t.decisions.changes);
      await see(page, t.decisions.approved);
      expect([await findBarriers(page), await fits(page)]).toEqual([[], true]);
      const folder = process.env.WALK_FOLDER;
      if (folder) {
        mkdirSync(folder, { recursive: true });
        const name = `${who ? "seller" : "client"}-${locale}-${width}.png`;
        await page.screenshot({ path: join(folder, name), fullPage: true });
      }
      await context.close();
    }
  });
});
