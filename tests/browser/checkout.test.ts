import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { translator } from "#app/i18n/index.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { addPortalLink } from "#app/trade/portal/portal-link.server.ts";
import { findBarriers, isAwake, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { completeChecklist } from "#tests/support/own-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { raiseSample, startSellingIn } from "#tests/support/sample-checkout.ts";
import { fillCompany, runNow, YEAR } from "#tests/support/sample-company.ts";
import { makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { makeClient } from "#tests/support/sample-seller.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { STRIPE_KEYS, StripeStandIn } from "#tests/support/stripe/stand-in.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import type { Visitor } from "#tests/support/visitor.ts";

const en = translator("en");
const { order: o, payment: p } = en;

describe("from a quote to the released report through Checkout", () => {
  let stripe: StripeStandIn;
  let server: TestServer;
  let browser: Browser;
  let tenant: TradeTenant;
  let actor: Actor;
  let base: string;
  let runId: string;
  let link: string;
  beforeAll(async () => {
    stripe = await new StripeStandIn().start();
    [server, browser] = await Promise.all([
      startServer("PostgreSQL", {
        STRIPE_SECRET_KEY: STRIPE_KEYS.secretKey,
        STRIPE_WEBHOOK_SECRET: STRIPE_KEYS.webhookSecret,
        STRIPE_API_URL: stripe.url,
      }),
      openBrowser(),
    ]);
    stripe.post.target = `http://127.0.0.1:${server.port}/webhooks/stripe`;
    tenant = await makeTradeTenant(server);
    base = `/tenants/${tenant.tenantId}`;
    const { id } = await tenant.doors.withTenant(tenant.actor, (tx) =>
      tx.selectFrom("organization").select("id").executeTakeFirstOrThrow(),
    );
    actor = { ...tenant.actor, organizationId: id };
    await startSellingIn(tenant.doors, actor, "HK");
    const clientId = await makeClient(tenant.doors, actor);
    const serviceId = await makeService(tenant.doors, actor);
    const { inventory } = await fillCompany(tenant.doors, actor);
    await tenant.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
    runId = await runNow(tenant.doors, actor, inventory);
    const content = quoteContent(serviceId, { taxRule: "hk-none", gatesIssue: true, inventoryId: inventory.id });
    const { token } = await makeSentQuote(tenant.doors, actor, { clientId, content, now: new Date() });
    link = `/quotes/${token}`;
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
    await server?.remove();
    await stripe?.close();
  });

  const open = async (who: Visitor | null, options: Parameters<typeof openContext>[3] = {}) =>
    (await openContext(browser, server, who, options)).newPage();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const atProvider = (page: Page) => page.waitForURL(`${stripe.url}/**`);
  const deliverAll = async () => {
    for (const event of stripe.post.events.splice(0)) expect(await stripe.post.deliver(event)).toBe(200);
  };

  it.each([true, false])("sends a seller to the provider and back, scripts: %s", async (javaScriptEnabled) => {
    const page = await open(tenant.owner, { javaScriptEnabled });
    await page.goto(`${base}/payments`);
    await press(page, javaScriptEnabled ? p.connect : p.goOn);
    await atProvider(page);
    if (!javaScriptEnabled) {
      await press(page, "Finish");
      await see(page, p.notReady);
      await deliverAll();
      await page.reload();
      await see(page, p.ready);
    }
    await page.context().close();
  });

  it("is accepted on a phone, paid by card in two parts, drafted, issued and released", async () => {
    const [page, phone] = [await open(tenant.owner), await open(null, { width: 390, height: 844 })];
    const complaints = [watchComplaints(page), watchComplaints(phone)];
    await phone.goto(link);
    await phone.locator("#name").fill("Li Na");
    await phone.locator("#role").fill("Purchasing");
    await phone.locator("#agree").check();
    await press(phone, en.quote.recipient.accept);
    await see(phone, o.recipient.accepted);

    await page.goto(`${base}/orders`);
    await page
      .getByRole("link", { name: /^Q-\d{4}-\d{6}$/ })
      .first()
      .click();
    await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
    const order = page.url();
    await press(page, o.acts.invoice_deposit);
    await see(page, o.actsAbout.wait_payment);

    await phone.reload();
    await see(phone, o.recipient.orByTransfer);
    await see(phone, /^RF\d\d /);
    expect(await findBarriers(phone)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await press(phone, o.recipient.payOnline);
    await atProvider(phone);
    await press(phone, "Back");
    await see(phone, o.recipient.payment.givenUp);
    expect(new URL(phone.url()).pathname).toBe(link);
    await press(phone, o.recipient.payOnline);
    await atProvider(phone);
    await press(phone, "Pay with a delay");
    await see(phone, o.recipient.payment.underWay);
    expect(await findBarriers(phone)).toEqual([]);
    await deliverAll();
    await phone.goto(link);
    await see(phone, o.recipient.payment.pending);
    expect(await phone.getByRole("button", { name: o.recipient.payOnline }).count()).toBe(0);
    await page.reload();
    await see(page, o.actsAbout.wait_payment);
    stripe.settleDelayed(stripe.sessions().at(0)!.id, true);
    await deliverAll();
    await phone.reload();
    await see(phone, o.recipient.deposit_paid);

    await page.reload();
    await press(page, o.acts.start);
    await press(page, o.acts.deliver);
    await press(page, o.acts.invoice_balance);
    await see(page, o.actsAbout.wait_payment);
    await completeChecklist(tenant.owner, `/organizations/${actor.organizationId}`, runId);
    const reports = `/organizations/${actor.organizationId}/reports?run=${runId}`;
    await page.goto(reports);
    await see(page, /can't be issued until order \S+ is paid/);

    // A typed URL proves no payment, so nothing is unlocked.
    await phone.goto(`${link}?checkout=done`);
    await see(phone, o.recipient.balance_invoiced);
    await press(phone, o.recipient.payOnline);
    await atProvider(phone);
    await press(phone, "Pay");
    await see(phone, o.recipient.payment.underWay);
    await page.reload();
    await see(page, /can't be issued until order \S+ is paid/);
    await deliverAll();
    await phone.reload();
    await see(phone, o.recipient.payment.received);

    await page.reload();
    await page.locator("summary", { hasText: en.reportPage.issue }).click();
    await press(page, en.reportPage.issue);
    await see(page, en.reportLife.states.issued);
    await page.goto(order);
    await press(page, o.acts.release);
    await page.getByRole("button", { name: o.acts.release, exact: true }).waitFor({ state: "detached" });
    await phone.reload();
    await see(phone, /^GHG-/);
    await phone.getByRole("link", { name: o.recipient.verify }).click();
    await see(phone, en.verify.page.record.word);
    expect(complaints.flat()).toEqual([]);
    await Promise.all([page.context().close(), phone.context().close()]);
  });

  it("shows the payment, its refunds and its dispute", async () => {
    const page = await open(tenant.owner, { width: 390, height: 844 });
    const complaints = watchComplaints(page);
    const payment = await tenant.doors.withTenant(actor, (tx) =>
      tx.selectFrom("payment").select(["id", "provider_ref"]).orderBy("created_at").executeTakeFirstOrThrow(),
    );
    stripe.dispute(payment.provider_ref, 5_000);
    await deliverAll();
    await page.goto(`${base}/payments/${payment.id}`);
    await see(page, en.refund.onHold);
    expect(await findBarriers(page)).toEqual([]);
    // Once the page is hydrated, an open section stays open after a refusal.
    await isAwake(page);
    await page.locator("#amount").fill("100");
    await page.locator("summary", { hasText: en.refund.ask }).click();
    await page.getByRole("button", { name: en.refund.ask, exact: true }).click();
    await see(page, en.refund.fault.reason_missing!);
    await page.locator("#reason").fill("One site less");
    await page.getByRole("button", { name: en.refund.ask, exact: true }).click();
    await see(page, en.refund.done.asked!);
    await deliverAll();
    await page.reload();
    await see(page, en.refund.states.paid);
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    for (const path of ["payments", "invoices/new", "invoices", "ledger"]) {
      await page.goto(`${base}/${path}`);
      expect([path, await findBarriers(page)]).toEqual([path, []]);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 390]);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each([
    ["en-GB", 390],
    ["zh-CN", 1440],
  ])("is paid in the portal for an invoice without an order, in %s at %i pixels", async (locale, width) => {
    const t = translator(locale === "en-GB" ? "en" : "zh");
    const { doors } = tenant;
    const clientId = await makeClient(doors, actor, { legal_name_en: `Sample Importer ${width}` });
    const invoiceId = await raiseSample(doors, actor, clientId, { taxRuleId: "hk-none" });
    const token = await doors.withTenant(actor, (tx) => addPortalLink(tx, actor, clientId, new Date()));
    const page = await open(null, { locale, width, height: 900 });
    await page.context().addCookies([{ name: "locale", value: locale.slice(0, 2), url: server.origin }]);
    const complaints = watchComplaints(page);
    await page.goto(`/clients/${token}`);
    await page.getByRole("link", { name: /INV-/ }).first().click();
    await see(page, t.order.recipient.orByTransfer);
    await see(page, /^RF\d\d /);
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    if (process.env.WALK_FOLDER)
      await page.screenshot({ path: join(process.env.WALK_FOLDER, `invoice-${locale}-${width}.png`), fullPage: true });
    await press(page, t.order.recipient.payOnline);
    await atProvider(page);
    await press(page, "Back");
    await see(page, t.order.recipient.payment.givenUp);
    expect(new URL(page.url()).pathname).toBe(`/clients/${token}/invoices/${invoiceId}`);
    await press(page, t.order.recipient.payOnline);
    await atProvider(page);
    await press(page, "Pay");
    await see(page, t.order.recipient.payment.underWay);
    await deliverAll();
    await page.reload();
    await see(page, t.order.recipient.payment.received);
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(`/clients/${token}`);
    await see(page, t.portal.page.nothing);
    // The link of another client does not open it.
    const other = await makeClient(doors, actor, { legal_name_en: `Sample Stranger ${width}` });
    const foreign = await doors.withTenant(actor, (tx) => addPortalLink(tx, actor, other, new Date()));
    expect((await page.goto(`/clients/${foreign}/invoices/${invoiceId}`))?.status()).toBe(404);
    await see(page, t.portal.page.deadTitle);
    expect(complaints.filter((one) => !/404/.test(one))).toEqual([]);
    await page.context().close();
  });

  it("explains the status to a client who returns in another browser", async () => {
    const page = await open(null, { locale: "zh-CN", javaScriptEnabled: false });
    await page.goto("/checkouts/back");
    await see(page, translator("zh").payment.backDone);
    await page.goto("/checkouts/back?given_up");
    await see(page, translator("zh").payment.backGivenUp);
    await page.context().close();
  });
});
