import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hasRight, RIGHTS, ROLES } from "#app/access/role.ts";
import { intentOf } from "#app/action/action.ts";
import { fieldsOf, formFor, ownBodyFor } from "#tests/support/form-fields.ts";
import { inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { NEUTRAL, searchOf } from "#tests/support/route-address.ts";
import { fillPattern, type RouteOfMap, readRouteMap } from "#tests/support/route-map.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { snapshotTenant } from "#tests/support/snapshot.ts";
import { UNDECLARED } from "#tests/support/undeclared-routes.ts";
import { readable, type Visitor } from "#tests/support/visitor.ts";

type Declared = RouteOfMap & { declared: NonNullable<RouteOfMap["declared"]> };

let server: TestServer;
let company: OwnTenant;
let routes: RouteOfMap[];
let people: Record<string, Visitor>;

beforeAll(async () => {
  routes = await readRouteMap();
  server = await startServer("PostgreSQL");
  company = await makeOwnTenant(server, "Harebell");
  people = { owner: company.owner };
  for (const role of ROLES.filter((one) => one !== "owner")) people[role] = await inviteMember(server, company, role);
});
afterAll(() => server?.remove());

const isDeclared = (route: RouteOfMap): route is Declared => route.declared !== undefined;

/** A route with a body of its own has one action only. */
const takesForms = ({ declared }: Declared) =>
  Object.keys(declared).length > 1 || Object.values(declared).every(({ body }) => body !== "own");

/** Only the verifier can find these pages. Everyone else gets 404. */
const isOpenToOwner = ({ declared }: Declared) =>
  Object.values(declared).every(({ right }) => right !== "assurance.verify");

const ids = () => {
  const others = ["importId", "versionId", "draftId", "planOrderId", "exportId", "taskId"];
  const random = [
    ...others,
    ...["orderId", "copyId", "quoteId", "invoiceId", "paymentId", "creditNoteId", "accountId"],
  ];
  return {
    ...NEUTRAL,
    reportNumber: company.reportNumber,
    ...Object.fromEntries(random.map((name) => [name, randomUUID()])),
    ...company.ids,
  };
};

it("declares the actions of every route except those on a list that may only shrink", () => {
  const without = routes.filter(({ hasAction, declared }) => hasAction && !declared).map(({ id }) => id);
  expect(without.toSorted()).toEqual(UNDECLARED);
});

it("has a form that passes the schema of each declared action", () => {
  const faults = routes.filter(isDeclared).flatMap((route) =>
    Object.entries(route.declared).flatMap(([intent, { schema }]) => {
      const parsed = schema.safeParse(formFor(route, intent, ids()));
      return parsed.success ? [] : [`${route.id} ${intent}: ${parsed.error.issues.map(({ path }) => path.join("."))}`];
    }),
  );
  expect(faults).toEqual([]);
});

it("answers an unknown intent with a message that names it as unknown", async () => {
  for (const route of routes.filter(isDeclared).filter(takesForms).filter(isOpenToOwner)) {
    const address = fillPattern(route.pattern, ids());
    const form = { ...fieldsOf(ids(), route.pattern), intent: "unheard-of" };
    const { status, text } = await company.owner.post(address, form);
    expect([route.id, status]).toEqual([route.id, 400]);
    if (text.includes("<html")) expect(readable(text), route.id).toContain("This action doesn't exist here");
  }
});

it("shows each role exactly the buttons that its rights allow", async () => {
  const faults: string[] = [];
  let count = 0;
  for (const { pattern, isFrame } of routes) {
    if (isFrame || !/^\/(organizations\/:organizationId|tenants\/:tenantId)/.test(pattern)) continue;
    const values = ids();
    const address = `${fillPattern(pattern, values)}?${new URLSearchParams(searchOf({ pattern }, values))}`;
    const offered = await offeredOn(people.owner!, address);
    for (const role of ROLES) {
      const answer = await people[role]!.get(address);
      if (answer.status !== 200 || !answer.text.includes("<html")) continue;
      const shown = readOffers(answer.text, address);
      const allowed = offered.filter(({ right }) => hasRight({ role }, right));
      const names = (all: Offer[]) => [...new Set(all.map(({ name }) => name))].toSorted();
      const refused = shown.filter(({ right }) => !hasRight({ role }, right));
      for (const { name } of refused) faults.push(`${role} is offered ${name} on ${pattern}, which is refused`);
      for (const name of names(allowed).filter((one) => !names(shown).includes(one))) {
        if (!OF_A_RULE.includes(name)) faults.push(`${role} is not offered ${name} on ${pattern}`);
      }
      count += shown.length;
    }
  }
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThan(20);
});

it("refuses every action that a role has no right to, and changes nothing", async () => {
  await server.stop();
  const before = await snapshotTenant(server.ownerUrl, company.ids.organizationId);
  await server.start();
  const tried: string[] = [];
  const faults: string[] = [];
  for (const route of routes.filter(isDeclared)) {
    for (const [intent, { right, body }] of Object.entries(route.declared)) {
      for (const role of ROLES.filter((one) => !hasRight({ role: one }, right))) {
        const sent =
          body === "own"
            ? await ownBodyFor(route, intent, ids())
            : { body: new URLSearchParams(formFor(route, intent, ids())) };
        const { status } = await people[role]!.request("POST", `${fillPattern(route.pattern, ids())}.data`, sent);
        if (status !== 403) faults.push(`${role}: ${route.id} ${intent} answers ${status}`);
        tried.push(`${route.id} ${intent}`);
      }
    }
  }
  expect(faults).toEqual([]);
  const declared = routes.filter(isDeclared).flatMap(({ id, declared }) =>
    Object.entries(declared)
      .filter(([, { right }]) => RIGHTS[right].length < ROLES.length)
      .map(([intent]) => `${id} ${intent}`),
  );
  expect([...new Set(tried)]).toEqual(declared);
  console.info(`${declared.length} declared actions, ${tried.length} tries by a role without the right`);
  await server.stop();
  expect(withoutOwn(await snapshotTenant(server.ownerUrl, company.ids.organizationId))).toEqual(withoutOwn(before));
});

/** A refusal adds to the audit trail. The server adds notices and jobs on its own. */
const OF_THE_SERVER = ["audit_trail", "audit_trail_mention", "administrator_notice", "notice", "job"];

const withoutOwn = (tables: Record<string, string>) =>
  Object.fromEntries(Object.entries(tables).filter(([table]) => !OF_THE_SERVER.includes(table)));

/**
 * A rule of the workspace decides these besides the role: with two-person issuing, an editor can only propose a report.
 */
const OF_A_RULE = ["report/reports issue"];

interface Offer {
  name: string;
  right: keyof typeof RIGHTS;
}

async function offeredOn(visitor: Visitor, address: string): Promise<Offer[]> {
  const { status, text } = await visitor.get(address);
  return status === 200 && text.includes("<html") ? readOffers(text, address) : [];
}

/** The declared actions that the forms of a page offer. Forms without a submit button are left out. */
function readOffers(html: string, page: string): Offer[] {
  const usable = html.replace(/<fieldset\b[^>]*\bdisabled\b.*?<\/fieldset>/gs, "");
  return [...usable.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, attributes = "", content = ""]) => {
    if (!/method="post"/i.test(attributes) || !/<button(?![^>]*type="button")/.test(content)) return [];
    const target = /action="([^"?#]*)/.exec(attributes)?.[1] ?? page.split("?")[0]!;
    const route = routeOf(target);
    if (!route || !isDeclared(route)) return [];
    const named = [...content.matchAll(/<(?:input|button)\b[^>]*>/g)]
      .map(([tag]) => (/name="intent"/.test(tag) ? /value="([^"]*)"/.exec(tag)?.[1] : undefined))
      .filter((intent) => intent !== undefined);
    const own = /multipart\/form-data/i.test(attributes) || !takesForms(route) ? ownBodyOf(route) : undefined;
    return (named.length > 0 && !own ? named : [undefined]).map((intent) => {
      const known = own ?? intentOf(route.declared, intent);
      if (known === null) throw new Error(`${target} is asked for ${intent}, which ${route.id} doesn't declare`);
      return { name: `${route.id} ${known}`, right: route.declared[known]!.right };
    });
  });
}

/** The action of a verb that reads the body itself. */
const ownBodyOf = ({ declared }: Declared) => Object.keys(declared).find((intent) => declared[intent]!.body === "own");

/** The route of an address: the match with the fewest parameters. */
function routeOf(path: string): RouteOfMap | undefined {
  const open = ({ pattern }: RouteOfMap) => pattern.split(":").length;
  const takes = ({ pattern }: RouteOfMap) => new RegExp(`^${pattern.replace(/:\w+/g, "[^/]+")}$`).test(path);
  return routes.filter((route) => route.hasAction && takes(route)).sort((one, other) => open(one) - open(other))[0];
}
