import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Locale, translator } from "#app/i18n/index.ts";
import {
  findBarriers,
  holdScripts,
  isAwake,
  openBrowser,
  openContext,
  watchComplaints,
} from "#tests/support/browser.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

const WORD = "Marigold";

describe("the form of a facility", () => {
  let server: RunningServer;
  let browser: Browser;
  let company: Awaited<ReturnType<typeof makeSmallCompany>>;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    company = await makeSmallCompany(server, WORD);
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function inPage(locale: string, act: (page: Page) => Promise<void>): Promise<void> {
    const context = await openContext(browser, server, company.owner, { locale });
    const page = await context.newPage();
    const complaints = watchComplaints(page);
    await act(page);
    expect(complaints).toEqual([]);
    await context.close();
  }
  const region = (page: Page) => page.locator("#gridRegion");
  const shown = (page: Page) => region(page).locator("option:checked").textContent();

  it.each<[Locale, string, string]>([
    ["en", "en-GB", "nameEn"],
    ["zh", "zh-CN", "nameZh"],
  ])("stores the region that it shows, by Enter and without a button (%s)", (locale, browserLocale, field) =>
    inPage(browserLocale, async (page) => {
      const { facility: t } = translator(locale);
      const name = `${WORD} ${locale}`;
      await page.goto(`${company.base}/facilities`);
      await isAwake(page);
      await page.selectOption("#country", "CN");
      await page.selectOption("#subdivision", "CN-GD");
      await page.getByText(t.suggested.province).waitFor();
      const promised = await shown(page);
      expect(promised).toContain("CN-GD");
      expect(await findBarriers(page)).toEqual([]);
      await page.fill(`#${field}`, name);
      await page.locator(`#${field}`).press("Enter");
      await page.getByRole("link", { name, exact: true }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
      expect(await shown(page)).toBe(promised);
      await page.reload();
      expect(await region(page).inputValue()).toBe("CN-GD");
    }),
  );

  it("keeps a selected region when the province changes, explains this, and offers the other", () =>
    inPage("en-GB", async (page) => {
      const { facility: t } = translator("en");
      await page.goto(`${company.base}/facilities`);
      await isAwake(page);
      await page.selectOption("#country", "CN");
      await page.selectOption("#gridRegion", "CN-SH");
      await page.selectOption("#subdivision", "CN-GD");
      expect(await region(page).inputValue()).toBe("CN-SH");
      const other = (await region(page).locator('option[value="CN-GD"]').textContent())!;
      await page.getByText(t.suggested.chosen(other)).waitFor();
      await page.getByRole("button", { name: t.gridRegionUse(other) }).click();
      expect(await region(page).inputValue()).toBe("CN-GD");
      await page.selectOption("#subdivision", "CN-SH");
      expect(await region(page).inputValue()).toBe("CN-SH");
    }));

  it.each<[Locale, string]>([
    ["en", "en-GB"],
    ["zh", "zh-CN"],
  ])("finds the subregions of a ZIP code, and chooses none automatically (%s)", (locale, browserLocale) =>
    inPage(browserLocale, async (page) => {
      const { facility: t } = translator(locale);
      await page.goto(`${company.base}/facilities`);
      await isAwake(page);
      expect(await page.locator("#zip").count()).toBe(0);
      await page.selectOption("#country", "US");
      await page.selectOption("#subdivision", "US-NY");
      const before = await region(page).inputValue();
      const found = async (zip: string, words: string) => {
        await page.fill("#zip", zip);
        await page.getByText(words).waitFor();
        expect(await region(page).inputValue()).toBe(before);
      };
      await found("00000", t.zipFound.none);
      await found("07401", t.zipFound.several);
      await found("10001", t.zipFound.one);
      expect(await findBarriers(page)).toEqual([]);
      const other = (await region(page).locator('option[value="US-EGRID-NYCW"]').textContent())!;
      await page.getByRole("button", { name: t.gridRegionUse(other) }).click();
      expect(await region(page).inputValue()).toBe("US-EGRID-NYCW");
    }),
  );

  it("loses nothing if a ZIP code can't be looked up", async () => {
    const { facility: t } = translator("en");
    const context = await openContext(browser, server, company.owner, { locale: "en-GB" });
    const page = await context.newPage();
    await page.route("**/facilities/zip?*", (route) => route.abort());
    await page.goto(`${company.base}/facilities`);
    await isAwake(page);
    await page.fill("#nameEn", `${WORD} warehouse`);
    await page.selectOption("#country", "US");
    await page.fill("#zip", "10001");
    await page.getByText(t.zipFound.unreachable).waitFor();
    expect(await page.inputValue("#nameEn")).toBe(`${WORD} warehouse`);
    await page.unroute("**/facilities/zip?*");
    await page.fill("#zip", "94105");
    await page.getByText(t.zipFound.one).waitFor();
    await context.close();
  });

  it("accepts a province that was selected before hydration", () =>
    inPage("en-GB", async (page) => {
      const wake = await holdScripts(page);
      await page.goto(`${company.base}/facilities`, { waitUntil: "commit" });
      await page.selectOption("#country", "CN");
      await page.selectOption("#subdivision", "CN-GD");
      wake();
      await expect.poll(() => region(page).inputValue()).toBe("CN-GD");
    }));

  it("saves other forms by Enter too, whatever button comes first", () =>
    inPage("en-GB", async (page) => {
      await page.goto(`${company.base}/sources/new`);
      await isAwake(page);
      await page.fill("#nameEn", `${WORD} boiler`);
      await page.locator("#nameEn").press("Enter");
      // The form was sent to be saved and refused. A search would have been sent by GET.
      await page.locator("#nameEn-error, #category-error").first().waitFor();
      await page.goto(`${company.base}/own-factors/new/edit`);
      const answer = page.waitForRequest((request) => request.method() === "POST");
      await page.fill("#nameEn", `${WORD} alloy`);
      await page.locator("#nameEn").press("Enter");
      expect(new URLSearchParams((await answer).postData()!).get("intent")).toBe("save");
    }));
});
