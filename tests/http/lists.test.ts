import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { hasRight, isOfPerson, isPublic, ROLES } from "#app/access/role.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { translator } from "#app/i18n/index.ts";
import { type AnyList, gather } from "#app/kit/list/list.server.ts";
import type { Filter } from "#app/kit/list/list-shape.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import { addressOf, baseOf, behindDoor, declaredLists, idsOf, nameOf } from "#tests/support/declared-lists.ts";
import { ROW_MAKERS } from "#tests/support/list-rows.ts";
import { LONG_AGO } from "#tests/support/make-tenant.ts";
import { makePerson, startWorkspace } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { readable, signUp, Visitor } from "#tests/support/visitor.ts";

const lists = [...(await declaredLists()).values()];

describe("pages and files of lists", () => {
  let server: TestServer;
  let tenant: TradeTenant;
  let actor: Actor;
  let doors: Doors;
  const members = new Map<Role, Visitor>();
  const idsByName = new Map<string, Record<string, string>>();
  beforeAll(async () => {
    server = await startServer("PostgreSQL");
    tenant = await makeTradeTenant(server);
    // Some lists belong only to the workspace that sells plans.
    await server.stop();
    await server.start({ OPERATOR_TENANT_ID: tenant.tenantId });
    doors = await openDoors(server.ownerUrl, { operatorTenantId: tenant.tenantId });
    const organization = await tenant.doors.withTenant(tenant.actor, (tx) =>
      tx.selectFrom("organization").select("id").executeTakeFirstOrThrow(),
    );
    actor = { ...tenant.actor, organizationId: organization.id };
    for (const role of ROLES) members.set(role, role === "owner" ? tenant.owner : await join(role));
    for (const list of lists.filter(({ path }) => path.includes(":"))) {
      await ROW_MAKERS[nameOf(list)]!(tenant.doors, actor);
      idsByName.set(nameOf(list), await idsOf(list, tenant.doors, actor));
    }
  });
  afterAll(async () => {
    await doors?.close();
    await tenant?.doors.close();
    await server?.remove();
  });

  async function join(role: Role): Promise<Visitor> {
    const person = makePerson("Sample Member");
    const visitor = await signUp(server, person);
    await tenant.doors.withSystem(async (tx) => {
      const { id } = await tx
        .selectFrom("user_account")
        .select("id")
        .where("email", "=", person.email)
        .executeTakeFirstOrThrow();
      await tx
        .insertInto("membership")
        .values({ tenant_id: tenant.tenantId, user_id: id, organization_id: null, role, right_since: LONG_AGO })
        .execute();
    });
    return visitor;
  }

  async function makeBuyer(): Promise<string> {
    const { id } = await tenant.doors.withSystem(async (tx) => {
      const made = await tx
        .insertInto("tenant")
        .values({ name: "Sample Buyer", kind: "company" })
        .returning("id")
        .executeTakeFirstOrThrow();
      const right = { organization_id: null, role: "owner" as const, right_since: LONG_AGO };
      await tx
        .insertInto("membership")
        .values({ tenant_id: made.id, user_id: actor.userId, ...right })
        .execute();
      return made;
    });
    return id;
  }

  const addressesOf = (list: AnyList) => {
    const address = addressOf(list, actor, idsByName.get(nameOf(list)));
    return [address, `${address}/export.csv`];
  };

  let asked = 0;
  /** Requests what is public from a new address each time, so that no rate limit hides what is tested. */
  async function ask(visitor: Visitor, path: string) {
    const { address } = visitor;
    asked += 1;
    if (!/^\/(organizations|tenants)\b/.test(path)) visitor.address = `127.1.${asked >> 7}.${2 + (asked & 127)}`;
    const answer = await visitor.get(path);
    visitor.address = address;
    return answer;
  }

  it("show the next step if they are empty", async () => {
    for (const list of lists) {
      const page = await ask(tenant.owner, addressesOf(list)[0]!);
      expect([nameOf(list), page.status]).toEqual([nameOf(list), 200]);
      if (page.text.includes("<table")) continue;
      const { empty } = list.words(translator("en"));
      expect(readable(page.text)).toContain(empty.title);
      expect(readable(page.text)).toContain(empty.reason);
      if (!list.start) continue;
      const to = `${baseOf(list, actor)}/${list.start.to}`;
      expect(page.text).toContain(`href="${to}"`);
      expect([to, (await tenant.owner.get(to)).status]).toEqual([to, 200]);
    }
  });

  it("require their permission", async () => {
    const stranger = await signUp(server, makePerson("Sample Stranger"));
    await startWorkspace(stranger, "Sample Strangers");
    for (const list of lists) {
      for (const address of addressesOf(list)) {
        for (const [role, member] of members) {
          const may = hasRight({ role }, list.right);
          expect([address, role, (await ask(member, address)).status]).toEqual([address, role, may ? 200 : 403]);
        }
        const isOpen = isOfPerson(list.right) || isPublic(list.right);
        expect([address, (await ask(stranger, address)).status]).toEqual([address, isOpen ? 200 : 404]);
        const answer = await ask(new Visitor(server), address);
        if (isPublic(list.right)) expect([address, answer.status]).toEqual([address, 200]);
        else expect(answer.location).toContain("/sign-in");
      }
    }
  });

  it("name the unusable parts of an address in the reader's language", async () => {
    for (const list of lists) {
      for (const [search, fault] of faultsOf(list)) {
        for (const locale of ["en", "zh"] as const) {
          tenant.owner.setCookie("locale", locale);
          for (const address of addressesOf(list)) {
            const isFile = address.endsWith(".csv");
            if (isFile && /^(sort|after)=/.test(search)) continue;
            const answer = await ask(tenant.owner, `${address}?${search}`);
            expect([address, search, answer.status]).toEqual([address, search, 400]);
            const text = isFile ? answer.text : readable(answer.text);
            expect(text).toContain(translator(locale).list.faults[fault]);
          }
        }
      }
    }
    tenant.owner.setCookie("locale", "en");
  });

  it("of plans exist only where plans are sold", async () => {
    const tenantId = await makeBuyer();
    for (const list of lists.filter(({ path }) => path.startsWith("plan-")))
      for (const address of [
        addressOf(list, { ...actor, tenantId }),
        `${addressOf(list, { ...actor, tenantId })}/export.csv`,
      ])
        expect([address, (await tenant.owner.get(address)).status]).toEqual([address, 404]);
  });

  it("show rows, and all of them in the file, under headings in the reader's language", async () => {
    // A job that sends mails would add failed ones between the count of the rows and the file.
    await server.stop();
    await server.start({ JOBS: "off" });
    for (const list of lists) {
      await (await ROW_MAKERS[nameOf(list)]!(tenant.doors, actor))(3);
      const [address, fileAddress] = addressesOf(list) as [string, string];
      // The page comes before the count: the first request for the log signs its checkpoint, which adds an entry.
      const page = await ask(tenant.owner, address);
      const scope = await gather(list, doors, { ...actor, ids: idsByName.get(nameOf(list))!, now: new Date() });
      const rows = await behindDoor(list, doors, actor, (tx) => list.rows(tx, scope).execute());
      expect([nameOf(list), page.status, page.text.includes("<table")]).toEqual([nameOf(list), 200, true]);
      expect(page.text).toContain(`href="${fileAddress}"`);
      if (list.filters.length > 1) {
        const { name, kind } = list.filters.find((filter: Filter<never>) => filter.kind !== "reference")!;
        const value = kind === "text" ? "x" : "2026-02";
        const narrowed = await ask(tenant.owner, `${address}?${name}=${value}`);
        expect([nameOf(list), isOpen(page.text), isOpen(narrowed.text)]).toEqual([nameOf(list), false, true]);
      }
      for (const locale of ["en", "zh"] as const) {
        tenant.owner.setCookie("locale", locale);
        const file = await ask(tenant.owner, fileAddress);
        expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
        const [head, ...lines] = file.text.replace(/\r\n$/, "").split("\r\n");
        const columns = list.columns.filter(({ only }) => only !== "page");
        const heads = columns.map((column) => column.head(translator(locale)));
        expect(`${head}\r\n`).toBe(printCsv([heads]));
        expect([nameOf(list), lines.length]).toEqual([nameOf(list), rows.length]);
      }
      tenant.owner.setCookie("locale", "en");
    }
  });
});

/** Whether the filters are open where a phone collapses them. Null if they don't collapse. */
function isOpen(html: string): boolean | null {
  const found = /<details( open="")?[^>]*>\s*<summary[^>]*>Filters</.exec(html);
  return found && found[1] !== undefined;
}

type Fault = keyof ReturnType<typeof translator>["list"]["faults"];

/** Queries that a list can't use: an invalid value for each filter, order and position. */
function faultsOf(list: AnyList): [search: string, fault: Fault][] {
  const ofFilters = list.filters.map((filter: Filter<never>): [string, Fault] => {
    const value = filter.kind === "text" ? "x".repeat(201) : "2026-02-30' --";
    const fault = filter.kind === "from" || filter.kind === "to" ? "day" : filter.kind;
    return [new URLSearchParams({ [filter.name]: value }).toString(), fault];
  });
  // A position without values, and one with a number.
  return [
    ["sort=nothing", "sort"],
    ["after=nothing", "place"],
    ["after=W10", "place"],
    ["after=WzFd", "place"],
    ...ofFilters,
  ];
}
