import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, isAwake, openBrowser, openContext } from "#tests/support/browser.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

describe("the summary before a report is issued", () => {
  let server: RunningServer;
  let browser: Browser;
  let company: OwnTenant;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    company = await makeOwnTenant(server, "Larkspur");
  });
  afterAll(() => browser?.close());

  it.each([
    ["en", 1440],
    ["zh", 390],
  ] as const)(
    "names what becomes public, in which languages, and what can't be undone: %s at %i px",
    async (locale, width) => {
      const { reportPage } = translator(locale);
      const { confirm: t, languages } = reportPage;
      const options = { locale: locale === "en" ? "en-GB" : "zh-CN", width };
      const page = await (await openContext(browser, server, company.owner, options)).newPage();
      await page.goto(`/organizations/${company.ids.organizationId}/reports?run=${company.ids.runId}`);
      await isAwake(page);
      for (const one of ["en", "zh", "both"]) await page.locator(`input[name="${one}"]`).uncheck();
      await page.locator("summary", { hasText: reportPage.issue }).click();
      const summary = page.locator("details[open]", { hasText: t.publicTitle });
      const words = async () => (await summary.textContent()) ?? "";
      expect(await words()).toContain(t.noFile);
      await page.locator('input[name="en"]').check();
      expect(await words()).toContain(t.filesIn(languages.en, 1));
      await page.locator('input[name="zh"]').check();
      expect(await words()).toContain(t.filesIn([languages.en, languages.zh].join(reportPage.separator), 2));
      const said = await words();
      for (const part of ["Larkspur Works", "Larkspur示例工厂", "91320000SAMPLE003X", "Wang Sample", "/verify/"])
        expect(said).toContain(part);
      for (const sentence of [t.isPublic, t.logEntry, ...t.final]) expect(said).toContain(sentence);
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
    },
  );
});
