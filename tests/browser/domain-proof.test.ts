import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { recordNameOf } from "#app/identity/domain-name.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { type DomainStandIn, startDomainStandIn } from "#tests/support/domain-stand-in.ts";
import { makeOwnTenant, makeSmallCompany } from "#tests/support/own-tenant.ts";
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

  it("are shown to strangers next to the name of the issuer, with method and day, in both languages", async () => {
    const { owner, reportNumber, ids } = await makeOwnTenant(server, "Spruce", "31");
    const manager = await (await openContext(browser, server, owner)).newPage();
    const { identity } = translator("en");
    await manager.goto(`/tenants/${ids.tenantId}/domains`);
    await manager.getByLabel(identity.domain).fill("spruce.example");
    await manager.getByRole("button", { name: identity.add }).click();
    const value = (await manager.getByText(/^truetonne-workspace=/).textContent())!;
    outside.txt.set(recordNameOf("spruce.example"), [value]);
    const strangers = await openContext(browser, server, null);
    const before = await strangers.newPage();
    await before.goto(`/verify/${reportNumber}`);
    await before.getByText(translator("en").issuerProof.none).first().waitFor();
    await manager.getByRole("button", { name: identity.checkOf("spruce.example") }).click();
    await manager.getByText(identity.state.proved, { exact: true }).waitFor();
    for (const locale of ["en-GB", "zh-CN"] as const) {
      const { issuerProof: t, verifyMany } = translator(locale === "en-GB" ? "en" : "zh");
      const page = await (await openContext(browser, server, null, { locale, width: 390 })).newPage();
      const complaints = watchComplaints(page);
      await page.goto(`/verify/${reportNumber}`);
      const [start = ""] = t.dns("spruce.example", "\n").split("\n");
      await page.getByText(start).waitFor();
      await page.getByText(t.nameIsClaim).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page.goto("/verify/many");
      await page.getByLabel(verifyMany.numbers).fill(reportNumber);
      await page.getByRole("button", { name: verifyMany.check, exact: true }).click();
      await page.getByText(start).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      expect(complaints).toEqual([]);
    }
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
