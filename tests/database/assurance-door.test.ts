import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { listAccess, noteAccess, type VerifierActor } from "#app/assurance/access.server.ts";
import {
  acceptEngagement,
  findEngagementInvitation,
  getEngagement,
  inviteVerifier,
  listHeldEngagements,
  renewEngagementLink,
  revokeEngagement,
} from "#app/assurance/engagement.server.ts";
import { addFinding, answerFinding, listFindings, stepFinding } from "#app/assurance/finding.server.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import type { Database } from "#db/schema.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { aroundToday, engageVerifier, hotelNights, makeOutsider } from "#tests/support/sample-assurance.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";

/** Tables of which a verifier reads at least one row. */
const SEEN: (keyof Database)[] = [
  "organization",
  "inventory",
  "facility",
  "emission_source",
  "calculation_run",
  "calculation_piece",
  "activity_record",
  "current_activity_record",
  "audit_trail",
  "assurance_engagement",
  "assurance_in_force",
];

onEachEngine(
  "the door of a verifier",
  (engine) => {
    const makeYear = async () => {
      const company = await makeCompany(engine.doors);
      await engine.doors.withTenant(company.actor, (tx) => saveActivities(tx, company.actor, YEAR, [hotelNights("3")]));
      const runId = await runNow(engine.doors, company.actor, company.inventory);
      return { ...company, runId };
    };
    const countOf = (who: VerifierActor, table: keyof Database) =>
      engine.doors.withVerifier(who, async (tx) => {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx);
        return rows[0]!.n;
      });
    const seenBy = async (who: VerifierActor) => {
      const counts: [string, number][] = [];
      for (const table of SEEN) counts.push([table, await countOf(who, table)]);
      return counts;
    };
    const nothing = SEEN.map((table) => [table, 0]);

    it("opens one inventory during an active engagement and nothing after it is revoked", async () => {
      const { actor, inventory, runId } = await makeYear();
      const other = await makeYear();
      const verifier = await engageVerifier(engine.doors, actor, inventory.id);
      for (const [table, count] of await seenBy(verifier)) expect(count, table).toBeGreaterThan(0);
      await engine.doors.withVerifier(verifier, async (tx, read) => {
        expect((await getRun(read, actor.organizationId, runId)).id).toBe(runId);
        await expect(getRun(read, other.actor.organizationId, other.runId)).rejects.toMatchObject({
          code: "not_found",
        });
        const organizations = await tx.selectFrom("organization").select("id").execute();
        expect(organizations).toEqual([{ id: actor.organizationId }]);
      });
      const request = { engagementId: verifier.engagementId, reason: "The engagement ended." };
      await engine.doors.withTenant(actor, (tx) => revokeEngagement(tx, actor, request));
      const after = await seenBy(verifier);
      expect(after.filter(([table]) => table !== "inventory" && table !== "assurance_engagement")).toEqual(
        nothing.filter(([table]) => table !== "inventory" && table !== "assurance_engagement"),
      );
      await expect(
        engine.doors.withVerifier(verifier, (tx) => noteAccess(tx, verifier, { kind: "lines" })),
      ).rejects.toMatchObject({ code: "42501" });
      expect(await engine.doors.withSystem((tx) => listHeldEngagements(tx, verifier.userId, new Date()))).toEqual([]);
    });

    it("hides other inventories of the same organization", async () => {
      const { actor, runId } = await makeYear();
      const earlier = await engine.doors.withTenant(actor, (tx) =>
        openInventory(tx, actor, { start: "2024-01-01", end: "2024-12-31" }),
      );
      const verifier = await engageVerifier(engine.doors, actor, earlier.id);
      expect(await countOf(verifier, "inventory")).toBe(1);
      for (const table of ["calculation_run", "calculation_piece", "activity_record", "report"] as const) {
        expect(await countOf(verifier, table), table).toBe(0);
      }
      await engine.doors.withVerifier(verifier, async (tx, read) => {
        await expect(getRun(read, actor.organizationId, runId)).rejects.toMatchObject({ code: "not_found" });
        const entries = await tx.selectFrom("audit_trail").select(["subject", "subject_id"]).execute();
        expect(entries.map(({ subject }) => subject)).not.toContain("activity_record");
        expect(entries.map(({ subject_id }) => subject_id)).not.toContain(runId);
      });
    });

    it("stays closed before and after its days, and for other people, members and made-up engagements", async () => {
      const { actor, inventory } = await makeYear();
      const soon = await engageVerifier(engine.doors, actor, inventory.id, {
        startsOn: "2099-01-01",
        endsOn: "2099-02-01",
      });
      const over = await engageVerifier(engine.doors, actor, inventory.id, {
        startsOn: "2026-01-01",
        endsOn: "2026-02-01",
      });
      const verifier = await engageVerifier(engine.doors, actor, inventory.id);
      const joined = await engageVerifier(engine.doors, actor, inventory.id);
      await engine.doors.withSystem((tx) =>
        tx
          .insertInto("membership")
          .values({ tenant_id: actor.tenantId, user_id: joined.userId, organization_id: null, role: "viewer" })
          .execute(),
      );
      const attempts: VerifierActor[] = [
        soon,
        over,
        joined,
        { ...verifier, userId: soon.userId },
        { ...verifier, engagementId: randomUUID() },
        { ...verifier, userId: actor.userId },
      ];
      for (const who of attempts) {
        expect(await countOf(who, "calculation_run")).toBe(0);
        expect(await countOf(who, "organization")).toBe(0);
        expect(await countOf(who, "audit_trail")).toBe(0);
      }
      expect(await countOf(verifier, "calculation_run")).toBe(1);
    });

    it("allows no change to data of the company", async () => {
      const { actor, inventory } = await makeYear();
      const verifier = await engageVerifier(engine.doors, actor, inventory.id);
      const attempts = [
        sql`update organization set name_en = 'taken'`,
        sql`insert into facility (tenant_id, organization_id, name_en, country, grid_region)
          values (${actor.tenantId}, ${actor.organizationId}, 'x', 'CN', 'CN-JS')`,
        sql`insert into activity_record select * from activity_record`,
        sql`delete from emission_source`,
        sql`insert into audit_trail select * from audit_trail`,
        sql`insert into assurance_revocation (tenant_id, engagement_id, reason, created_by)
          values (${actor.tenantId}, ${verifier.engagementId}, 'x', 'x')`,
        sql`update assurance_engagement set ends_on = '2099-01-01'`,
        sql`select * from invitation`,
        sql`select email from user_account`,
        sql`select role from membership`,
        sql`select token_hash from data_request_link`,
      ];
      for (const attempt of attempts) {
        await expect(engine.doors.withVerifier(verifier, (tx) => attempt.execute(tx))).rejects.toMatchObject({
          code: "42501",
        });
      }
    });

    it("accepts findings only from the verifier and answers only from the company", async () => {
      const { actor, inventory, runId } = await makeYear();
      const verifier = await engageVerifier(engine.doors, actor, inventory.id);
      const { engagementId } = verifier;
      const findingId = await engine.doors.withVerifier(verifier, (tx) =>
        addFinding(tx, verifier, {
          subject: { kind: "line", id: "a1" },
          on: { runId, versionId: null },
          severity: "material",
          text: "The bill of June is missing.",
          fileIds: [],
        }),
      );
      const list = () => engine.doors.withTenant(actor, (tx) => listFindings(tx, engagementId));
      const answer = (text: string) =>
        engine.doors.withTenant(actor, (tx) =>
          answerFinding(tx, actor, { engagementId, findingId, text, fileIds: [] }),
        );
      const step = (state: "resolved" | "reopened" | "withdrawn") =>
        engine.doors.withVerifier(verifier, (tx) =>
          stepFinding(tx, verifier, { findingId, state, text: "As discussed.", fileIds: [] }),
        );
      expect(await list()).toMatchObject([{ number: 1, state: "open", by: "Verifier Sample" }]);
      await expect(step("reopened")).rejects.toMatchObject({ code: "conflict" });
      await answer("It is attached now.");
      await step("reopened");
      await answer("Here it is.");
      await step("resolved");
      await expect(answer("Too late.")).rejects.toMatchObject({ code: "conflict" });
      const [finding] = await list();
      expect(finding).toMatchObject({ state: "resolved" });
      expect(finding!.steps.map(({ state }) => state)).toEqual(["answered", "reopened", "answered", "resolved"]);
      const seen = await engine.doors.withVerifier(verifier, (tx) => listFindings(tx, engagementId));
      expect(seen).toMatchObject([{ state: "resolved", steps: [{ by: "Sample Person" }, {}, {}, {}] }]);
    });

    it("is enforced by the database: the company can't write findings, their steps or log entries", async () => {
      const { actor, inventory } = await makeYear();
      const verifier = await engageVerifier(engine.doors, actor, inventory.id);
      const finding = {
        subject: { kind: "whole" as const, id: "" },
        on: { runId: null, versionId: null },
        severity: "minor" as const,
        text: "One.",
        fileIds: [],
      };
      const findingId = await engine.doors.withVerifier(verifier, (tx) => addFinding(tx, verifier, finding));
      const insertStep = (state: string, step: number, by: string) =>
        sql`insert into assurance_finding_step (tenant_id, finding_id, step, state, text, created_by)
          values (${actor.tenantId}, ${findingId}, ${step}, ${state}, 'x', ${by})`;
      const asCompany = [
        sql`insert into assurance_finding (tenant_id, organization_id, engagement_id, number, subject_kind, subject_id, severity, text, created_by)
          values (${actor.tenantId}, ${actor.organizationId}, ${verifier.engagementId}, 9, 'whole', '', 'minor', 'x', ${verifier.userId})`,
        insertStep("resolved", 1, verifier.userId),
        sql`insert into assurance_access (tenant_id, engagement_id, user_id, kind)
          values (${actor.tenantId}, ${verifier.engagementId}, ${verifier.userId}, 'lines')`,
        sql`delete from assurance_access`,
        sql`update assurance_finding set text = 'other'`,
      ];
      for (const attempt of asCompany) {
        await expect(engine.doors.withTenant(actor, (tx) => attempt.execute(tx))).rejects.toMatchObject({
          code: "42501",
        });
      }
      const asVerifier = [insertStep("answered", 1, verifier.userId), insertStep("resolved", 1, actor.userId)];
      for (const attempt of asVerifier) {
        await expect(engine.doors.withVerifier(verifier, (tx) => attempt.execute(tx))).rejects.toMatchObject({
          code: "42501",
        });
      }
      await expect(
        engine.doors.withVerifier(verifier, (tx) => insertStep("reopened", 1, verifier.userId).execute(tx)),
      ).rejects.toMatchObject({ code: "TT004" });
    });

    it("logs who viewed what, and keeps the chain of the trail intact", async () => {
      const { actor, inventory } = await makeYear();
      const verifier = await engageVerifier(engine.doors, actor, inventory.id);
      await engine.doors.withVerifier(verifier, async (tx) => {
        await noteAccess(tx, verifier, { kind: "lines" });
        await noteAccess(tx, verifier, { kind: "line", subject: "a1" });
      });
      const looks = await engine.doors.withTenant(actor, (tx) => listAccess(tx, verifier.engagementId, { limit: 10 }));
      expect(looks.map(({ kind, subject, name }) => ({ kind, subject, name }))).toEqual(
        expect.arrayContaining([
          { kind: "lines", subject: null, name: "Verifier Sample" },
          { kind: "line", subject: null, name: "Verifier Sample" },
        ]),
      );
      const finding = {
        subject: { kind: "whole" as const, id: "" },
        on: { runId: null, versionId: null },
        severity: "minor" as const,
        text: "One.",
        fileIds: [],
      };
      await engine.doors.withVerifier(verifier, (tx) => addFinding(tx, verifier, finding));
      await engine.doors.withTenant(actor, async (tx) => {
        const entries = await tx.selectFrom("audit_trail").selectAll().orderBy("sequence").execute();
        expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, at) => at + 1));
        expect(entries.at(-1)).toMatchObject({ action: "assurance_finding.added", user_id: verifier.userId });
        for (const [at, entry] of entries.slice(1).entries()) expect(entry.previous_hash).toBe(entries[at]!.hash);
      });
    });

    it("accepts only the newest link, once, with the invited address, and no member", async () => {
      const { actor, inventory } = await makeYear();
      const person = await makeOutsider(engine.doors);
      const input = { inventoryId: inventory.id, bodyName: "Body", email: person.email, ...aroundToday() };
      const made = await engine.doors.withTenant(actor, (tx) => inviteVerifier(tx, actor, input, new Date()));
      if ("fault" in made) throw new Error(made.fault);
      const { engagementId } = made;
      const { token } = await engine.doors.withTenant(actor, (tx) =>
        renewEngagementLink(tx, actor, engagementId, new Date()),
      );
      const find = (link: string) => engine.doors.withSystem((tx) => findEngagementInvitation(tx, link));
      expect(await find(made.token)).toBeUndefined();
      expect(await find(token)).toMatchObject({ engagementId, email: person.email });
      const accept = (who: Pick<Actor, "userId">, email: string) => {
        const author = { tenantId: actor.tenantId, userId: who.userId, source: "page" as const };
        return engine.doors.withTenant(author, (tx) => acceptEngagement(tx, author, { engagementId, email }));
      };
      await expect(accept(person, "other@body.example")).rejects.toMatchObject({ code: "not_found" });
      await accept(person, person.email);
      await expect(accept(person, person.email)).rejects.toMatchObject({ code: "not_found" });
      expect(await find(token)).toBeUndefined();
      const own = await engine.doors.withTenant(actor, (tx) =>
        inviteVerifier(tx, actor, { ...input, email: `${actor.userId}@sample.example` }, new Date()),
      );
      expect(own).toEqual({ fault: "is_member" });
      const found = await engine.doors.withTenant(actor, (tx) =>
        getEngagement(tx, actor.organizationId, engagementId, new Date()),
      );
      expect(found).toMatchObject({ state: "in_force", verifier: { name: "Verifier Sample" } });
    });
  },
  "factor library",
);
