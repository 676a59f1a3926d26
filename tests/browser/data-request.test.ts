import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, holdScripts, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { askForData, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit, VIEWS } from "#tests/support/views.ts";

const en = translator("en").dataRequest.recipient;
const zh = translator("zh").dataRequest.recipient;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

describe("a data request in a browser", () => {
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

  const ask = (changes: Record<string, string> = {}) =>
    askForData(tenant.owner, base, { ...tenant.ids, word: "Quillfeather" }, { locale: "zh", ...changes });
  async function open(viewport: typeof PHONE, options: { locale?: string; isMember?: boolean } = {}): Promise<Page> {
    const { locale = "en-GB", isMember = false } = options;
    return (await openContext(browser, server, isMember ? tenant.owner : null, { ...viewport, locale })).newPage();
  }
  const quantity = (page: Page, month: string) => page.locator(`[id="quantity-0.${month}"]`);
  const overflowOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();

  it("is answered on a phone in Chinese: typed, saved automatically, with a file, reviewed and submitted", async () => {
    const { link, dataRequestId } = await ask();
    const page = await open(PHONE);
    const complaints = watchComplaints(page);
    await page.goto(link);
    // The language of the request, not of the browser.
    await see(page, zh.hello("Quillfeather Landlord"));
    expect(await findBarriers(page)).toEqual([]);
    await quantity(page, "2025-01").fill("12,5");
    await quantity(page, "2025-02").focus();
    await see(page, zh.fault.number_grammar);
    await see(page, /已保存/);
    await page.reload();
    expect(await quantity(page, "2025-01").inputValue()).toBe("12,5");
    await page.getByRole("button", { name: zh.review }).click();
    await see(page, zh.faultsTitle);
    expect(await page.getByRole("button", { name: zh.submit, exact: true }).count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.locator("[role=alert] a").first().click();
    await quantity(page, "2025-01").fill("12.5");
    const row = page.locator("#cell-0-2025-02");
    await row.locator("summary").click();
    await row.getByLabel(zh.kindLabel).selectOption("no_activity");
    await quantity(page, "2025-02").waitFor({ state: "detached" });
    await page
      .locator("#source-0 input[type=file]")
      .setInputFiles([{ name: "电费单.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdfOf("phone")) }]);
    await page.getByRole("button", { name: zh.removeFileOf("电费单.pdf") }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: zh.review }).click();
    await page.getByRole("button", { name: zh.submit, exact: true }).click();
    await see(page, zh.handedInTitle);
    expect(complaints).toEqual([]);
    await page.context().close();
    const member = await open(DESK, { isMember: true });
    await member.goto(`${base}/data-requests/${dataRequestId}`);
    await see(member, "12.5");
    await see(member, "电费单.pdf (all months)");
    await member.context().close();
  });

  it("loses nothing when the network drops and the page is closed", async () => {
    const { link } = await ask();
    const page = await open(PHONE);
    await page.goto(link);
    await quantity(page, "2025-01").waitFor();
    await page.waitForLoadState("networkidle");
    await page.route("**/answers.json", (route) => route.abort());
    await quantity(page, "2025-01").fill("777");
    await see(page, zh.offline);
    await page.close({ runBeforeUnload: false });
    const again = await page.context().newPage();
    await again.goto(link);
    await see(again, zh.restored);
    expect(await quantity(again, "2025-01").inputValue()).toBe("777");
    await see(again, /已保存/);
    await again.context().close();
    const elsewhere = await open(PHONE);
    await elsewhere.goto(link);
    expect(await quantity(elsewhere, "2025-01").inputValue()).toBe("777");
    await elsewhere.context().close();
  });

  it("keeps text typed before hydration", async () => {
    const { link } = await ask({ locale: "en" });
    const page = await open(PHONE);
    const release = await holdScripts(page);
    await page.goto(link, { waitUntil: "commit" });
    await quantity(page, "2025-01").fill("12,5");
    await quantity(page, "2025-02").fill("31");
    release();
    await see(page, /Saved at/);
    // The field shows its error after it loses the focus.
    await see(page, en.fault.number_grammar);
    expect(await quantity(page, "2025-02").inputValue()).toBe("31");
    await page.reload();
    expect(await quantity(page, "2025-02").inputValue()).toBe("31");
    await page.context().close();
  });

  it("accepts a column pasted from a spreadsheet", async () => {
    const { link } = await ask({ locale: "en" });
    const page = await open(DESK);
    await page.goto(link);
    const paste = () =>
      quantity(page, "2025-01").evaluate((field) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text", "10.5\r\n11\r\n");
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      });
    // A synthetic event is lost before hydration, so it is sent again until it takes effect.
    await expect
      .poll(async () => {
        await paste();
        return quantity(page, "2025-02").inputValue();
      })
      .toBe("11");
    await see(page, /Saved at/);
    expect(await quantity(page, "2025-01").inputValue()).toBe("10.5");
    expect(await quantity(page, "2025-02").inputValue()).toBe("11");
    await page.context().close();
  });

  it("is created, listed and shown without accessibility errors, in both languages and at both widths", async () => {
    const { dataRequestId } = await ask();
    for (const { locale, ...viewport } of VIEWS) {
      const page = await open(viewport, { locale, isMember: true });
      const complaints = watchComplaints(page);
      for (const address of ["", "/new", `/new?copy=${dataRequestId}`, `/${dataRequestId}`]) {
        await page.goto(`${base}/data-requests${address}`);
        expect(await findBarriers(page), `${address} ${locale}`).toEqual([]);
        await expectToFit(page);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });
});
