import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { addPortalLink } from "#app/trade/portal/portal-link.server.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { equipSeller } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { invoiceTwice, makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { linkIn, readMail } from "#tests/support/visitor.ts";

const en = translator("en");
const zh = translator("zh");

describe("the portal of a client in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: TradeTenant;
  let clientId: string;
  let number: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeTradeTenant(server);
    const { doors, actor } = tenant;
    await equipSeller(doors, actor, ["USD"]);
    ({ clientId } = await invoiceTwice(tenant));
    const content = quoteContent(await makeService(doors, actor));
    const { quoteId } = await makeSentQuote(doors, actor, { clientId, content, now: new Date() });
    ({ number } = await doors.withTenant(actor, (tx) =>
      tx.selectFrom("quote").select("number").where("id", "=", quoteId).executeTakeFirstOrThrow(),
    ));
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
  });

  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

  it("is sent by the seller, and lets the client answer a quote, read invoices and pay until it is ended", async () => {
    const [t, p] = [en.portal, en.portal.page];
    const seller = await (await openContext(browser, server, tenant.owner)).newPage();
    const complaints = watchComplaints(seller);
    const clientPage = `/tenants/${tenant.tenantId}/clients/${clientId}`;
    await seller.goto(clientPage);
    await see(seller, t.none);
    expect(await findBarriers(seller)).toEqual([]);
    await seller.getByRole("button", { name: t.send }).click();
    await see(seller, en.common.shownOnce);
    expect(await findBarriers(seller)).toEqual([]);
    const shown = await seller.getByLabel(t.linkLabel).inputValue();
    const link = new URL(shown).pathname;
    expect(linkIn(await readMail(server, "buyer@sample.example", "portalLink"))).toBe(link);
    await seller.reload();
    await seller.getByRole("button", { name: t.sendNew }).waitFor();
    expect(await seller.getByLabel(t.linkLabel).count()).toBe(0);

    const client = await (await openContext(browser, server, null, { width: 1440, height: 900 })).newPage();
    const faults = watchComplaints(client);
    await client.goto(link);
    await see(client, p.from("Sample Carbon Advisory"));
    expect([await findBarriers(client), await fits(client)]).toEqual([[], true]);
    await client.getByRole("link", { name: p.answer(number) }).click();
    await client.getByLabel(en.quote.recipient.name).fill("Sample Buyer");
    await client.getByLabel(en.quote.recipient.role).fill("Purchasing");
    await client.getByRole("checkbox").check();
    await client.getByRole("button", { name: en.quote.recipient.accept, exact: true }).click();
    await see(client, en.order.recipient.accepted);
    expect(new URL(client.url()).pathname).toMatch(new RegExp(`^${link}/quotes/`));
    const address = new URL(client.url()).pathname;
    for (const file of ["quote.pdf", "contract.pdf"]) {
      const answer = await client.request.get(`${server.origin}${address}/${file}`);
      expect([file, answer.status(), (await answer.body()).subarray(0, 5).toString()]).toEqual([file, 200, "%PDF-"]);
    }
    await client.goto(link);
    expect(await client.getByRole("link", { name: p.answer(number) }).count()).toBe(0);
    await client.getByRole("link", { name: number, exact: true }).waitFor();
    await client.getByRole("link", { name: /^INV-/ }).first().click();
    await see(client, en.order.recipient.reference);
    expect([await findBarriers(client), await fits(client)]).toEqual([[], true]);
    await client.getByRole("link", { name: p.title }).click();
    await see(client, p.waiting);
    const files = await client
      .locator("#invoices a[href$='.pdf']")
      .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) expect((await client.request.get(`${server.origin}${file}`)).status()).toBe(200);

    await seller.getByText(t.end, { exact: true }).first().click();
    await seller.getByRole("button", { name: t.end, exact: true }).last().click();
    await see(seller, en.client.done.portal_ended);
    expect((await client.goto(link))?.status()).toBe(404);
    await see(client, p.deadTitle);
    expect(await findBarriers(client)).toEqual([]);
    for (const gone of [address, `${address}/quote.pdf`, files[0]!])
      expect((await client.request.get(`${server.origin}${gone}`)).status()).toBe(404);
    expect([complaints, faults.filter((one) => !/404/.test(one))]).toEqual([[], []]);
    await Promise.all([seller.context().close(), client.context().close()]);
  });

  it.each([
    ["en-GB", 390],
    ["zh-CN", 390],
    ["zh-CN", 1440],
  ])("fits in %s at %i pixels", async (locale, width) => {
    const t = (locale === "en-GB" ? en : zh).portal;
    const token = await tenant.doors.withTenant(tenant.actor, (tx) =>
      addPortalLink(tx, tenant.actor, clientId, new Date()),
    );
    const context = await openContext(browser, server, null, { locale, width, height: 900 });
    await context.addCookies([{ name: "locale", value: locale.slice(0, 2), url: server.origin }]);
    const page = await context.newPage();
    await page.goto(`/clients/${token}`);
    await see(page, t.page.waiting);
    expect([await findBarriers(page), await fits(page)]).toEqual([[], true]);
    await context.close();
  });
});
