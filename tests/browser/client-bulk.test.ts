import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { addPackage } from "#app/trade/package/package.server.ts";
import { addPortalLink } from "#app/trade/portal/portal-link.server.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { readMail } from "#tests/support/visitor.ts";

const en = translator("en");
const zh = translator("zh");

describe("acts on several clients in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: TradeTenant;
  let clients: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeTradeTenant(server);
    const { doors, actor, tenantId } = tenant;
    clients = `/tenants/${tenantId}/clients`;
    await equipSeller(doors, actor, ["USD"]);
    await makeClient(doors, actor, { legal_name_en: "First Sample Buyer", email: "first@sample.example" });
    await makeClient(doors, actor, { legal_name_en: "Second Sample Buyer", email: "" });
    const third = await makeClient(doors, actor, {
      legal_name_en: "Third Sample Buyer",
      email: "third@sample.example",
    });
    await doors.withTenant(actor, async (tx) => {
      await addPortalLink(tx, actor, third, new Date());
      const source = { nameEn: "Electricity", nameZh: "电力", category: "purchased_electricity", unit: "kWh" } as const;
      const choice = { factor: "grid_average", via: "", edition: "", useResidual: false, task: null };
      await addPackage(tx, actor, {
        name: { en: "Sample package", zh: "示例标准包" },
        sources: [{ ...source, ...choice }],
        policy: null,
      });
    });
    const [organization] = await doors.withTenant(actor, (tx) => tx.selectFrom("organization").select("id").execute());
    const plant = {
      nameEn: "Sample plant",
      nameZh: "示例工厂",
      country: "CN",
      gridRegion: "CN-JS",
      consolidationShare: "1",
    };
    await tenant.owner.post(`/organizations/${organization!.id}/facilities`, plant);
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
  });

  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  async function keep(page: Page, name: string) {
    const folder = process.env.WALK_FOLDER;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }

  it("send portal links to those without one, and apply a package", async () => {
    const t = en.clientBoard;
    const s = en.package.several;
    const page = await (await openContext(browser, server, tenant.owner)).newPage();
    const complaints = watchComplaints(page);
    await page.goto(clients);
    await page.getByRole("button", { name: t.sendPortal }).click();
    await see(page, t.fault.clients_missing);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel(t.selectAll).check();
    await page.getByRole("button", { name: t.sendPortal }).click();
    const [sent, open, noEmail, noRecord] = t.portalDone;
    await see(page, [sent!(1), open!(1), noEmail!(1), noRecord!(1)].join(" "));
    expect(await findBarriers(page)).toEqual([]);
    await readMail(server, "first@sample.example", "portalLink");
    await page.getByLabel(t.selectAll).check();
    await page.getByRole("button", { name: t.sendPortal }).click();
    await see(page, [open!(2), noEmail!(1), noRecord!(1)].join(" "));

    await page.getByLabel(t.selectAll).check();
    await page.getByRole("button", { name: t.applyPackage }).click();
    await see(page, s.cut);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel(en.package.one, { exact: true }).selectOption({ label: "Sample package" });
    await page.getByRole("button", { name: en.package.application.show }).click();
    await see(page, s.sum(1, 1));
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: s.submit(1) }).click();
    await see(page, s.done(1, 1));
    await see(page, en.package.application.nothing);
    expect([await findBarriers(page), complaints]).toEqual([[], []]);
    await page.context().close();
  });

  it.each([
    ["en-GB", 390],
    ["en-GB", 1440],
    ["zh-CN", 390],
    ["zh-CN", 1440],
  ])("fit in %s at %i pixels", async (locale, width) => {
    const t = locale === "en-GB" ? en : zh;
    const context = await openContext(browser, server, tenant.owner, { locale, width, height: 900 });
    await context.addCookies([{ name: "locale", value: locale.slice(0, 2), url: server.origin }]);
    const page = await context.newPage();
    await page.goto(`${clients}?portal=12-3-1-2`);
    await see(page, t.clientBoard.selected);
    expect([await findBarriers(page), await fits(page)]).toEqual([[], true]);
    await keep(page, `clients-${locale}-${width}`);
    await page.getByRole("checkbox").last().check();
    await page.getByRole("button", { name: t.clientBoard.applyPackage }).click();
    await page.getByLabel(t.package.one, { exact: true }).selectOption({ index: 1 });
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    await page.getByRole("button", { name: t.package.application.show }).click();
    await page.getByRole("table").waitFor();
    expect([await findBarriers(page), await fits(page)]).toEqual([[], true]);
    await keep(page, `apply-${locale}-${width}`);
    await context.close();
  });
});
