import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { Program } from "#tests/support/api.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit } from "#tests/support/views.ts";

describe("the API in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: OwnTenant;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeOwnTenant(server, "Quillfeather");
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (locale: "en" | "zh", width: number, javaScriptEnabled = true) =>
    (await openContext(browser, server, tenant.owner, { width, locale, javaScriptEnabled })).newPage();

  it.each([
    ["en", 1440],
    ["zh", 390],
  ] as const)("has accessible documentation in %s at %i px", async (locale, width) => {
    const page = await open(locale, width);
    const complaints = watchComplaints(page);
    const t = translator(locale).api;
    await page.goto("/api");
    await page.getByRole("heading", { level: 1, name: t.title }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    await page
      .getByRole("navigation", { name: t.contents })
      .getByRole("link", { name: t.noun.report, exact: true })
      .click();
    await page.waitForURL(/#noun-report$/);
    // Every link within the page has its target.
    const broken = await page.evaluate(
      `[...document.querySelectorAll('main a[href^="#"]')].map((link) => link.hash).filter((hash) => !document.getElementById(hash.slice(1)))`,
    );
    expect(broken).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each([true, false])("creates and revokes a key by keyboard, with scripts: %s", async (hasScripts) => {
    const page = await open("zh", hasScripts ? 1440 : 390, hasScripts);
    const t = translator("zh").api.keys;
    // The accessibility check needs scripts itself.
    const expectNoBarriers = async () => expect(hasScripts ? await findBarriers(page) : []).toEqual([]);
    await page.goto(`/organizations/${tenant.ids.organizationId}/api-keys`);
    await expectNoBarriers();
    await page.getByLabel(t.name, { exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText(t.fault.name).waitFor();
    await page.getByLabel(t.name, { exact: true }).fill("电表网关");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: t.make }).focus();
    await page.keyboard.press("Enter");
    const secret = await page.getByLabel(t.secretLabel, { exact: true }).inputValue();
    await expectNoBarriers();
    const program = new Program(server, secret);
    expect((await program.get("/key")).json).toMatchObject({ name: "电表网关", scopes: ["read", "activities:write"] });
    const row = page.getByRole("row").filter({ hasText: "电表网关" }).filter({ hasText: t.state.active });
    await row.locator("summary").click();
    await row.getByRole("button", { name: t.revoke }).click();
    await page.getByText(t.revoked, { exact: true }).waitFor();
    expect((await program.get("/key")).json.code).toBe("key_revoked");
    await page.context().close();
  });
});
