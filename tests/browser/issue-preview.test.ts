import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { proposeRelease } from "#app/report/report-release.server.ts";
import { openDoors } from "#db/doors.ts";
import { findBarriers, isAwake, openBrowser, openContext } from "#tests/support/browser.ts";
import { inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { stateReleaseRule } from "#tests/support/save-now.ts";
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

  it("is shown to the second person too, before they confirm", async () => {
    const { organizationId, runId, tenantId } = company.ids;
    const base = `/organizations/${organizationId}`;
    const colleague = await inviteMember(server, company, "admin");
    const doors = await openDoors(server.ownerUrl);
    try {
      const person = doors.accounts.selectFrom("user_account").select("id").where("email", "=", company.person.email);
      const { id: userId } = await person.executeTakeFirstOrThrow();
      const owner = { tenantId, organizationId, userId, role: "owner", source: "page" } as const;
      await doors.withTenant(owner, async (tx) => {
        await stateReleaseRule(tx, owner, true);
        return proposeRelease(tx, owner, { runId, locales: ["zh"], validUntil: null, withhold: "nothing" });
      });
    } finally {
      await doors.close();
    }
    const page = await (await openContext(browser, server, colleague, { width: 390 })).newPage();
    await page.goto(`${base}/reports/releases`);
    await isAwake(page);
    const { reportPage, release } = translator("en");
    expect(await page.locator("button", { hasText: release.confirm }).isVisible()).toBe(false);
    await page.locator("summary", { hasText: release.confirm }).click();
    const said = (await page.locator("details[open]").textContent()) ?? "";
    for (const part of ["Larkspur Works", "91320000SAMPLE003X", reportPage.confirm.isPublic])
      expect(said).toContain(part);
    expect(said).toContain(reportPage.confirm.filesIn(reportPage.languages.zh, 1));
    expect(await findBarriers(page)).toEqual([]);
    await page.locator("details[open] button", { hasText: release.confirm }).click();
    await page.waitForURL(new RegExp(`${base}/reports/[0-9a-f-]{36}`));
  });
});
