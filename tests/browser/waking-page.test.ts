import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { translator } from "#app/i18n/index.ts";
import { makeRecordId } from "#app/records/sheet/record-id.ts";
import {
  heldRequest,
  holdScripts,
  isAwake,
  openBrowser,
  openContext,
  watchComplaints,
} from "#tests/support/browser.ts";
import { makeSmallCompany, saveGrid } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

const t = translator("en");
const WORD = "Larkspur";
const PANEL = "aside[tabindex='-1']";

/** User actions that are faster than the page: before hydration, and while a response is pending. */
describe("a page that is slower than its user", () => {
  let server: RunningServer;
  let browser: Browser;
  let company: Awaited<ReturnType<typeof makeSmallCompany>>;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    company = await makeSmallCompany(server, WORD);
    const entry = { ...EMPTY_ENTRY, facility: `${WORD} Plant`, source: `${WORD} Electricity`, unit: "kWh" };
    const add = (period: string) => ({
      kind: "add",
      recordId: makeRecordId(),
      entry: { ...entry, period, quantity: "1" },
    });
    const rows = ["2025-01", "2025-02", "2025-03"].map(add);
    await saveGrid(company.owner, company.base, company.inventoryId, rows);
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function inPage(act: (page: Page) => Promise<void>): Promise<void> {
    const context = await openContext(browser, server, company.owner);
    const page = await context.newPage();
    const complaints = watchComplaints(page);
    await act(page);
    expect(complaints).toEqual([]);
    await context.close();
  }

  /** Opens a page whose scripts are held back. @returns a function that releases them */
  async function openAsleep(page: Page, path: string): Promise<() => void> {
    const wake = await holdScripts(page);
    await page.goto(path, { waitUntil: "commit" });
    return wake;
  }

  /** @returns a function that reports, after an element has appeared, whether it had the focus immediately */
  async function watchFocus(page: Page, selector: string): Promise<() => Promise<boolean>> {
    const seen = await page.evaluateHandle((of) => {
      const state: { hadFocus?: boolean } = {};
      const observer = new MutationObserver(() => {
        const element = document.querySelector(of);
        if (!element) return;
        observer.disconnect();
        state.hadFocus = document.activeElement === element;
      });
      observer.observe(document.body, { childList: true, subtree: true });
      return state;
    }, selector);
    return async () => {
      await page.waitForFunction(({ hadFocus }) => hadFocus !== undefined, seen);
      return (await seen.evaluate(({ hadFocus }) => hadFocus)) === true;
    };
  }

  it("applies a filter that was selected before hydration, and leaves the focus in the field", () =>
    inPage(async (page) => {
      const wake = await openAsleep(page, `${company.base}/activities`);
      const month = page.locator("select[name=month]");
      await month.selectOption("2025-02");
      wake();
      await page.waitForURL(/month=2025-02/);
      await page.locator("#cell-0-2", { hasText: "2025-02" }).waitFor();
      await month.focus();
      await page.keyboard.press("ArrowDown");
      await page.waitForURL(/month=2025-03/);
      await page.locator("#cell-0-2", { hasText: "2025-03" }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("month");
      await page.goBack();
    }));

  it("searches factors by words that were typed before hydration", () =>
    inPage(async (page) => {
      const wake = await openAsleep(page, "/factors");
      await page.locator("#q").fill("diesel");
      wake();
      await page.waitForURL(/q=diesel/);
      expect(await page.locator("#q").inputValue()).toBe("diesel");
    }));

  it("keeps what is typed after a search was sent when its response arrives", () =>
    inPage(async (page) => {
      await page.goto(company.base);
      await isAwake(page);
      await page.locator("header input[name=q]").first().fill("gas");
      await page.keyboard.press("Enter");
      await page.locator("#q").waitFor();
      // Typing does not pause here, so no search starts automatically.
      await page.evaluate(() => {
        globalThis.setTimeout = (() => 0) as never;
      });
      const asked = heldRequest(page, /[?&]q=die(&|$)/);
      await page.locator("#q").fill("die");
      await page.locator("#q").press("Enter");
      const answer = await asked;
      await page.locator("#q").press("s");
      await answer.continue();
      await page.locator('a[href*="q=die"]').first().waitFor();
      expect(await page.locator("#q").inputValue()).toBe("dies");
    }));

  it("moves the focus to the error, but never out of a field that the user continued in", () =>
    inPage(async (page) => {
      const keys = `${company.base}/api-keys`;
      const wake = await openAsleep(page, keys);
      await page.locator("#name").press("Enter");
      await page.getByRole("alert").getByText(t.api.keys.fault.name).waitFor();
      await page.locator("#name").pressSequentially("Gate");
      wake();
      await isAwake(page);
      await page.keyboard.type("way");
      expect(await page.locator("#name").inputValue()).toBe("Gateway");
      // After hydration, the error gets the focus as soon as it appears.
      await page.goto(keys);
      await isAwake(page);
      const hadFocus = await watchFocus(page, "main [role=alert]");
      await page.locator("#name").press("Enter");
      expect(await hadFocus()).toBe(true);
    }));

  it("keeps a colour that was typed before hydration", () =>
    inPage(async (page) => {
      const wake = await openAsleep(page, `${company.base}/brand`);
      await page.locator("#accent").fill("#0A5C36");
      wake();
      await isAwake(page);
      await page.locator("#nameEn").fill("Larkspur Works");
      expect(await page.locator("#accent").inputValue()).toBe("#0A5C36");
    }));

  it("creates one source from a factor, however often its button is pressed", () =>
    inPage(async (page) => {
      let posts = 0;
      page.on("request", (request) => {
        if (request.method() === "POST" && request.url().endsWith("/factors/suggest")) posts += 1;
      });
      await page.goto(`${company.base}/activities`);
      await page.locator("#cell-3-1").click();
      await page.keyboard.type("diesel");
      await page.getByRole("group", { name: t.matching.suggestFactors }).getByRole("option").first().click();
      const dialog = page.getByRole("dialog", { name: t.matching.newSource });
      await dialog.locator("select[name=facilityId]").selectOption({ index: 1 });
      await dialog.locator("form").evaluate(async (form: HTMLFormElement) => {
        form.requestSubmit();
        await Promise.resolve();
        form.requestSubmit();
      });
      await dialog.waitFor({ state: "detached" });
      await page.locator("#cell-3-1", { hasText: "diesel" }).waitFor();
      expect(posts).toBe(1);
    }));

  it("opens a panel with the focus in it, and returns the focus", () =>
    inPage(async (page) => {
      await page.goto(`${company.base}/review`);
      await isAwake(page);
      const cell = page.locator("table td a").first();
      const hadFocus = await watchFocus(page, PANEL);
      await cell.focus();
      await page.keyboard.press("Enter");
      expect(await hadFocus()).toBe(true);
      await page.keyboard.press("Escape");
      await page.locator(PANEL).waitFor({ state: "detached" });
      expect(await cell.evaluate((one) => one === document.activeElement)).toBe(true);
    }));
});
