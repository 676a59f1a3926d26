import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { checkChain } from "#app/proof/audit-chain.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit, VIEWS } from "#tests/support/views.ts";

const t = translator("en").auditTrail;

describe("the audit trail in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: OwnTenant;
  let base: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeOwnTenant(server, "Quillfeather");
    base = `/organizations/${tenant.ids.organizationId}`;
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (options: Parameters<typeof openContext>[3]) =>
    (await openContext(browser, server, tenant.owner, options)).newPage();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const entries = (page: Page) => page.locator("main li[id^=entry-]");

  it("is filtered, opened, exported and verified by keyboard, with its state in the address", async () => {
    const page = await open({ width: 1440, height: 900 });
    const complaints = watchComplaints(page);
    await page.goto(`${base}/audit-trail`);
    const all = await entries(page).count();
    await page.getByLabel(t.action, { exact: true }).selectOption("facility.added");
    await page.getByLabel(t.action, { exact: true }).press("Tab");
    await page.getByRole("button", { name: t.show }).press("Enter");
    await page.waitForURL(/action=facility\.added/);
    await expect.poll(() => entries(page).count()).toBe(1);
    expect(all).toBeGreaterThan(10);
    await entries(page).first().getByRole("link", { name: t.open }).press("Enter");
    await page.waitForURL(/open=\d+/);
    await see(page, t.previousHash);
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    await see(page, t.previousHash);
    await page.getByRole("link", { name: t.clear }).click();
    await expect.poll(() => entries(page).count()).toBe(all);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: t.exportJson }).click();
    const text = readFileSync(await (await download).path(), "utf8");
    expect(await checkChain(text.split("\n"))).toMatchObject({ faults: [], isWhole: true, entries: all });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each(VIEWS)("has no accessibility errors in $locale at $width px and no horizontal scrolling", async (view) => {
    const { facilityId, sourceId, reportId, recordId } = tenant.ids;
    const page = await open(view);
    const complaints = watchComplaints(page);
    const words = translator(view.locale === "en-GB" ? "en" : "zh").auditTrail;
    for (const [address, text] of [
      ["/audit-trail?open=8", words.title],
      ["/audit-trail?q=nothing-has-this-word", words.emptyFiltered],
      ["/activities/deleted", words.deletedEmpty],
      [`/activities/${recordId}/history`, words.recordAbout],
      [`/facilities/${facilityId}`, words.history],
      [`/sources/${sourceId}`, words.history],
      [`/reports/${reportId}`, words.history],
      ["/settings", words.history],
    ] as const) {
      await page.goto(`${base}${address}`);
      await page.locator("main").getByText(text).first().waitFor();
      expect(await findBarriers(page), address).toEqual([]);
      await expectToFit(page);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("shows a record's history next to the sheet and without scripts, and restores a deleted record", async () => {
    const { recordId, inventoryId } = tenant.ids;
    const page = await open({ width: 1440, height: 900 });
    await page.goto(`${base}/activities?record=${recordId}`);
    const panel = page.locator("aside");
    await panel.getByText(t.entered).first().waitFor();
    await panel.getByRole("link", { name: t.recordTitle }).click();
    await see(page, t.recordAbout);
    await page.context().close();

    const plain = await open({ width: 1440, height: 900, javaScriptEnabled: false });
    const remove = { intent: "delete", recordId, version: "1", reason: "entered twice" };
    await tenant.owner.post(`${base}/activities?inventory=${inventoryId}&edit=${recordId}`, remove);
    await plain.goto(`${base}/activities/${recordId}/history`);
    await see(plain, t.deletedBecause("entered twice"));
    await plain.getByRole("link", { name: t.tabDeleted }).click();
    await see(plain, "entered twice");
    const phone = await open({ width: 390, height: 844 });
    await phone.goto(`${base}/activities/deleted`);
    await see(phone, "entered twice");
    expect(await findBarriers(phone)).toEqual([]);
    await phone.context().close();
    await plain.getByRole("button", { name: t.restore }).click();
    await see(plain, /is restored/);
    await plain.getByRole("link", { name: /is restored/ }).click();
    await see(plain, t.restored);
    await plain.context().close();
  });
});
