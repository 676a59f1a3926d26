import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { pngOf } from "#tests/support/png.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";

const en = translator("en");
const zh = translator("zh");

describe("copies of a contract in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: TradeTenant;
  let link: string;
  let order: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeTradeTenant(server);
    const { doors, actor, tenantId } = tenant;
    await equipSeller(doors, actor, ["USD"]);
    const clientId = await makeClient(doors, actor);
    const content = quoteContent(await makeService(doors, actor));
    const { token } = await makeSentQuote(doors, actor, { clientId, content });
    order = `/tenants/${tenantId}/orders/${await acceptByLink(doors, token)}`;
    link = `/quotes/${token}`;
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
  });

  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  const signed = (name: string, buffer: Uint8Array) => ({
    name,
    mimeType: "application/pdf",
    buffer: Buffer.from(buffer),
  });

  it("are uploaded by the client on a phone and by the seller, and withdrawn with a reason", async () => {
    const t = en.contract;
    const phone = await (await openContext(browser, server, null, { width: 390, height: 844 })).newPage();
    const complaints = watchComplaints(phone);
    await phone.goto(link);
    await see(phone, t.none);
    await see(phone, t.unchecked);
    expect([await findBarriers(phone), await fits(phone)]).toEqual([[], true]);
    await phone.getByRole("button", { name: t.submit }).click();
    await see(phone, t.faults.file_missing);
    await see(phone, t.faults.signer_missing);
    expect([await findBarriers(phone), await fits(phone)]).toEqual([[], true]);
    await phone
      .getByLabel(t.file)
      .setInputFiles(signed("a contract with a very long name ".repeat(4), pdfOf("client")));
    await phone.getByLabel(t.signedBy).selectOption("client");
    await phone.getByRole("button", { name: t.submit }).click();
    await see(phone, t.done.added);
    await see(phone, t.some(1));
    expect([await findBarriers(phone), await fits(phone)]).toEqual([[], true]);

    const page = await (await openContext(browser, server, tenant.owner)).newPage();
    await page.goto(order);
    await see(page, t.stated(t.signers.client));
    await page.getByLabel(t.file).setInputFiles(signed("photo.png", pngOf(3)));
    await page.getByLabel(t.signedBy).selectOption("both");
    await page.getByRole("button", { name: t.submit }).click();
    await see(page, t.some(2));
    expect(await findBarriers(page)).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: t.downloadOf(2) }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("photo.png");

    await phone.goto(link);
    await phone.getByText(t.withdrawOf(1)).click();
    await phone.getByRole("button", { name: t.withdraw, exact: true }).click();
    await see(phone, t.faults.reason_missing);
    expect([await findBarriers(phone), await fits(phone)]).toEqual([[], true]);
    await phone.getByLabel(t.reason).fill("A page is missing");
    await phone.getByRole("button", { name: t.withdraw, exact: true }).click();
    await see(phone, t.done.withdrawn);
    expect(await phone.getByRole("link", { name: t.downloadOf(1) }).count()).toBe(0);
    await see(phone, t.some(1));
    expect([await findBarriers(phone), await fits(phone)]).toEqual([[], true]);
    expect(complaints).toEqual([]);
    await Promise.all([page.context().close(), phone.context().close()]);
  });

  it.each([
    ["en-GB", 390],
    ["en-GB", 1440],
    ["zh-CN", 390],
    ["zh-CN", 1440],
  ])("are listed for both sides in %s at %i pixels", async (locale, width) => {
    const t = (locale === "en-GB" ? en : zh).contract;
    for (const [who, path] of [
      [null, link],
      [tenant.owner, order],
    ] as const) {
      const context = await openContext(browser, server, who, { locale, width, height: 900 });
      await context.addCookies([{ name: "locale", value: locale.slice(0, 2), url: server.origin }]);
      const page = await context.newPage();
      await page.goto(path);
      await see(page, t.some(1));
      await see(page, t.withdrawnState);
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
