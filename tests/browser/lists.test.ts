import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { addressOf, declaredLists, idsOf, nameOf } from "#tests/support/declared-lists.ts";
import { ROW_MAKERS } from "#tests/support/list-rows.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";

const lists = [...(await declaredLists()).values()];

describe("lists in a browser", () => {
  let server: TestServer;
  let browser: Browser;
  let tenant: TradeTenant;
  let organizationId: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    tenant = await makeTradeTenant(server);
    // Some lists belong only to the workspace that sells plans.
    await server.stop();
    await server.start({ OPERATOR_TENANT_ID: tenant.tenantId });
    const { doors, actor } = tenant;
    const organization = await doors.withTenant(actor, (tx) =>
      tx.selectFrom("organization").select("id").executeTakeFirstOrThrow(),
    );
    organizationId = organization.id;
    for (const list of lists) await (await ROW_MAKERS[nameOf(list)]!(doors, { ...actor, organizationId }))(2);
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
    await server?.remove();
  });

  it.each([
    ["en", 1440],
    ["zh", 390],
  ] as const)("show rows, and sort and filter them accessibly in %s at %i px", async (locale, width) => {
    const options = { width, height: 900, locale: locale === "en" ? "en-GB" : "zh-CN" };
    const page = await (await openContext(browser, server, tenant.owner, options)).newPage();
    const complaints = watchComplaints(page);
    const { list: t } = translator(locale);
    for (const list of lists) {
      const { title } = list.words(translator(locale));
      const actor = { ...tenant.actor, organizationId };
      await page.goto(addressOf(list, actor, await idsOf(list, tenant.doors, actor)));
      const table = page.getByRole("table", { name: title, exact: true });
      await table.waitFor();
      expect([nameOf(list), await findBarriers(page)]).toEqual([nameOf(list), []]);
      const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect([nameOf(list), isTooWide]).toEqual([nameOf(list), false]);
      const head = table.getByRole("columnheader").getByRole("link").first();
      if ((await head.count()) > 0) {
        await head.click();
        await table.locator("th[aria-sort=ascending]").waitFor();
      }
      if (list.filters.length === 0) continue;
      if (list.filters.length > 1 && width === 390) await page.getByText(t.filters, { exact: true }).click();
      await page.getByRole("button", { name: t.show, exact: true }).first().click();
      await page.waitForURL((url) => url.searchParams.has(list.filters[0]!.name));
      await table.waitFor();
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
