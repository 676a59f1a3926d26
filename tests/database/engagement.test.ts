import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { makeApiKey } from "#app/access/api-key.server.ts";
import {
  changeEngagementPerson,
  getEngagement,
  grantEngagement,
  revokeEngagement,
} from "#app/access/engagement.server.ts";
import { removeMember } from "#app/access/membership.server.ts";
import { hasRight } from "#app/access/role.ts";
import { doAuthorised } from "#app/background/authorise.server.ts";
import { acceptEngagement, findEngagementOffer } from "#app/engagement/engagement-offer.server.ts";
import { findLatestJob, getJob } from "#app/jobs/job.server.ts";
import { getOrganization, listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { checkChain, TRAIL_FORMAT } from "#app/proof/audit-chain.ts";
import { listActivities, saveActivities } from "#app/records/activity.server.ts";
import { getReport, issueReport, retryIssue } from "#app/report/report.server.ts";
import { performIssue } from "#app/report/report-publication.server.ts";
import { makeDataRequest, sendLink } from "#app/requests/data-request.server.ts";
import { findLink } from "#app/requests/data-request-link.server.ts";
import { startRun } from "#app/runs/calculation.server.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { listTrail, toTrailLine } from "#app/trail/audit-trail-list.server.ts";
import { NO_TRAIL_FILTER } from "#app/trail/filter.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-assurance.ts";
import { makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { actFor, dayFromNow, emailOf, engageConsultancy } from "#tests/support/sample-engagement.ts";

const OVER = { code: "TT005" };

onEachEngine(
  "an engagement of a consultancy",
  (engine) => {
    const inside = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const makeBoth = async (change: Parameters<typeof engageConsultancy>[3] = {}) => {
      const company = await makeCompany(engine.doors);
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      const engagementId = await engageConsultancy(engine.doors, company.actor, consultancy, change);
      return { ...company, consultancy, engagementId };
    };
    const act = (person: Actor, company: Actor) => actFor(engine.doors, person, company);
    const revoke = (actor: Actor, engagementId: string) =>
      inside(actor, (tx) => revokeEngagement(tx, actor, { engagementId, reason: "The work is done.", by: "company" }));
    const save = (actor: Actor, nights: string) =>
      inside(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights(nights)]));

    it("lets the consultancy's people work in one organization of the company and records the company they act for", async () => {
      const { actor, consultancy, engagementId } = await makeBoth();
      const acting = (await act(consultancy, actor))!;
      expect(acting).toMatchObject({ tenantId: actor.tenantId, role: "editor" });
      await save(acting, "3");
      const [entry] = await inside(actor, (tx) =>
        listTrail(tx, actor.organizationId, { ...NO_TRAIL_FILTER, person: acting.userId }, { limit: 10 }),
      );
      expect(entry).toMatchObject({
        action: "activity.added",
        userId: `acting:${engagementId}:${consultancy.userId}`,
        authorName: "Sample Person · Sample Consultancy",
      });
      const { rows } = await inside(actor, (tx) =>
        sql<{ person_id: string }>`select person_id from author where id = ${acting.userId}`.execute(tx),
      );
      expect(rows).toEqual([{ person_id: consultancy.userId }]);
      const reach = await engine.doors.withSystem((tx) => listOrganizationsOfUser(tx, consultancy.userId));
      expect(reach.find(({ id }) => id === actor.organizationId)).toMatchObject({ consultancy: "Sample Consultancy" });
    });

    it("keeps the hash chain of the audit trail verifiable for old and new entries", async () => {
      const { actor, consultancy } = await makeBoth();
      await save(actor, "1");
      await save((await act(consultancy, actor))!, "2");
      const entries = await inside(actor, (tx) =>
        listTrail(tx, actor.organizationId, NO_TRAIL_FILTER, { after: 0, limit: 500 }),
      );
      const lines = [{ format: TRAIL_FORMAT }, ...entries.map(toTrailLine)].map((line) => JSON.stringify(line));
      async function* stream() {
        yield* lines;
      }
      const check = await checkChain(stream());
      expect(check.faults).toEqual([]);
      expect(check.entries).toBe(entries.length);
    });

    it("opens neither other organizations of the company nor its workspace", async () => {
      const { actor, consultancy } = await makeBoth();
      const other = await inside(actor, (tx) =>
        tx.selectFrom("organization").select("id").where("id", "<>", actor.organizationId).executeTakeFirst(),
      );
      expect(other).toBeUndefined();
      const acting = (await act(consultancy, actor))!;
      const elsewhere = recordOf({ ...acting, organizationId: undefined });
      await expect(inside(acting, elsewhere)).rejects.toMatchObject(OVER);
    });

    it.each<[Role, "editor" | "reviewer" | "viewer", Role]>([
      ["owner", "editor", "editor"],
      ["admin", "viewer", "viewer"],
      ["editor", "reviewer", "reviewer"],
      ["reviewer", "editor", "reviewer"],
      ["viewer", "editor", "viewer"],
      ["billing", "editor", "viewer"],
    ])("gives the lesser permission: %s of the consultancy, granted %s, is %s", async (own, granted, got) => {
      const { actor, consultancy } = await makeBoth({ role: granted });
      const person = await addColleague(engine.doors, consultancy, own);
      expect(await act(person, actor)).toMatchObject({ role: got });
    });

    it("allows issuing reports only if the grant and the consultancy's own role both allow it", async () => {
      const { actor, consultancy } = await makeBoth({ mayIssue: true });
      const editor = await addColleague(engine.doors, consultancy, "editor");
      const may = async (person: Actor) => {
        const { role, acting } = (await act(person, actor))!;
        return hasRight({ role, acting }, "report.issue");
      };
      expect(await may(consultancy)).toBe(true);
      expect(await may(editor)).toBe(false);
      const plain = await makeBoth();
      const { role, acting } = (await act(plain.consultancy, plain.actor))!;
      expect(hasRight({ role, acting }, "report.issue")).toBe(false);
    });

    it("lets in only named people, and shuts out removed people immediately", async () => {
      const company = await makeCompany(engine.doors);
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      const named = await addColleague(engine.doors, consultancy, "editor");
      const email = await emailOf(engine.doors, named.userId);
      const engagementId = await engageConsultancy(engine.doors, company.actor, consultancy, { people: [email] });
      expect(await act(consultancy, company.actor)).toBeNull();
      const acting = (await act(named, company.actor))!;
      expect(acting.role).toBe("editor");
      const change = { engagementId, email, isIncluded: false };
      await inside(company.actor, (tx) => changeEngagementPerson(tx, company.actor, change));
      expect(await act(named, company.actor)).toBeNull();
    });

    it("opens nothing before acceptance, before its first day, after its last day or after revocation", async () => {
      const company = await makeCompany(engine.doors);
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      const email = await emailOf(engine.doors, consultancy.userId);
      const grant = { email, role: "editor", mayIssue: false, mayHold: false, people: null } as const;
      const days = { startsOn: dayFromNow(0), endsOn: dayFromNow(9) };
      const made = await inside(company.actor, (tx) =>
        grantEngagement(tx, company.actor, { ...grant, ...days }, new Date()),
      );
      if ("fault" in made) throw new Error(made.fault);
      expect(await act(consultancy, company.actor)).toBeNull();
      await revoke(company.actor, made.engagementId);
      expect(await engine.doors.withSystem((tx) => findEngagementOffer(tx, made.token))).toBeUndefined();
      await engageConsultancy(engine.doors, company.actor, consultancy, { startsOn: dayFromNow(2) });
      expect(await act(consultancy, company.actor)).toBeNull();
      await insertOver(company.actor, consultancy);
      expect(await act(consultancy, company.actor)).toBeNull();
      const engagementId = await engageConsultancy(engine.doors, company.actor, consultancy);
      expect(await act(consultancy, company.actor)).not.toBeNull();
      await revoke(company.actor, engagementId);
      expect(await act(consultancy, company.actor)).toBeNull();
    });

    /** Inserts a grant whose last day was yesterday. */
    const insertOver = async (actor: Actor, consultancy: Actor) => {
      const { id } = await inside(actor, (tx) =>
        tx
          .insertInto("engagement")
          .values({
            tenant_id: actor.tenantId,
            organization_id: actor.organizationId,
            email: "over@sample.example",
            role: "editor",
            may_issue: false,
            people: "all",
            starts_on: dayFromNow(-9),
            ends_on: dayFromNow(-1),
            created_by: actor.userId,
          })
          .returning("id")
          .executeTakeFirstOrThrow(),
      );
      await engine.doors.withSystem(async (tx) => {
        const of = { tenant_id: actor.tenantId, engagement_id: id, user_id: consultancy.userId };
        await tx
          .insertInto("engagement_acceptance")
          .values({ ...of, consultancy_id: consultancy.tenantId, consultancy_name: "Sample Consultancy" })
          .execute();
        await tx.insertInto("engagement_actor").values(of).execute();
      });
      return `acting:${id}:${consultancy.userId}`;
    };

    it("lets the database refuse audit trail entries under an ended engagement", async () => {
      const { actor } = await makeCompany(engine.doors);
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      const author = { ...actor, userId: await insertOver(actor, consultancy) };
      await expect(inside(author, recordOf(author))).rejects.toMatchObject(OVER);
      await expect(
        inside(actor, recordOf({ ...actor, userId: `acting:${randomUUID()}:nobody` })),
      ).rejects.toMatchObject(OVER);
    });

    it("can be accepted once, by a manager of another tenant with the invited address", async () => {
      const { actor } = await makeCompany(engine.doors);
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      const editor = await addColleague(engine.doors, consultancy, "editor");
      const offer = async (email: string) => {
        const grant = { role: "viewer", mayIssue: false, mayHold: false, people: null } as const;
        const days = { startsOn: dayFromNow(0), endsOn: dayFromNow(9) };
        const made = await inside(actor, (tx) => grantEngagement(tx, actor, { email, ...grant, ...days }, new Date()));
        if ("fault" in made) throw new Error(made.fault);
        return made.token;
      };
      const accept = (token: string, email: string, userId: string, consultancyId: string) =>
        engine.doors.withSystem((tx) => acceptEngagement(tx, { token, email, userId, consultancyId }));
      const [mine, theirs] = [
        await emailOf(engine.doors, consultancy.userId),
        await emailOf(engine.doors, editor.userId),
      ];
      const token = await offer(mine);
      await expect(accept(token, theirs, editor.userId, consultancy.tenantId)).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(accept(await offer(theirs), theirs, editor.userId, consultancy.tenantId)).rejects.toMatchObject({
        code: "forbidden",
      });
      const own = await emailOf(engine.doors, actor.userId);
      await expect(accept(await offer(own), own, actor.userId, actor.tenantId)).rejects.toMatchObject({
        code: "conflict",
      });
      await accept(token, mine, consultancy.userId, consultancy.tenantId);
      await expect(accept(token, mine, consultancy.userId, consultancy.tenantId)).rejects.toMatchObject({
        code: "not_found",
      });
      const forged = { tenant_id: actor.tenantId, engagement_id: randomUUID(), user_id: editor.userId };
      const row = { ...forged, consultancy_id: consultancy.tenantId, consultancy_name: "Sample Consultancy" };
      await expect(
        engine.doors.withSystem((tx) => tx.insertInto("engagement_acceptance").values(row).execute()),
      ).rejects.toMatchObject(OVER);
      await expect(
        inside(actor, (tx) => tx.insertInto("engagement_acceptance").values(row).execute()),
      ).rejects.toMatchObject({ code: "42501" });
    });

    it("ends with the membership in the consultancy", async () => {
      const { actor, consultancy } = await makeBoth();
      const person = await addColleague(engine.doors, consultancy, "editor");
      expect(await act(person, actor)).not.toBeNull();
      const manager = { ...consultancy, role: "owner" as const };
      const { id } = await inside(consultancy, (tx) =>
        tx.selectFrom("membership").select("id").where("user_id", "=", person.userId).executeTakeFirstOrThrow(),
      );
      expect(await inside(manager, (tx) => removeMember(tx, manager, id))).toBeNull();
      expect(await act(person, actor)).toBeNull();
    });

    it("stops a running job before it writes and does not retry it", async () => {
      const { actor, inventory, consultancy, engagementId } = await makeBoth();
      const acting = (await act(consultancy, actor))!;
      await save(acting, "3");
      const jobId = await inside(acting, (tx) => startRun(tx, acting, inventory.id));
      const payload = { tenantId: actor.tenantId, userId: acting.userId, jobId };
      let steps = 0;
      await doAuthorised(engine.doors, "calculate-run", payload, (doors) => {
        const withTenant: typeof doors.withTenant = async (who, work) => {
          steps += 1;
          if (steps === 2) await revoke(actor, engagementId);
          return doors.withTenant(who, work);
        };
        return performRun({ ...doors, withTenant }, payload);
      });
      expect(steps).toBe(2);
      const job = await inside(actor, (tx) => getJob(tx, actor.organizationId, jobId));
      expect(job).toMatchObject({ state: "failed", failure: "no_longer_authorised" });
      const runs = await inside(actor, (tx) => tx.selectFrom("calculation_run").select("id").execute());
      expect(runs).toEqual([]);
    });

    it("leaves a report that is being issued to the company, with its number, and publishes it once", async () => {
      const { actor, inventory, consultancy, engagementId } = await makeBoth({ mayIssue: true });
      const keys = await makeKeys();
      const acting = (await act(consultancy, actor))!;
      await save(acting, "3");
      const runId = await runNow(engine.doors, actor, inventory);
      const issuer = { publicUrl: PUBLIC_URL, logOrigin: keys.origin };
      const request = { runId, locales: ["en" as const], now: new Date().toISOString() };
      const asked = await inside(acting, (tx) => issueReport(tx, acting, issuer, request));
      if (!asked.ok) throw new Error(JSON.stringify(asked.blockers));
      await revoke(actor, engagementId);
      const perform = (author: Actor, jobId: string) => {
        const payload = { tenantId: actor.tenantId, userId: author.userId, jobId };
        return doAuthorised(engine.doors, "render-report", payload, (doors) =>
          performIssue(doors, { keys, publicUrl: PUBLIC_URL }, payload),
        );
      };
      const latest = () => inside(actor, (tx) => findLatestJob(tx, "render-report", asked.reportId));
      const report = () => inside(actor, (tx) => getReport(tx, actor.organizationId, asked.reportId));
      const { number } = await report();
      await perform(acting, asked.jobId);
      expect(await latest()).toMatchObject({ state: "failed", failure: "no_longer_authorised" });
      expect((await report()).state).toBe("issuing");
      await inside(actor, (tx) => retryIssue(tx, actor, asked.reportId));
      await inside(actor, (tx) => retryIssue(tx, actor, asked.reportId));
      const again = (await latest())!;
      expect(again).toMatchObject({ state: "queued", failure: null });
      await perform(actor, again.id);
      await perform(acting, asked.jobId);
      expect(await report()).toMatchObject({ number, state: "issued" });
      const entries = await inside(actor, (tx) =>
        tx.selectFrom("statement").select("kind").orderBy("log_index").execute(),
      );
      expect(entries).toEqual([{ kind: "issuer_key" }, { kind: "issue" }]);
      const acts = await inside(actor, (tx) =>
        tx
          .selectFrom("audit_trail")
          .select(["action", "user_id"])
          .where("subject", "=", "report")
          .orderBy("sequence")
          .execute(),
      );
      expect(acts).toEqual([
        { action: "report.issued", user_id: acting.userId },
        { action: "report.retried", user_id: actor.userId },
        { action: "report.published", user_id: actor.userId },
      ]);
    });

    it("invalidates links sent under it, while the company's own new link works", async () => {
      const { actor, inventory, sources, consultancy, engagementId } = await makeBoth();
      const acting = (await act(consultancy, actor))!;
      const made = await inside(acting, (tx) =>
        makeDataRequest(tx, acting, {
          inventoryId: inventory.id,
          months: ["2025-01"],
          items: [{ sourceId: sources.gas!.id, unit: "Nm3", isEvidenceRequired: false }],
          recipientName: "Li Sample",
          recipientEmail: "li@sample.example",
          locale: "zh",
          message: "",
          expiresAt: new Date(Date.now() + 86_400_000),
        }),
      );
      if (!made.ok) throw new Error(made.fault);
      const find = (token: string) => engine.doors.withSystem((tx) => findLink(tx, token));
      expect(await find(made.token)).toMatchObject({ requestId: made.id });
      await revoke(actor, engagementId);
      expect(await find(made.token)).toBeUndefined();
      const again = await inside(actor, (tx) =>
        sendLink(tx, actor, made.id, { kind: "reminded", expiresAt: new Date(Date.now() + 86_400_000) }),
      );
      if (!again.ok) throw new Error(again.fault);
      expect(await find(again.token)).toMatchObject({ requestId: made.id });
    });

    it("does not allow API keys, which belong to members", async () => {
      const { actor, consultancy } = await makeBoth();
      const acting = (await act(consultancy, actor))!;
      const key = { name: "ERP", reach: "organization", scopes: ["read"], days: 30 } as const;
      await expect(inside(acting, (tx) => makeApiKey(tx, acting, key))).rejects.toMatchObject({ code: "23503" });
    });

    it("rolls back a transaction that was running when it was revoked", async () => {
      const { actor, consultancy, engagementId } = await makeBoth();
      const acting = (await act(consultancy, actor))!;
      if (engine.name === "PGlite") {
        // With a single connection, transactions run one after the other.
        await revoke(actor, engagementId);
        await expect(save(acting, "5")).rejects.toMatchObject(OVER);
      } else {
        let begun = () => {};
        const isBegun = new Promise<void>((resolve) => (begun = resolve));
        let goOn = () => {};
        const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
        const late = inside(acting, async (tx) => {
          await getOrganization(tx, actor.organizationId);
          begun();
          await mayGoOn;
          await saveActivities(tx, acting, YEAR, [hotelNights("5")]);
        });
        await isBegun;
        await revoke(actor, engagementId);
        goOn();
        await expect(late).rejects.toMatchObject(OVER);
      }
      expect(await inside(actor, (tx) => listActivities(tx, actor.organizationId, YEAR))).toEqual([]);
    });

    it("can be ended by the company or the consultancy, once and with a reason", async () => {
      const { actor, consultancy, engagementId } = await makeBoth();
      await revoke(actor, engagementId);
      await expect(revoke(actor, engagementId)).rejects.toMatchObject({ code: "conflict" });
      const shown = await inside(actor, (tx) => getEngagement(tx, actor.organizationId, engagementId, new Date()));
      expect(shown).toMatchObject({ state: "revoked", revoked: { by: "company", reason: "The work is done." } });
      const other = await makeTenant(engine.doors);
      await expect(
        inside(other, (tx) => getEngagement(tx, other.organizationId, engagementId, new Date())),
      ).rejects.toMatchObject({ code: "not_found" });
      expect(consultancy.tenantId).not.toBe(actor.tenantId);
    });
  },
  "factor library",
);

/** Records an arbitrary act in the audit trail. */
function recordOf(author: Pick<Actor, "tenantId" | "userId" | "source"> & { organizationId?: string | undefined }) {
  return (tx: TenantTx) =>
    recordChange(tx, author, { action: "organization.changed", subject: "organization", subjectId: randomUUID() });
}
