import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Locale, translator } from "#app/i18n/index.ts";
import { findBarriers, isAwake, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { addOrganization, makePerson, startWorkspace } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { signUp } from "#tests/support/visitor.ts";

describe("the guided start", () => {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it.each<[Locale, string, number]>([
    ["en", "en-GB", 1440],
    ["zh", "zh-CN", 390],
  ])("sets up two sites with few answers and is undone (%s)", async (locale, browserLocale, width) => {
    const word = `Thistle${locale}`;
    const owner = await signUp(server, makePerson(`${word} Person`));
    await startWorkspace(owner, `${word} Works`);
    const base = await addOrganization(owner, word);
    const context = await openContext(browser, server, owner, { locale: browserLocale, width });
    const page = await context.newPage();
    const complaints = watchComplaints(page);
    const { start: t, nextStep } = translator(locale);
    const effort = { pages: 0, saves: 0, decisions: 0, typed: 0 };
    const arrive = async (title: string) => {
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await isAwake(page);
      effort.pages += 1;
      expect(await findBarriers(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
    };
    const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

    await page.goto(base);
    await isAwake(page);
    await page
      .getByRole("link", { name: nextStep.step.start.title({ count: null, source: "", months: 0 }) })
      .first()
      .click();
    await arrive(t.title);
    await page.fill("#name-0", "Suzhou plant");
    await page.selectOption("#country-0", "CN");
    await page.selectOption("#subdivision-0", "CN-JS");
    await page.selectOption("#trade", "machining");
    await press(t.addSite);
    await page.locator("#name-1").waitFor();
    // The added row keeps every answer, and takes over the country.
    expect(await page.inputValue("#name-0")).toBe("Suzhou plant");
    expect(await page.isChecked('[name="use-natural_gas"]')).toBe(true);
    await page.fill("#name-1", "Dongguan plant");
    await page.selectOption("#subdivision-1", "CN-GD");
    await page.fill("#asker", "Acme GmbH");
    await page.fill("#dueOn", "2027-03-31");
    effort.typed += 4;
    effort.decisions += 5;
    await press(t.next);
    await arrive(t.proposalTitle);
    const steel = page.locator('[name="s-1-steel"]');
    // The library has no Chinese factor for steel. A factor of another country is a choice to make, never the default.
    expect(await steel.isChecked()).toBe(false);
    await steel.check();
    effort.decisions += 1;
    await press(t.back);
    await arrive(t.title);
    expect(await page.inputValue("#name-1")).toBe("Dongguan plant");
    await press(t.next);
    await page.getByRole("heading", { level: 1, name: t.proposalTitle }).waitFor();
    expect(await steel.isChecked()).toBe(true);
    await page.getByRole("button", { name: t.create, exact: true }).press("Enter");
    effort.saves += 1;
    await page.getByRole("status").filter({ hasText: /2/ }).first().waitFor();
    await page.getByRole("link", { name: t.manage }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(effort).toEqual({ pages: 3, saves: 1, decisions: 6, typed: 4 });

    await page.getByRole("link", { name: t.manage }).click();
    await arrive(t.title);
    await page.locator("summary").filter({ hasText: t.undo }).click();
    await page.locator('button[value="undo"]').click();
    await page.getByText(t.undone(0)).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** Whether the page scrolls sideways. */
function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
