import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { faultyRows, faultyWorkbook } from "#tests/support/faulty-workbook.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit, VIEWS } from "#tests/support/views.ts";

const zh = translator("zh").activityImport;
const zhField = translator("zh").activity.field;
const WORD = "Quillfeather";
const POWER = `${WORD} Electricity`;
const NAME = "2025年能源台账.xlsx";
const FAULTY = faultyRows(WORD);

describe("an import in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: OwnTenant;
  let base: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeOwnTenant(server, WORD);
    base = `/organizations/${tenant.ids.organizationId}`;
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (width: number, locale: string, javaScriptEnabled = true) =>
    (await openContext(browser, server, tenant.owner, { width, locale, javaScriptEnabled })).newPage();
  /** The number of lines that the text of an element takes. */
  const linesOf = (one: Locator) =>
    one.evaluate((element) => {
      const words = document.createNodeIterator(element, NodeFilter.SHOW_TEXT);
      const bottoms = new Set<number>();
      const range = document.createRange();
      for (let text = words.nextNode(); text; text = words.nextNode()) {
        range.selectNodeContents(text);
        for (const { bottom } of range.getClientRects()) bottoms.add(Math.round(bottom));
      }
      return bottoms.size;
    });
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();
  async function expectSound(page: Page, width: number) {
    expect(await findBarriers(page), page.url()).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${page.url()} at ${width}`).toBeLessThanOrEqual(0);
  }

  /** Without scripts, a reader reloads the page until the server is done. */
  const lookUntil = (page: Page, wanted: Locator) =>
    expect
      .poll(async () => {
        const isThere = await wanted.isVisible();
        if (!isThere) await page.reload();
        return isThere;
      })
      .toBe(true);

  let address = "";

  it("reads a wide Chinese workbook, shows the meaning of its columns, and lists every error of its rows", async () => {
    const page = await open(1440, "zh-CN");
    const complaints = watchComplaints(page);
    await page.goto(`${base}/activities/import`);
    await expectSound(page, 1440);
    await page.setInputFiles("#file", {
      name: NAME,
      mimeType: "application/octet-stream",
      buffer: faultyWorkbook(WORD),
    });
    await press(page, zh.upload);
    await see(page, zh.columns.title);
    address = new URL(page.url()).pathname;
    // Corrects a wrong suggestion: with this many errors, a column of amounts may look like text.
    await page.locator('select[name="column-4"]').selectOption("month:2025-01");
    await page.locator('select[name="column-5"]').selectOption("month:2025-02");
    await expectSound(page, 1440);
    await press(page, zh.columns.check);
    await see(page, zh.faultsTitle(String(FAULTY.length)));
    expect(await page.locator("article").count()).toBe(FAULTY.length);
    await expectSound(page, 1440);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("fits the screen and is accessible, at both widths and in both languages", async () => {
    for (const { width, locale } of VIEWS) {
      const page = await open(width, locale);
      for (const place of [
        `${base}/activities/import`,
        `${address}?step=map`,
        `${address}?step=check`,
        `${address}?step=preview`,
      ]) {
        await page.goto(place);
        await expectSound(page, width);
        await expectToFit(page);
      }
      await page.context().close();
    }
  });

  it("lets users fix each cell in place, undo and redo it, and skip the rest with a reason", async () => {
    const page = await open(1440, "zh-CN");
    await page.goto(`${address}?step=check`);
    const last = FAULTY.length - 1;
    for (const [index, { field, text }] of FAULTY.entries()) {
      if (index === last) break;
      const cell = page.getByLabel(zh.newText(zhField[field], String(index + 4)), { exact: true });
      await cell.fill(text);
      await cell.press("Enter");
      await cell.waitFor({ state: "detached" });
    }
    await see(page, zh.faultsTitle("1"));
    const article = page.locator("article").first();
    await article.getByText(zh.leaveOut).first().click();
    await article.getByLabel(zh.reason).fill("抄表缺失");
    await article.getByRole("button", { name: zh.leaveOut }).click();
    await article.waitFor({ state: "detached" });
    await page.getByRole("link", { name: zh.toPreview }).click();
    await see(page, zh.previewTitle);
    await page.goto(`${address}?step=preview&rows=touched`);
    await see(page, zh.leftOutFor("抄表缺失"));
    await page.getByRole("button", { name: zh.takeBack }).click();
    await page.getByText(zh.leftOutFor("抄表缺失")).waitFor({ state: "detached" });
    await page.goto(`${address}?step=check&rows=person`);
    await see(page, zh.faultsTitle("1"));
    const quality = page.getByLabel(zh.newText(zhField.dataQuality, String(last + 4)), { exact: true });
    await quality.fill("实测");
    await quality.press("Enter");
    await quality.waitFor({ state: "detached" });
    await expectSound(page, 1440);
    await page.context().close();
  });

  it("imports the rows, shows them, and undoes the import", async () => {
    const page = await open(1440, "zh-CN");
    await page.goto(`${address}?step=preview`);
    const rows = String(FAULTY.length + 2);
    await press(page, zh.import(rows));
    await see(page, zh.done(rows, NAME));
    await expectSound(page, 1440);
    // In a narrow table, neither a month nor the label of a button breaks.
    await page.setViewportSize({ width: 390, height: 844 });
    const records = page.getByRole("region", { name: zh.records }).locator("tbody tr");
    expect(await linesOf(records.getByText(/^2025-\d\d$/).first())).toBe(1);
    expect(await linesOf(records.getByText(zh.undoRow, { exact: true }).first())).toBe(1);
    await page.setViewportSize({ width: 1440, height: 900 });
    await press(page, zh.undo);
    await see(page, zh.undone(rows, "0"));
    await see(page, zh.nothingStands);
    await page.goto(`${base}/activities/import`);
    await page.getByRole("cell", { name: zh.importState.undone }).waitFor();
    await page.context().close();
  });

  it("works without scripts, from the file to the records", async () => {
    const page = await open(1440, "zh-CN", false);
    const csv = `facility,source,period,quantity,unit\n${WORD} Plant,${POWER},2025-09,1,kWh\n${WORD} Plant,${POWER},2025-13,2,kWh\n`;
    await page.goto(`${base}/activities/import`);
    await page.setInputFiles("#file", { name: "plain.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await press(page, zh.upload);
    await press(page, zh.columns.check);
    const cell = page.getByLabel(zh.newText(zhField.period, "3"), { exact: true });
    await lookUntil(page, cell);
    await cell.fill("2025-10");
    await cell.press("Enter");
    await lookUntil(page, page.getByRole("button", { name: zh.import("2"), exact: true }));
    await press(page, zh.import("2"));
    await lookUntil(page, page.getByText(zh.done("2", "plain.csv")).first());
    await page.context().close();
  });
});
