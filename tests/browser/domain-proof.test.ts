import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { recordNameOf } from "#app/identity/domain-name.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { type DomainStandIn, startDomainStandIn } from "#tests/support/domain-stand-in.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

describe("the domains of a workspace in a browser", () => {
  let outside: DomainStandIn;
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    outside = await startDomainStandIn();
    const { dnsServers, standIn } = outside.network;
    const settings = { DOMAIN_DNS: dnsServers.join(","), DOMAIN_STAND_IN: standIn! };
    [server, browser] = await Promise.all([startServer("PostgreSQL", settings), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.remove();
    await outside?.close();
  });

  it("are added, checked, corrected and proved by a DNS record", async () => {
    const { identity: t } = translator("en");
    const { owner, tenantId } = await makeSmallCompany(server, "Larch");
    const page = await (await openContext(browser, server, owner)).newPage();
    const complaints = watchComplaints(page);
    await page.goto(`/tenants/${tenantId}/settings`);
    await page.getByRole("link", { name: t.see }).click();
    await page.getByText(t.emptyTitle).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel(t.domain).fill("127.0.0.1");
    await page.getByRole("button", { name: t.add }).click();
    await page.getByRole("link", { name: t.fault.domain_address! }).waitFor();
    expect(await page.getByLabel(t.domain).inputValue()).toBe("127.0.0.1");
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel(t.domain).fill("https://Larch.example/about");
    await page.getByRole("button", { name: t.add }).click();
    await page.getByText(t.state.unchecked).waitFor();
    const value = (await page.getByText(/^truetonne-workspace=/).textContent())!;
    await page.getByRole("button", { name: t.copyOf(t.value) }).waitFor();
    await page.getByRole("button", { name: t.checkOf("larch.example") }).click();
    await page.getByText(t.state.unproved).waitFor();
    await page.getByText(t.historyTitle, { exact: true }).click();
    await page.getByText(t.dnsResult.none).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    outside.txt.set(recordNameOf("larch.example"), [value]);
    await page.getByRole("button", { name: t.checkOf("larch.example") }).click();
    await page.getByText(t.state.proved, { exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("are proved by a file, on a phone in Chinese, and removed", async () => {
    const { identity: t } = translator("zh");
    const { owner, tenantId } = await makeSmallCompany(server, "Fir");
    const page = await (await openContext(browser, server, owner, { width: 390, locale: "zh" })).newPage();
    const complaints = watchComplaints(page);
    await page.goto(`/tenants/${tenantId}/domains`);
    await page.getByLabel(t.domain).fill("fir.example");
    await page.getByRole("button", { name: t.add }).click();
    await page.getByText(t.state.unchecked).waitFor();
    const body = (await page.getByText(/"did:web:fir.example"/).textContent())!;
    outside.files.set("fir.example", { status: 200, body });
    await page.getByRole("button", { name: t.checkOf("fir.example") }).click();
    await page.getByText(t.state.proved, { exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.locator("summary", { hasText: t.remove }).click();
    await page.getByRole("button", { name: t.remove }).click();
    await page.getByText(t.done.removed).waitFor();
    await page.getByText(t.emptyTitle).waitFor();
    expect(complaints).toEqual([]);
  });
});
