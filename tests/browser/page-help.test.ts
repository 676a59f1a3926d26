import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HelpArea, helpAreaOf } from "#app/help/help-area.ts";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

const PATHS = ["", "/facilities", "/sources", "/activities", "/activities/import", "/review", "/evidence", "/targets"];

describe("the help of a page", () => {
  let server: RunningServer;
  let browser: Browser;
  let company: Awaited<ReturnType<typeof makeSmallCompany>>;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    company = await makeSmallCompany(server, "Sainfoin");
  });
  afterAll(async () => {
    await browser?.close();
  });

  it.each([
    [1440, "en"],
    [390, "zh"],
  ] as const)("opens by the keyboard, leads to the glossary, and closes (%i px, %s)", async (width, locale) => {
    const context = await openContext(browser, server, company.owner, { width, locale });
    const page = await context.newPage();
    const complaints = watchComplaints(page);
    const { help, glossary } = translator(locale);
    for (const path of PATHS) {
      await page.goto(`${company.base}${path}`);
      const panel = page.getByRole("region", { name: help.open });
      const button = page.getByRole("button", { name: help.open });
      expect(await panel.count(), path).toBe(0);
      await button.focus();
      await page.keyboard.press("Enter");
      const { what, next } = help.areas[helpAreaOf(path) as HelpArea];
      await panel.getByText(what).waitFor();
      await panel.getByText(next).waitFor();
      const box = (await panel.boundingBox())!;
      expect(box.x, path).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, path).toBeLessThanOrEqual(width);
      if (path === "") expect(await findBarriers(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "hidden" });
      expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    }
    await page.goto(company.base);
    await page.getByRole("button", { name: help.open }).press("Enter");
    // The first term follows the button in the order of the Tab key.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/glossary#ghg_inventory$/);
    await page.locator("#ghg_inventory").getByText(glossary.terms.ghg_inventory.text).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("opens without scripts", async () => {
    const context = await openContext(browser, server, company.owner, { javaScriptEnabled: false });
    const page = await context.newPage();
    const { help } = translator("en");
    await page.goto(`${company.base}/facilities`);
    await page.getByRole("button", { name: help.open }).click();
    await page.getByText(help.areas.facilities.what).waitFor();
    await context.close();
  });
});
