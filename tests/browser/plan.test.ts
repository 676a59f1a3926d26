import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makePerson, startWorkspace } from "#tests/support/own-tenant.ts";
import { asOwner, editFacts } from "#tests/support/owner.ts";
import { OPERATOR_ID, SAMPLE_PLAN_BUYER } from "#tests/support/plans.ts";
import { equipSeller } from "#tests/support/sample-seller.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { STRIPE_KEYS, StripeStandIn } from "#tests/support/stripe/stand-in.ts";
import { expectRedirect, signUp, type Visitor } from "#tests/support/visitor.ts";

const en = translator("en");
const zh = translator("zh");
const t = en.planOrder;

describe("plans in a browser", () => {
  let stripe: StripeStandIn;
  let server: TestServer;
  let browser: Browser;
  let doors: Doors;
  let operator: Visitor;
  beforeAll(async () => {
    stripe = await new StripeStandIn().start();
    const keys = { STRIPE_SECRET_KEY: STRIPE_KEYS.secretKey, STRIPE_WEBHOOK_SECRET: STRIPE_KEYS.webhookSecret };
    [server, browser] = await Promise.all([
      startServer("PostgreSQL", { OPERATOR_TENANT_ID: OPERATOR_ID, STRIPE_API_URL: stripe.url, ...keys }),
      openBrowser(),
    ]);
    stripe.post.target = `${server.origin}/webhooks/stripe`;
    stripe.post.mode = "send";
    doors = await openDoors(server.ownerUrl, { operatorTenantId: OPERATOR_ID });
    operator = await makeOperatorVisitor();
  });
  afterAll(async () => {
    await browser?.close();
    await doors?.close();
    await server?.remove();
    await stripe?.close();
  });

  /** A member of the operator's workspace, with seller details, accounts and a tax note. */
  async function makeOperatorVisitor(): Promise<Visitor> {
    const person = makePerson("Sample Operator");
    const visitor = await signUp(server, person);
    const { id: userId } = await doors.accounts
      .selectFrom("user_account")
      .select("id")
      .where("email", "=", person.email)
      .executeTakeFirstOrThrow();
    const role = "owner" as const;
    await doors.withSystem(async (tx) => {
      await tx.insertInto("tenant").values({ id: OPERATOR_ID, name: "Sample Operator", kind: "company" }).execute();
      const membership = { tenant_id: OPERATOR_ID, user_id: userId, organization_id: null, role };
      await tx.insertInto("membership").values(membership).execute();
    });
    await equipSeller(doors, { tenantId: OPERATOR_ID, userId, role, source: "page" }, ["USD"]);
    return visitor;
  }

  async function makeBuyer(name: string): Promise<{ visitor: Visitor; base: string; tenantId: string }> {
    const visitor = await signUp(server, makePerson(`Owner of ${name}`));
    const rules = { consolidationApproach: "operational_control", gwpSet: "AR6" };
    await startWorkspace(visitor, name);
    expectRedirect(
      await visitor.post("/organizations/new", {
        nameEn: name,
        nameZh: "",
        legalId: "",
        year: "2025",
        ...rules,
      }),
    );
    const { id } = await doors.withSystem((tx) =>
      tx.selectFrom("tenant").select("id").where("name", "=", name).executeTakeFirstOrThrow(),
    );
    return { visitor, base: `/tenants/${id}/plan`, tenantId: id };
  }

  const open = async (who: Visitor, options: Parameters<typeof openContext>[3] = {}) =>
    (await openContext(browser, server, who, options)).newPage();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();

  /** Checks that the page is accessible and not wider than the screen, also on a phone and in Chinese. */
  async function look(who: Visitor, path: string, name: string) {
    for (const [locale, width] of [
      ["en-GB", 1440],
      ["zh-CN", 390],
    ] as const) {
      const page = await open(who, { width, locale });
      await page.goto(path);
      await page.locator("h1").waitFor();
      expect([name, locale, width, await findBarriers(page)]).toEqual([name, locale, width, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.context().close();
    }
  }

  async function fillBuyer(page: Page) {
    const { legalName, country, taxId, address, email } = SAMPLE_PLAN_BUYER;
    await page.locator("#legalNameEn").fill(legalName.en);
    await page.locator("#country").selectOption(country);
    await page.locator("#taxId").fill(taxId);
    await page.locator("#addressEn").fill(address.en);
    await page.locator("#email").fill(email);
  }

  it("shows that no plans are on sale until the operator sets prices", async () => {
    const { visitor, base } = await makeBuyer("Sample Spruce");
    const buyer = await open(visitor);
    await buyer.goto(base);
    await see(buyer, t.notOnSale);
    await look(visitor, base, "plan-not-on-sale");
    const page = await open(operator);
    const complaints = watchComplaints(page);
    const prices = `/tenants/${OPERATOR_ID}/plan-prices`;
    await page.goto(prices);
    await see(page, t.prices.empty);
    await page.locator("#currency").selectOption("USD");
    await page.locator("#amount").fill("1200.005");
    await press(page, t.prices.submit);
    await see(page, t.prices.fault.amount!);
    await page.locator("#amount").fill("1,200.00");
    await press(page, t.prices.submit);
    await see(page, t.prices.fault.exchange_missing!);
    expect(await page.locator("#amount").inputValue()).toBe("1,200.00");
    await page.locator("#exchangeRate").fill("7.1023");
    await page.locator("#exchangeSource").fill("Sample Bank, middle rate");
    await page.locator("#exchangeOn").fill("2026-11-26");
    await press(page, t.prices.submit);
    await see(page, t.prices.stated);
    await page.locator("#percent-cn-export-exempt").fill("0");
    await press(page, t.prices.save);
    await see(page, t.prices.savedTax);
    await look(operator, prices, "plan-prices");
    await buyer.reload();
    await see(buyer, "USD 1,200.00");
    expect(complaints).toEqual([]);
    await page.context().close();
    await buyer.context().close();
  });

  it("sells a plan by bank transfer: ordered, invoiced, recorded by the operator and granted", async () => {
    const { visitor, base } = await makeBuyer("Sample Larch");
    const page = await open(visitor);
    const complaints = watchComplaints(page);
    await page.goto(base);
    await page.getByRole("link", { name: t.orderPlan(en.plan.name.company) }).click();
    await page.waitForURL(/plan\/order\?plan=company$/);
    await look(visitor, `${base}/order?plan=company`, "plan-order-form");
    await fillBuyer(page);
    await page.locator("#taxId").fill("");
    await press(page, t.place);
    await see(page, t.fieldFault["client.taxId"]!);
    expect(await page.locator("#legalNameEn").inputValue()).toBe(SAMPLE_PLAN_BUYER.legalName.en);
    expect(await findBarriers(page)).toEqual([]);
    await page.locator("#taxId").fill(SAMPLE_PLAN_BUYER.taxId);
    await press(page, t.place);
    await see(page, t.placed);
    await see(page, /^RF\d\d /);
    await see(page, "SMPLCNSHXXX");
    const here = new URL(page.url()).pathname;
    await look(visitor, here, "plan-order-open");
    const pdf = await visitor.get(
      await page.getByRole("link", { name: t.download }).first().getAttribute("href").then(String),
    );
    expect([pdf.status, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    await page.goto(base);
    await see(page, t.underWay);

    const desk = await open(operator);
    await desk.goto(`/tenants/${OPERATOR_ID}/plan-orders`);
    await see(desk, "Sample Larch");
    await look(operator, `/tenants/${OPERATOR_ID}/plan-orders`, "plan-orders");
    const invoiceId = (await desk.getByRole("link", { name: "Sample Larch" }).first().getAttribute("href"))!
      .split("/")
      .at(-1)!;
    await desk.goto(`/tenants/${OPERATOR_ID}/receipts/new?invoice=${invoiceId}`);
    await desk.locator("#arrived").fill("1200.00");
    await desk.locator("#payer").fill("Sample Works GmbH");
    await desk.locator("#bankReference").fill("slip 1");
    await desk.getByRole("button", { name: en.receipt.book, exact: true }).click();
    await desk.waitForURL(/receipts$|invoices/);

    await expect
      .poll(async () => {
        await page.goto(base);
        return page.locator("main").textContent();
      })
      .toContain(en.plan.standing.sources.order);
    await see(page, en.plan.standing.states.running);
    await look(visitor, base, "plan-running");
    await look(visitor, here, "plan-order-paid");
    expect(complaints).toEqual([]);
    await page.context().close();
    await desk.context().close();
  });

  it("lets buyers cancel an unpaid order", async () => {
    const { visitor, base } = await makeBuyer("Sample Aspen");
    const page = await open(visitor, { javaScriptEnabled: false });
    await page.goto(`${base}/order?plan=company`);
    await fillBuyer(page);
    await press(page, t.place);
    await see(page, t.placed);
    await page.locator("summary", { hasText: t.cancel }).click();
    await see(page, t.cancelQuestion);
    await press(page, t.cancel);
    await see(page, t.cancelled);
    await see(page, t.states.cancelled);
    await page.context().close();
  });

  it("sells a plan by card, renews it and ends it in the provider's portal", async () => {
    const { visitor, base } = await makeBuyer("Sample Rowan");
    const page = await open(visitor);
    const complaints = watchComplaints(page);
    await page.goto(`${base}/order?plan=company`);
    await fillBuyer(page);
    await page.getByLabel(t.ways.card.label).check();
    await press(page, t.place);
    await see(page, t.placed);
    const here = new URL(page.url()).pathname;
    await look(visitor, here, "plan-order-card");
    await press(page, t.toPage);
    await page.getByText("Sample checkout: USD 120000").waitFor();
    await page.getByRole("button", { name: "Pay", exact: true }).click();
    await page.waitForURL(new RegExp(`${here}$`));
    await stripe.post.settle();
    await expect
      .poll(async () => {
        await page.reload();
        return page.locator("main").textContent();
      })
      .toContain(t.given);
    await see(page, t.states.active);
    await look(visitor, here, "plan-order-active");
    await press(page, t.openPortal);
    await page.getByRole("button", { name: "Cancel at the end of the period" }).click();
    await stripe.post.settle();
    await page.getByRole("link", { name: "Back" }).click();
    await see(page, /^The plan ends on /);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("explains the end of a plan before, during and afterwards, and refuses changes with how to renew", async () => {
    const { visitor, base, tenantId } = await makeBuyer("Sample Alder");
    const move = (days: number) =>
      asOwner(server.ownerUrl, (db) =>
        editFacts(
          db,
          "entitlement",
          sql`update entitlement set starts_at = now() - interval '30 days', ends_at = now() + ${`${days} days`}::interval
            where tenant_id = ${tenantId}::uuid`,
        ),
      );
    for (const [days, name] of [
      [6, "ends"],
      [-3, "grace"],
      [-8, "lapsed"],
    ] as const) {
      await move(days);
      await look(visitor, base, `plan-${name}`);
      await look(visitor, `/tenants/${tenantId}`, `banner-${name}`);
    }
    for (const locale of ["en-GB", "zh-CN"]) {
      const page = await open(visitor, { width: 390, locale });
      const words = locale === "en-GB" ? en : zh;
      await page.goto(`/tenants/${tenantId}/settings`);
      await page.locator("main form button").first().click();
      await see(page, words.plan.refusal.lapsed.title);
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole("link", { name: words.plan.refusal.toPlan }).click();
      await page.waitForURL(new RegExp(`${base}$`));
      await page.context().close();
    }
  });
});
