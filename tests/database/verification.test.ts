import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { listAccess, noteAccess, type VerifierActor } from "#app/assurance/access.server.ts";
import { addFinding, stepFinding } from "#app/assurance/finding.server.ts";
import { recordStatement } from "#app/assurance/statement.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReport } from "#app/report/report.server.ts";
import { getPublishedReport } from "#app/report/verification.server.ts";
import type { TenantTx, VerifierTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { engageVerifier, hotelNights, sampleStatement, storedFile } from "#tests/support/sample-assurance.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

/** Tables that the company may not see before a statement. */
const HIDDEN = [
  "verification_risk",
  "verification_sample",
  "verification_draw",
  "verification_mark",
  "assurance_access_subject",
] as const;

onEachEngine(
  "the work of a verifier",
  (engine) => {
    const keys = makeKeys();

    /** A company with an issued report of 0.1605 t CO2e, and a verifier of its inventory. */
    async function makeEngagement() {
      const company = await makeCompany(engine.doors);
      const { actor, inventory } = company;
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      const runId = await runNow(engine.doors, actor, inventory);
      const issued = await issueNow(engine.doors, await keys, actor, { runId });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const { reportId } = issued;
      const { number } = await engine.doors.withTenant(actor, (tx) => getReport(tx, actor.organizationId, reportId));
      const { inventorySha256 } = await engine.doors.withPublic((tx) => getPublishedReport(tx, number));
      const verifier = await engageVerifier(engine.doors, actor, inventory.id);
      return { ...company, runId, reportId, packageHash: inventorySha256, verifier };
    }
    type Engagement = Awaited<ReturnType<typeof makeEngagement>>;

    const asVerifier = <T>(who: VerifierActor, work: (tx: VerifierTx) => Promise<T>) =>
      engine.doors.withVerifier(who, work);

    async function state({ verifier, reportId, packageHash }: Engagement, kind: "unmodified" | "modified") {
      const opinion = { kind, text: "Nothing has come to our attention." };
      const text = randomUUID();
      const request = {
        subject: { reportId },
        input: sampleStatement(packageHash, { opinion }),
        document: { file: storedFile(text), publicBytes: Buffer.from(text) },
        // After everything that the test added, whatever the clock of the database.
        now: new Date(Date.now() + 60_000).toISOString(),
      };
      const issuer = { keys: await keys, publicUrl: PUBLIC_URL };
      return asVerifier(verifier, (tx) => recordStatement(tx, { ...verifier, identity: null }, issuer, request));
    }

    /** A row in each table that is hidden. */
    const workOn = ({ verifier: who, runId }: Engagement) =>
      asVerifier(who, async (tx) => {
        const key = { tenant_id: who.tenantId, engagement_id: who.engagementId };
        const by = { created_by: who.userId };
        await plan(tx, who, 1, "5");
        const risk = { kind: "inherent" as const, risk: "Estimated", response: "Look at bills" };
        await tx
          .insertInto("verification_risk")
          .values({ ...key, plan_number: 1, position: 1, ...risk })
          .execute();
        const id = randomUUID();
        const sample = { id, number: 1, run_id: runId, method: "random" as const, parameters: "{}", seed: "seed-1" };
        await tx
          .insertInto("verification_sample")
          .values({ ...key, ...sample, ...by })
          .execute();
        const drawn = { line_ids: ["a1"], co2e_kg: "10", selected_co2e_kg: "1", coverage: "[]" };
        await tx
          .insertInto("verification_draw")
          .values({ ...key, sample_id: id, ...drawn, ...by })
          .execute();
        const mark = { run_id: runId, line_id: "a1", number: 1, state: "checked" as const, note: "" };
        await tx
          .insertInto("verification_mark")
          .values({ ...key, organization_id: who.organizationId, ...mark, ...by })
          .execute();
        await noteAccess(tx, who, { kind: "line", subject: "a1" });
      });

    const plan = (tx: VerifierTx, who: VerifierActor, number: number, percent: string) =>
      tx
        .insertInto("verification_plan")
        .values({
          tenant_id: who.tenantId,
          engagement_id: who.engagementId,
          number,
          level: "limited",
          objectives: "To conclude.",
          criteria: "ISO 14064-1:2018",
          scope: "All",
          materiality_percent: percent,
          total_basis: "location",
          created_by: who.userId,
        })
        .execute();

    const countHidden = async (tx: VerifierTx | TenantTx) => {
      const counts: Record<string, number> = {};
      for (const table of HIDDEN) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx);
        counts[table] = rows[0]!.n;
      }
      return counts;
    };
    const each = (n: number) => Object.fromEntries(HIDDEN.map((table) => [table, n]));

    it("hides samples, marks and risks from the company until a later statement", async () => {
      const engaged = await makeEngagement();
      const { actor, verifier } = engaged;
      const seen = () => engine.doors.withTenant(actor, countHidden);
      await workOn(engaged);
      const viewed = () => engine.doors.withTenant(actor, (tx) => listAccess(tx, verifier.engagementId, { limit: 10 }));
      expect(await viewed()).toMatchObject([{ kind: "line", subject: null }]);
      expect(await asVerifier(verifier, countHidden)).toEqual(each(1));
      expect(await seen()).toEqual(each(0));
      // Another verifier's statement does not open them.
      const other = await engageVerifier(engine.doors, actor, engaged.inventory.id);
      await state({ ...engaged, verifier: other }, "modified");
      expect(await seen()).toEqual(each(0));
      await state(engaged, "modified");
      expect(await seen()).toEqual(each(1));
      expect(await viewed()).toMatchObject([{ kind: "line", subject: "a1" }]);
    });

    it("shows nothing of it to another verifier of the same inventory, or to another company", async () => {
      const engaged = await makeEngagement();
      await workOn(engaged);
      await state(engaged, "modified");
      const other = await engageVerifier(engine.doors, engaged.actor, engaged.inventory.id);
      expect(await asVerifier(other, countHidden)).toEqual(each(0));
      expect(await asVerifier(other, (tx) => tx.selectFrom("verification_plan").select("number").execute())).toEqual(
        [],
      );
      const stranger = await makeCompany(engine.doors);
      expect(await engine.doors.withTenant(stranger.actor, countHidden)).toEqual(each(0));
    });

    it("is added by the verifier alone, and never changed", async () => {
      const engaged = await makeEngagement();
      await workOn(engaged);
      const { actor, verifier } = engaged;
      for (const table of [...HIDDEN, "verification_plan", "verification_request", "verification_misstatement"]) {
        await expect(
          engine.doors.withTenant(actor, (tx) => sql`insert into ${sql.table(table)} default values`.execute(tx)),
        ).rejects.toMatchObject({ code: "42501" });
        await expect(
          asVerifier(verifier, (tx) => sql`delete from ${sql.table(table)}`.execute(tx)),
        ).rejects.toMatchObject({ code: "42501" });
      }
    });

    const addMember = (tx: VerifierTx, who: VerifierActor, name: string, role: "verifier" | "independent_reviewer") =>
      tx
        .insertInto("verification_member")
        .values({
          tenant_id: who.tenantId,
          engagement_id: who.engagementId,
          name,
          role,
          independence: "No interest in the company.",
          created_by: who.userId,
        })
        .returning("id")
        .executeTakeFirstOrThrow();

    it("refuses an independent reviewer who is in the team, however the name is typed", async () => {
      const { verifier } = await makeEngagement();
      const add = (name: string, role: "verifier" | "independent_reviewer") =>
        asVerifier(verifier, (tx) => addMember(tx, verifier, name, role));
      const { id } = await add("Wang  Fang", "verifier");
      await expect(add("wang fang", "independent_reviewer")).rejects.toMatchObject({ code: "TT004" });
      await add("Li Na", "independent_reviewer");
      await expect(add("Li Na", "verifier")).rejects.toMatchObject({ code: "TT004" });
      const end = { member_id: id, tenant_id: verifier.tenantId, engagement_id: verifier.engagementId };
      await asVerifier(verifier, (tx) =>
        tx
          .insertInto("verification_member_end")
          .values({ ...end, created_by: verifier.userId })
          .execute(),
      );
      await add("Wang Fang", "independent_reviewer");
    });

    const find = (who: VerifierActor, severity: "material" | "minor") =>
      asVerifier(who, (tx) =>
        addFinding(tx, who, {
          subject: { kind: "whole", id: "" },
          on: { runId: null, versionId: null },
          severity,
          text: "It differs.",
          fileIds: [],
        }),
      );
    const misstate = (
      { verifier, runId }: Engagement,
      findingId: string,
      number: number,
      tco2e: string,
      fixed = false,
    ) =>
      asVerifier(verifier, (tx) =>
        tx
          .insertInto("verification_misstatement")
          .values({
            tenant_id: verifier.tenantId,
            finding_id: findingId,
            number,
            run_id: runId,
            tco2e,
            is_corrected: fixed,
            note: "",
            created_by: verifier.userId,
          })
          .execute(),
      );
    const refused = (message: string, detail: string) => ({ code: "TT004", message, detail });

    it("refuses an unmodified opinion while a material finding is open, and names it", async () => {
      const engaged = await makeEngagement();
      const { verifier } = engaged;
      await find(verifier, "minor");
      const findingId = await find(verifier, "material");
      await expect(state(engaged, "unmodified")).rejects.toMatchObject(refused("material_finding_open", "F2"));
      const step = (to: "resolved" | "reopened") =>
        asVerifier(verifier, (tx) => stepFinding(tx, verifier, { findingId, state: to, text: "Seen.", fileIds: [] }));
      await step("resolved");
      await step("reopened");
      await expect(state(engaged, "unmodified")).rejects.toMatchObject(refused("material_finding_open", "F2"));
      await step("resolved");
      await expect(state(engaged, "unmodified")).resolves.toBeDefined();
    });

    it("refuses an unmodified opinion above the threshold, exactly, whatever offsets it", async () => {
      const engaged = await makeEngagement();
      const { verifier } = engaged;
      const tooMuch = refused("misstatements_exceed_materiality", "F1, F2");
      const [over, under] = [await find(verifier, "minor"), await find(verifier, "minor")];
      await misstate(engaged, over, 1, "0.004");
      await misstate(engaged, under, 1, "-0.004025");
      // Without a plan there is no threshold.
      await expect(state(engaged, "unmodified")).rejects.toMatchObject(tooMuch);
      await asVerifier(verifier, (tx) => plan(tx, verifier, 1, "4.99"));
      await expect(state(engaged, "unmodified")).rejects.toMatchObject(tooMuch);
      await asVerifier(verifier, (tx) => plan(tx, verifier, 2, "5"));
      await misstate(engaged, under, 2, "-0.0040250001");
      await expect(state(engaged, "unmodified")).rejects.toMatchObject(tooMuch);
      await expect(state(engaged, "modified")).resolves.toBeDefined();
      await misstate(engaged, under, 3, "-0.004025");
      await expect(state(engaged, "unmodified")).resolves.toBeDefined();
    });

    it("counts no misstatement that is corrected, or of a withdrawn finding", async () => {
      const engaged = await makeEngagement();
      const { verifier } = engaged;
      const [corrected, withdrawn] = [await find(verifier, "minor"), await find(verifier, "minor")];
      await misstate(engaged, corrected, 1, "90");
      await misstate(engaged, withdrawn, 1, "90");
      await expect(state(engaged, "unmodified")).rejects.toMatchObject({ detail: "F1, F2" });
      await misstate(engaged, corrected, 2, "90", true);
      await expect(state(engaged, "unmodified")).rejects.toMatchObject({ detail: "F2" });
      const step = { findingId: withdrawn, state: "withdrawn" as const, text: "An error of ours.", fileIds: [] };
      await asVerifier(verifier, (tx) => stepFinding(tx, verifier, step));
      await expect(state(engaged, "unmodified")).resolves.toBeDefined();
    });
  },
  "factor library",
);
