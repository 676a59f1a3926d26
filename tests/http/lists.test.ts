import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { hasRight, isOfPerson, ROLES } from "#app/access/role.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { translator } from "#app/i18n/index.ts";
import { type AnyList, gather } from "#app/kit/list/list.server.ts";
import type { Filter } from "#app/kit/list/list-shape.ts";
import type { Role } from "#db/schema.ts";
import { addressOf, declaredLists, nameOf } from "#tests/support/declared-lists.ts";
import { ROW_MAKERS } from "#tests/support/list-rows.ts";
import { LONG_AGO } from "#tests/support/make-tenant.ts";
import { makePerson } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { readable, signUp, Visitor } from "#tests/support/visitor.ts";

const lists = [...(await declaredLists()).values()];

describe("pages and files of lists", () => {
  let server: TestServer;
  let tenant: TradeTenant;
  let actor: Actor;
  const members = new Map<Role, Visitor>();
  beforeAll(async () => {
    server = await startServer("PostgreSQL");
    tenant = await makeTradeTenant(server);
    const organization = await tenant.doors.withTenant(tenant.actor, (tx) =>
      tx.selectFrom("organization").select("id").executeTakeFirstOrThrow(),
    );
    actor = { ...tenant.actor, organizationId: organization.id };
    for (const role of ROLES) members.set(role, role === "owner" ? tenant.owner : await join(role));
  });
  afterAll(async () => {
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

  const addressesOf = (list: AnyList) => [addressOf(list, actor), `${addressOf(list, actor)}/export.csv`];

  it("lead on where there is nothing", async () => {
    for (const list of lists) {
      const page = await tenant.owner.get(addressesOf(list)[0]!);
      expect([nameOf(list), page.status]).toEqual([nameOf(list), 200]);
      if (page.text.includes("<table")) continue;
      const { empty } = list.words(translator("en"));
      expect(readable(page.text)).toContain(empty.title);
      expect(readable(page.text)).toContain(empty.reason);
      if (!list.start) continue;
      const to = `${addressOf(list, actor).slice(0, -list.path.length)}${list.start.to}`;
      expect(page.text).toContain(`href="${to}"`);
      expect([to, (await tenant.owner.get(to)).status]).toEqual([to, 200]);
    }
  });

  it("ask for their right", async () => {
    const stranger = await signUp(server, makePerson("Sample Stranger"));
    for (const list of lists) {
      for (const address of addressesOf(list)) {
        for (const [role, member] of members) {
          const may = hasRight({ role }, list.right);
          expect([address, role, (await member.get(address)).status]).toEqual([address, role, may ? 200 : 403]);
        }
        expect([address, (await stranger.get(address)).status]).toEqual([address, isOfPerson(list.right) ? 200 : 404]);
        expect((await new Visitor(server).get(address)).location).toContain("/sign-in");
      }
    }
  });

  it("say what of an address can't be used, in the reader's language", async () => {
    for (const list of lists) {
      for (const [search, fault] of faultsOf(list)) {
        for (const locale of ["en", "zh"] as const) {
          tenant.owner.setCookie("locale", locale);
          for (const address of addressesOf(list)) {
            const isFile = address.endsWith(".csv");
            if (isFile && /^(sort|after)=/.test(search)) continue;
            const answer = await tenant.owner.get(`${address}?${search}`);
            expect([address, search, answer.status]).toEqual([address, search, 400]);
            const text = isFile ? answer.text : readable(answer.text);
            expect(text).toContain(translator(locale).list.faults[fault]);
          }
        }
      }
    }
    tenant.owner.setCookie("locale", "en");
  });

  it("show rows, and every one of them in the file, under heads in the reader's language", async () => {
    for (const list of lists) {
      await (await ROW_MAKERS[nameOf(list)]!(tenant.doors, actor))(3);
      const [address, fileAddress] = addressesOf(list) as [string, string];
      const scope = await gather(list, tenant.doors, { ...actor, now: new Date() });
      const rows = await tenant.doors.withTenant(actor, (tx) => list.rows(tx, scope).execute());
      const page = await tenant.owner.get(address);
      expect([nameOf(list), page.status, page.text.includes("<table")]).toEqual([nameOf(list), 200, true]);
      expect(page.text).toContain(`href="${fileAddress}"`);
      if (list.filters.length > 1) {
        const { name, kind } = list.filters.find((filter: Filter<never>) => filter.kind !== "reference")!;
        const value = kind === "text" ? "x" : "2026-02";
        const narrowed = await tenant.owner.get(`${address}?${name}=${value}`);
        expect([nameOf(list), isOpen(page.text), isOpen(narrowed.text)]).toEqual([nameOf(list), false, true]);
      }
      for (const locale of ["en", "zh"] as const) {
        tenant.owner.setCookie("locale", locale);
        const file = await tenant.owner.get(fileAddress);
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

/** Whether the filters are unfolded where a phone folds them; null where they don't fold. */
function isOpen(html: string): boolean | null {
  const found = /<details( open="")?[^>]*>\s*<summary[^>]*>Filters</.exec(html);
  return found && found[1] !== undefined;
}

type Fault = keyof ReturnType<typeof translator>["list"]["faults"];

/** Queries that a list can't use: a bad value for each filter, order and place. */
function faultsOf(list: AnyList): [search: string, fault: Fault][] {
  const ofFilters = list.filters.map((filter: Filter<never>): [string, Fault] => {
    const value = filter.kind === "text" ? "x".repeat(201) : "2026-02-30' --";
    const fault = filter.kind === "from" || filter.kind === "to" ? "day" : filter.kind;
    return [new URLSearchParams({ [filter.name]: value }).toString(), fault];
  });
  return [["sort=nothing", "sort"], ["after=nothing", "place"], ["after=WyJ4Il0", "place"], ...ofFilters];
}
