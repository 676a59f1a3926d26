import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TERM_IDS, type TermId } from "#app/glossary/terms.ts";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

describe("the glossary", () => {
  let server: RunningServer;
  let browser: Browser;
  let company: Awaited<ReturnType<typeof makeSmallCompany>>;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    company = await makeSmallCompany(server, "Quince");
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function explain(page: Page, locale: "en" | "zh", term: TermId): Promise<void> {
    const { glossary } = translator(locale);
    const { name, text } = glossary.terms[term];
    const note = page.getByText(text).first();
    const button = page.getByRole("button", { name: glossary.explain(name) }).first();
    expect(await note.isVisible()).toBe(false);
    await button.focus();
    await page.keyboard.press("Enter");
    await note.waitFor({ state: "visible" });
    const box = (await note.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(page.viewportSize()!.width);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await note.waitFor({ state: "hidden" });
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
  }

  it.each([
    [1440, "en"],
    [390, "zh"],
  ] as const)("explains a term next to its label by the keyboard, at %i px in %s", async (width, locale) => {
    const context = await openContext(browser, server, company.owner, { width, locale });
    const page = await context.newPage();
    const complaints = watchComplaints(page);
    await page.goto(`${company.base}/settings`);
    await explain(page, locale, "consolidation_approach");
    await explain(page, locale, "gwp_set");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("shows every term without scripts", async () => {
    const context = await openContext(browser, server, null, { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/glossary");
    const { glossary } = translator("en");
    for (const id of TERM_IDS) await page.locator(`#${id}`).getByText(glossary.terms[id].text).waitFor();
    await context.close();
  });
});
