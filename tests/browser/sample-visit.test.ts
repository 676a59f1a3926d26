import { sql } from "kysely";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { expectToFit, VIEWS } from "#tests/support/views.ts";

describe("the sample company in a browser", () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer("PostgreSQL"), openBrowser()]);
    const { organizationId } = await makeSmallCompany(server, "Larch");
    await asOwner(server.ownerUrl, (db) =>
      sql`update organization set is_sample = true where id = ${organizationId}`.execute(db),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await server?.remove();
  });

  it.each(VIEWS)("is opened from the home page, read, and leads to sign-up ($locale)", async (view) => {
    const { visit: t, error } = translator(view.locale.startsWith("zh") ? "zh" : "en");
    const page = await (await openContext(browser, server, null, view)).newPage();
    const complaints = watchComplaints(page);
    await page.goto("/");
    await page.getByRole("button", { name: t.open }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.goto("/sample");
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    await page.locator("button[name=intent][value=open]").click();
    const bar = page.getByRole("complementary", { name: t.title });
    await bar.waitFor();
    const base = new URL(page.url()).pathname;
    for (const path of ["", "/facilities", "/targets", "/reports"]) {
      await page.goto(`${base}${path}`);
      await bar.waitFor();
      expect(await findBarriers(page), path).toEqual([]);
      await expectToFit(page);
    }
    expect(complaints).toEqual([]);
    await page.goto(`${base}/members`);
    await page.getByText(error.visitor_reads.title).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("main").getByRole("link", { name: t.signUp }).click();
    await page.waitForURL(/\/sign-up/);
    await page.goto(base);
    await bar.locator("button[value=leave]").click();
    await page.getByRole("button", { name: t.open }).waitFor();
  });
});
