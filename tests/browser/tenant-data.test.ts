import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

const t = translator("en").tenantData;

describe("the data of a workspace in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it("is exported from the settings, with progress that needs no reload, and downloaded", async () => {
    const { owner, tenantId } = await makeSmallCompany(server, "Larkspur");
    const page = await (await openContext(browser, server, owner)).newPage();
    const complaints = watchComplaints(page);
    await page.goto(`/tenants/${tenantId}/settings`);
    await page.getByRole("link", { name: t.see }).click();
    await page.getByText(t.export.emptyTitle).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: t.export.ask }).click();
    const link = page.getByRole("link", { name: t.export.download });
    await link.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^truetonne-\d{4}-\d{2}-\d{2}\.zip$/);
    expect(await download.failure()).toBeNull();
    expect(complaints).toEqual([]);
  });

  it("is deleted only by a user who gives a reason, types its name and the password, and can be restored", async () => {
    const { owner, person, tenantId, base } = await makeSmallCompany(server, "Marrowfield");
    const page = await (await openContext(browser, server, owner, { width: 390 })).newPage();
    const complaints = watchComplaints(page);
    await page.goto(`/tenants/${tenantId}/data`);
    await page.getByText(t.deletion.begin, { exact: true }).click();
    await page.getByLabel(t.deletion.reason).fill("We merge");
    await page.getByLabel(t.deletion.name("Marrowfield Works")).fill("Marrowfield");
    await page.getByLabel(t.deletion.password).fill(person.password);
    await page.getByRole("button", { name: t.deletion.ask }).click();
    await page.getByRole("link", { name: t.problem.name_differs }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.getByLabel(t.deletion.reason).inputValue()).toBe("We merge");
    await page.getByLabel(t.deletion.name("Marrowfield Works")).fill("Marrowfield Works");
    await page.getByLabel(t.deletion.password).fill(person.password);
    await page.getByRole("button", { name: t.deletion.ask }).click();
    await page.getByText(/You are the only owner or admin. Confirm again from/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(base);
    await page.getByText(t.notice.asked).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("link", { name: t.notice.see }).click();
    await page.getByRole("button", { name: t.deletion.takeBack }).click();
    await page.getByText(t.deletion.begin, { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});
