import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TenantActor } from "#app/access/actor.server.ts";
import { grantPaidPlans } from "#app/plan/plan-settlement.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { makePerson, startWorkspace } from "#tests/support/own-tenant.ts";
import { makePlanSeller, OPERATOR_ID, SAMPLE_PLAN_BUYER } from "#tests/support/plans.ts";
import { bookSample } from "#tests/support/sample-receipt.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { expectRedirect, readable, signUp, type Visitor } from "#tests/support/visitor.ts";

const DETAILS = {
  legalNameEn: SAMPLE_PLAN_BUYER.legalName.en,
  legalNameZh: "",
  country: "DE",
  taxId: SAMPLE_PLAN_BUYER.taxId,
  addressEn: SAMPLE_PLAN_BUYER.address.en,
  addressZh: "",
  email: SAMPLE_PLAN_BUYER.email,
  isBusiness: "on",
};
const ORDER = { choice: "company:USD", way: "transfer", ...DETAILS };

describe("plan orders over HTTP", () => {
  let server: TestServer;
  let doors: Doors;
  let seller: TenantActor;
  beforeAll(async () => {
    server = await startServer("PostgreSQL", { OPERATOR_TENANT_ID: OPERATOR_ID });
    doors = await openDoors(server.ownerUrl, { operatorTenantId: OPERATOR_ID });
    ({ owner: seller } = await makePlanSeller(doors));
  });
  afterAll(async () => {
    await doors?.close();
    await server?.remove();
  });

  async function makeBuyer(name: string): Promise<{ visitor: Visitor; base: string; tenantId: string; email: string }> {
    const person = makePerson(`Owner of ${name}`);
    const visitor = await signUp(server, person);
    const rules = { consolidationApproach: "operational_control", gwpSet: "AR6" };
    const first = { nameEn: name, nameZh: "", legalId: "", year: "2025", ...rules };
    await startWorkspace(visitor, name);
    expectRedirect(await visitor.post("/organizations/new", first));
    const { id } = await doors.withSystem((tx) =>
      tx.selectFrom("tenant").select("id").where("name", "=", name).executeTakeFirstOrThrow(),
    );
    return { visitor, base: `/tenants/${id}/plan`, tenantId: id, email: person.email };
  }
  const orderOf = (answer: { headers: Headers }) => answer.headers.get("location")!.split("?")[0]!;
  const invoiceOf = (tenantId: string) =>
    doors.withTenant(seller, (tx) =>
      tx
        .selectFrom("plan_order as o")
        .innerJoin("invoice as i", "i.id", "o.invoice_id")
        .select(["i.id", "i.total_minor", "i.currency", "o.plan"])
        .where("o.buyer_tenant_id", "=", tenantId)
        .execute(),
    );

  it("rejects prices, workspaces and plans that the form does not offer", async () => {
    const { visitor, base, tenantId } = await makeBuyer("Sample Elm");
    for (const bad of [
      { ...ORDER, choice: "trial:USD" },
      { ...ORDER, choice: "company:XXX" },
      { ...ORDER, choice: "company:USD:1" },
      { ...ORDER, choice: "company:EUR" },
      { ...ORDER, choice: "" },
      { ...ORDER, way: "gift" },
      { ...ORDER, way: "card" },
      { ...ORDER, country: "ZZ" },
      { ...ORDER, email: "no address" },
    ]) {
      const answer = await visitor.post(`${base}/order`, bad);
      expect([JSON.stringify(bad), answer.status]).toEqual([JSON.stringify(bad), 422]);
      // The input is kept.
      expect(readable(answer.text)).toContain(DETAILS.addressEn);
    }
    expect(await invoiceOf(tenantId)).toEqual([]);
    const stuffed = {
      ...ORDER,
      amountMinor: "1",
      netMinor: "1",
      total: "0.01",
      tenantId: OPERATOR_ID,
      buyerTenantId: OPERATOR_ID,
    };
    const placed = await visitor.post(`${base}/order`, stuffed);
    expect(placed.status).toBe(302);
    expect(await invoiceOf(tenantId)).toMatchObject([{ total_minor: 120_000, currency: "USD", plan: "company" }]);
  });

  it("shows an order, its invoice and its actions to its own workspace only", async () => {
    const [mine, other] = [await makeBuyer("Sample Oak"), await makeBuyer("Sample Pine")];
    const path = orderOf(await mine.visitor.post(`${mine.base}/order`, ORDER));
    const [invoice] = await invoiceOf(mine.tenantId);
    const pdf = `${path}/invoices/${invoice!.id}/pdf`;
    expect((await mine.visitor.get(path)).status).toBe(200);
    const file = await mine.visitor.get(pdf);
    expect([file.status, file.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const moved = (address: string) => address.replace(mine.tenantId, other.tenantId);
    for (const address of [path, pdf, moved(path), moved(pdf)])
      expect([address, (await other.visitor.get(address)).status]).toEqual([address, 404]);
    for (const intent of ["cancel", "page", "portal"])
      expect((await other.visitor.post(moved(path), { intent })).status).toBe(404);
    // An invoice of another buyer's order, under the path of an own order.
    const own = orderOf(await other.visitor.post(`${other.base}/order`, ORDER));
    expect((await other.visitor.get(`${own}/invoices/${invoice!.id}/pdf`)).status).toBe(404);
    const page = readable((await other.visitor.get(other.base)).text);
    expect(page).not.toContain(path.split("/").at(-1)!);
  });

  it("lets managers order and cancel, and all members view", async () => {
    const { visitor, base, tenantId, email } = await makeBuyer("Sample Beech");
    const { id: userId } = await doors.accounts
      .selectFrom("user_account")
      .select("id")
      .where("email", "=", email)
      .executeTakeFirstOrThrow();
    const path = orderOf(await visitor.post(`${base}/order`, ORDER));
    await doors.withTenant({ tenantId, userId }, (tx) =>
      tx.updateTable("membership").set({ role: "editor" }).where("user_id", "=", userId).execute(),
    );
    expect((await visitor.get(path)).status).toBe(200);
    expect(readable((await visitor.get(base)).text)).toContain("Only an owner or admin can order a plan.");
    expect((await visitor.get(`${base}/order`)).status).toBe(403);
    expect((await visitor.post(`${base}/order`, ORDER)).status).toBe(403);
    expect((await visitor.post(path, { intent: "cancel" })).status).toBe(403);
  });

  it("hides the operator's pages from others", async () => {
    const { visitor, tenantId } = await makeBuyer("Sample Fir");
    for (const page of ["plan-prices", "plan-orders", "plan-holders"]) {
      expect((await visitor.get(`/tenants/${tenantId}/${page}`)).status).toBe(404);
      expect((await visitor.get(`/tenants/${OPERATOR_ID}/${page}`)).status).toBe(404);
      const price = { intent: "price", plan: "company", currency: "CNY", amount: "1" };
      expect((await visitor.post(`/tenants/${tenantId}/${page}`, price)).status).not.toBe(302);
    }
  });

  it("is refused twice, paid by a bank receipt and granted by the running server", async () => {
    const { visitor, base, tenantId } = await makeBuyer("Sample Yew");
    await visitor.post(`${base}/order`, ORDER);
    expect((await visitor.post(`${base}/order`, ORDER)).status).toBe(422);
    const [invoice] = await invoiceOf(tenantId);
    await doors.withTenant(seller, (tx) => bookSample(tx, seller, invoice!.id, 120_000n));
    const held = () =>
      doors.withSystem((tx) =>
        tx.selectFrom("entitlement").select("source").where("tenant_id", "=", tenantId).orderBy("number").execute(),
      );
    await expect.poll(held).toEqual([{ source: "trial" }, { source: "order" }]);
    expect(await grantPaidPlans(doors, new Date())).toBe(0);
  });
});
