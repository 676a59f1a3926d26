import { createServer } from "node:net";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { askWellKnown } from "#app/identity/ask-well-known.server.ts";
import {
  addDomain,
  askForCheck,
  getIdentityId,
  listDomains,
  MOST_DOMAINS,
  removeDomain,
} from "#app/identity/domain.server.ts";
import { performDomainCheck, recheckDomains } from "#app/identity/domain-check.server.ts";
import { didDocumentOf, recordNameOf, recordValueOf } from "#app/identity/domain-name.ts";
import { readDomainProofs } from "#app/identity/domain-proof.server.ts";
import { findIssuers } from "#app/identity/report-issuer.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type DomainStandIn, startDomainStandIn } from "#tests/support/domain-stand-in.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";
import { saveHotelNights } from "#tests/support/sample-records.ts";

const DOMAIN = "larch.example";

onEachEngine(
  "the domains of a workspace",
  (engine) => {
    let outside: DomainStandIn;
    let actor: Actor;
    let identityId: string;
    beforeAll(async () => {
      outside = await startDomainStandIn();
    });
    afterAll(() => outside.close());
    beforeEach(async () => {
      for (const one of [outside.txt, outside.addresses, outside.files, outside.broken]) one.clear();
      outside.requested.length = 0;
      actor = await makeTenant(engine.doors);
      identityId = await inside(getIdentityId);
    });

    const inside = <T>(work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const add = async (domain = DOMAIN) => {
      expect(await inside((tx) => addDomain(tx, actor, domain))).toBeNull();
      return (await read(domain)).id;
    };
    const read = async (domain = DOMAIN) =>
      (await inside((tx) => listDomains(tx, new Date()))).find((one) => one.domain === domain)!;
    const check = async (claimId: string) => {
      await inside((tx) => askForCheck(tx, actor, claimId));
      const { id: jobId } = await inside((tx) =>
        tx.selectFrom("job").select("id").where("state", "=", "queued").executeTakeFirstOrThrow(),
      );
      const payload = { ...actor, jobId };
      await performDomainCheck(engine.doors, outside.network, payload);
      await performDomainCheck(engine.doors, outside.network, payload);
      return read();
    };
    const publicProofs = async () =>
      (await engine.doors.withPublic((tx) => readDomainProofs(tx, [identityId]))).get(identityId) ?? [];
    /** A check some days ago, as the sweep of that day would have added it. */
    const checkedBefore = (claimId: string, days: number, dns: "found" | "none") =>
      inside(async (tx) => {
        const { count } = await tx
          .selectFrom("domain_check")
          .select((of) => of.fn.countAll<string>().as("count"))
          .where("claim_id", "=", claimId)
          .executeTakeFirstOrThrow();
        await tx
          .insertInto("domain_check")
          .values({
            tenant_id: actor.tenantId,
            claim_id: claimId,
            number: Number(count) + 1,
            dns,
            web: dns === "found" ? "not_asked" : "none",
            created_by: "sweep",
            created_at: sql<Date>`clock_timestamp() - make_interval(days => ${days}, mins => 1)`,
          })
          .execute();
      });

    it("are proved by a DNS record, without a request to the website", async () => {
      const id = await add();
      outside.txt.set(recordNameOf(DOMAIN), ["v=spf1 -all", recordValueOf(identityId)]);
      expect(await check(id)).toMatchObject({ state: "proved", isChecking: false, failure: null });
      expect(outside.requested).toEqual([]);
      expect(await publicProofs()).toMatchObject([{ domain: DOMAIN, method: "dns", failedAt: null, lapsedAt: null }]);
    });

    it("are proved by a file on the website", async () => {
      const id = await add();
      outside.files.set(DOMAIN, { status: 200, body: didDocumentOf(DOMAIN, identityId) });
      expect(await check(id)).toMatchObject({ state: "proved", checks: [{ dns: "none", web: "found" }] });
      expect(outside.requested).toEqual([DOMAIN]);
      expect(await publicProofs()).toMatchObject([{ domain: DOMAIN, method: "web" }]);
    });

    it.each<[string, (stand: DomainStandIn) => void, object]>([
      ["nothing", () => {}, { dns: "none", web: "none" }],
      [
        "the record of another workspace",
        ({ txt }) => txt.set(recordNameOf(DOMAIN), [recordValueOf("0b0e4a5e-94a0-4c35-9f1b-6d3a2f0f9b11")]),
        { dns: "other", web: "none" },
      ],
      ["a broken DNS server", ({ broken }) => broken.add(recordNameOf(DOMAIN)), { dns: "unreachable", web: "none" }],
      [
        "a redirect",
        ({ files }) => files.set(DOMAIN, { status: 302, body: "", location: "http://127.0.0.1/" }),
        { dns: "none", web: "redirected" },
      ],
      [
        "a large file",
        ({ files }) => files.set(DOMAIN, { status: 200, body: "x".repeat(70_000) }),
        { dns: "none", web: "too_large" },
      ],
      [
        "an error page",
        ({ files }) => files.set(DOMAIN, { status: 500, body: "" }),
        { dns: "none", web: "unreachable" },
      ],
      ["another file", ({ files }) => files.set(DOMAIN, { status: 200, body: "{}" }), { dns: "none", web: "other" }],
    ])("stay unproved with %s", async (_, prepare, expected) => {
      const id = await add();
      prepare(outside);
      expect(await check(id)).toMatchObject({ state: "unproved", checks: [expected] });
      expect(await publicProofs()).toEqual([]);
    });

    it("are never requested at a private address, even if only one of several is private", async () => {
      let connections = 0;
      const trap = createServer((socket) => {
        connections += 1;
        socket.destroy();
      });
      await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
      const network = { ...outside.network, standIn: undefined };
      for (const addresses of [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["169.254.169.254"]]) {
        outside.addresses.set(DOMAIN, addresses);
        expect(await askWellKnown(network, { domain: DOMAIN, identityId })).toBe("private");
      }
      expect(await askWellKnown(network, { domain: "unknown.example", identityId })).toBe("none");
      outside.broken.add("broken.example");
      expect(await askWellKnown(network, { domain: "broken.example", identityId })).toBe("unreachable");
      await new Promise<void>((resolve) => trap.close(() => resolve()));
      expect(connections).toBe(0);
    });

    it("are checked again when due, and lapse after two failed checks", async () => {
      const id = await add();
      await checkedBefore(id, 8, "found");
      expect(await recheckDomains(engine.doors, outside.network)).toBe(1);
      expect((await read()).state).toBe("failing");
      expect(await publicProofs()).toMatchObject([{ domain: DOMAIN, failedAt: expect.any(Date), lapsedAt: null }]);
      expect(await recheckDomains(engine.doors, outside.network)).toBe(0);
    });

    it("lapse with the second failed check, three days later, and are not checked again until requested", async () => {
      const id = await add();
      await checkedBefore(id, 12, "found");
      await checkedBefore(id, 4, "none");
      expect(await recheckDomains(engine.doors, outside.network)).toBe(1);
      expect(await publicProofs()).toMatchObject([{ domain: DOMAIN, lapsedAt: expect.any(Date) }]);
      expect((await read()).state).toBe("lapsed");
      expect(await recheckDomains(engine.doors, outside.network)).toBe(0);
      outside.txt.set(recordNameOf(DOMAIN), [recordValueOf(identityId)]);
      expect(await check(id)).toMatchObject({ state: "proved" });
      expect(await publicProofs()).toMatchObject([{ domain: DOMAIN, lapsedAt: null }]);
    });

    it("disappear from public data when they are removed, and can be added again", async () => {
      const id = await add();
      outside.txt.set(recordNameOf(DOMAIN), [recordValueOf(identityId)]);
      await check(id);
      await inside((tx) => removeDomain(tx, actor, id));
      expect(await publicProofs()).toEqual([]);
      expect(await read()).toBeUndefined();
      await expect(inside((tx) => removeDomain(tx, actor, id))).rejects.toMatchObject({ code: "not_found" });
      await expect(inside((tx) => askForCheck(tx, actor, id))).rejects.toMatchObject({ code: "not_found" });
      await add();
      expect((await read()).state).toBe("unchecked");
    });

    it("are limited in number, and each is listed once", async () => {
      await add();
      expect(await inside((tx) => addDomain(tx, actor, DOMAIN))).toBe("domain_known");
      for (let at = 1; at < MOST_DOMAINS; at += 1) await add(`d${at}.example`);
      expect(await inside((tx) => addDomain(tx, actor, "more.example"))).toBe("too_many_domains");
    });

    it("are checked at most 30 times an hour", async () => {
      const id = await add();
      for (let at = 0; at < 30; at += 1) await check(id);
      expect(await inside((tx) => askForCheck(tx, actor, id))).toBe("too_many_checks");
    });

    it("belong to the issuer of a published report", async () => {
      const made = await makeCompany(engine.doors);
      await saveHotelNights(engine.doors, made.actor, YEAR, "3");
      const runId = await runNow(engine.doors, made.actor, made.inventory);
      const issued = await issueNow(engine.doors, await makeKeys(), made.actor, { runId });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const own = await engine.doors.withTenant(made.actor, getIdentityId);
      const { number } = await engine.doors.withTenant(made.actor, (tx) =>
        tx.selectFrom("report").select("number").executeTakeFirstOrThrow(),
      );
      expect((await engine.doors.withPublic((tx) => findIssuers(tx, [number]))).get(number)).toBe(own);
    });
  },
  "some factors",
);
