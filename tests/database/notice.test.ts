import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { revokeEngagement } from "#app/access/engagement.server.ts";
import { removeMember } from "#app/access/membership.server.ts";
import { RIGHTS } from "#app/access/role.ts";
import { revokeEngagement as revokeVerifier } from "#app/assurance/engagement.server.ts";
import { addFinding, answerFinding } from "#app/assurance/finding.server.ts";
import { countUnread, listNotices, readAllNotices, readNotice } from "#app/notice/notice.server.ts";
import { NOTICE_KIND_NAMES, NOTICE_KINDS } from "#app/notice/notice-kind.ts";
import { noticeText } from "#app/notice/notice-text.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import auditTrailActs from "#app/trail/audit-trail-act.en.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { engageVerifier } from "#tests/support/sample-assurance.ts";
import { makeCompany } from "#tests/support/sample-company.ts";
import { actFor, engageConsultancy } from "#tests/support/sample-engagement.ts";

onEachEngine(
  "notices",
  (engine) => {
    const of = (userId: string) => engine.doors.withSystem((tx) => listNotices(tx, userId));
    const kindsOf = async (actor: { userId: string }) => (await of(actor.userId)).map(({ kind }) => kind);
    const unread = ({ userId }: { userId: string }) => engine.doors.withSystem((tx) => countUnread(tx, userId));
    const record = (actor: Actor, action: string, after: object, subject = "probe", subjectId: string = randomUUID()) =>
      engine.doors.withTenant(actor, (tx) => recordChange(tx, actor, { action, subject, subjectId, after }));

    it("names an act of the audit trail for each kind, and a right that exists", () => {
      for (const kind of NOTICE_KIND_NAMES.filter((one) => one !== "report.superseded"))
        expect(Object.keys(auditTrailActs)).toContain(kind);
      for (const { hearers } of Object.values(NOTICE_KINDS))
        for (const hearer of hearers) if ("right" in hearer) expect(RIGHTS[hearer.right].length).toBeGreaterThan(0);
    });

    it("notifies the members with the right of an accepted quote, and neither its author nor anyone else", async () => {
      const owner = await makeTenant(engine.doors);
      const editor = await addColleague(engine.doors, owner, "editor");
      const viewer = await addColleague(engine.doors, owner, "viewer");
      const other = await makeTenant(engine.doors, "Elsewhere");
      await record(editor, "quote.accepted", { number: "Q-2026-0001" });
      const [notice] = await of(owner.userId);
      expect(notice).toMatchObject({ kind: "quote.accepted", facts: { about: { en: "Q-2026-0001" } }, readAt: null });
      expect(notice!.path).toContain(`/tenants/${owner.tenantId}/quotes/`);
      expect(noticeText(notice!, "en")).toBe("Quote Q-2026-0001 was accepted");
      expect(noticeText(notice!, "zh")).toContain("Q-2026-0001");
      for (const one of [editor, viewer, other]) expect(await kindsOf(one)).toEqual([]);
    });

    it("adds nothing if the act is rolled back", async () => {
      const owner = await makeTenant(engine.doors);
      const editor = await addColleague(engine.doors, owner, "editor");
      const failing = engine.doors.withTenant(editor, async (tx) => {
        const change = { action: "quote.accepted", subject: "quote", subjectId: randomUUID(), after: { number: "1" } };
        await recordChange(tx, editor, change);
        throw new Error("rolled back");
      });
      await expect(failing).rejects.toThrow("rolled back");
      expect(await kindsOf(owner)).toEqual([]);
    });

    it("counts unread notices until they are opened or all are marked", async () => {
      const owner = await makeTenant(engine.doors);
      const editor = await addColleague(engine.doors, owner, "editor");
      const stranger = await makeTenant(engine.doors, "Elsewhere");
      for (const number of ["1", "2", "3"]) await record(editor, "quote.declined", { number });
      expect(await unread(owner)).toBe(3);
      const [first] = await of(owner.userId);
      expect(await engine.doors.withSystem((tx) => readNotice(tx, stranger.userId, first!.id))).toBeNull();
      expect(await unread(owner)).toBe(3);
      expect(await engine.doors.withSystem((tx) => readNotice(tx, owner.userId, first!.id))).toBe(first!.path);
      expect(await unread(owner)).toBe(2);
      await engine.doors.withSystem((tx) => readAllNotices(tx, owner.userId));
      expect(await unread(owner)).toBe(0);
      expect(await kindsOf(owner)).toHaveLength(3);
    });

    it("hides the notices of a workspace from a person who left it", async () => {
      const owner = await makeTenant(engine.doors);
      const editor = await addColleague(engine.doors, owner, "editor");
      await record(owner, "quote.accepted", { number: "Q-1" });
      expect(await unread(editor)).toBe(1);
      const [notice] = await of(editor.userId);
      await engine.doors.withTenant(owner, async (tx) => {
        const row = tx.selectFrom("membership").select("id").where("user_id", "=", editor.userId);
        await removeMember(tx, owner, (await row.executeTakeFirstOrThrow()).id);
      });
      expect(await unread(editor)).toBe(0);
      expect(await of(editor.userId)).toEqual([]);
      expect(await engine.doors.withSystem((tx) => readNotice(tx, editor.userId, notice!.id))).toBeNull();
      await record(owner, "quote.accepted", { number: "Q-2" });
      const added = await engine.doors.withSystem((tx) =>
        tx.selectFrom("notice").select("id").where("user_id", "=", editor.userId).execute(),
      );
      expect(added).toHaveLength(1);
    });

    it("notifies the people of a consultancy of the organization that they work on, until the engagement ends", async () => {
      const { actor: company } = await makeCompany(engine.doors);
      const consultant = await makeTenant(engine.doors, "Advisory", "consultancy");
      const idle = await addColleague(engine.doors, consultant, "editor");
      const engagementId = await engageConsultancy(engine.doors, company, consultant);
      await actFor(engine.doors, consultant, company);
      await record(company, "report.published", { number: "TT-1", supersedes: [] });
      await record({ ...company, organizationId: randomUUID() }, "report.published", { number: "TT-2" });
      expect(await of(consultant.userId)).toMatchObject([
        { kind: "report.published", facts: { about: { en: "TT-1" } } },
      ]);
      expect(await kindsOf(idle)).toEqual([]);
      await engine.doors.withTenant(company, (tx) =>
        revokeEngagement(tx, company, { engagementId, by: "company", reason: "Over" }),
      );
      // Only the end itself remains visible.
      expect(await kindsOf(consultant)).toEqual(["engagement.revoked"]);
      await record(company, "report.published", { number: "TT-3", supersedes: [] });
      expect(await kindsOf(consultant)).toEqual(["engagement.revoked"]);
    });

    it("notifies the company of a verifier's finding, and the verifier of the answer while its access lasts", async () => {
      const { actor: owner, inventory } = await makeCompany(engine.doors);
      const editor = await addColleague(engine.doors, owner, "editor");
      const viewer = await addColleague(engine.doors, owner, "viewer");
      const verifier = await engageVerifier(engine.doors, owner, inventory.id);
      const { engagementId } = verifier;
      const finding = {
        subject: { kind: "whole" as const, id: "" },
        on: { runId: null, versionId: null },
        severity: "minor" as const,
        text: "A bill is missing.",
        fileIds: [],
      };
      const findingId = await engine.doors.withVerifier(verifier, (tx) => addFinding(tx, verifier, finding));
      expect(await of(editor.userId)).toMatchObject([
        {
          kind: "assurance_finding.added",
          path: `/organizations/${owner.organizationId}/assurance/engagements/${engagementId}`,
          facts: { about: { en: "F1" }, organization: { en: "Sample Works", zh: "示例工厂" } },
        },
      ]);
      expect(await kindsOf(viewer)).toEqual([]);
      expect(await kindsOf(verifier)).toEqual([]);
      const answer = { engagementId, findingId, text: "Here it is.", fileIds: [] };
      await engine.doors.withTenant(editor, (tx) => answerFinding(tx, editor, answer));
      expect(await of(verifier.userId)).toMatchObject([
        { kind: "assurance_finding.answered", path: `/assurance/${engagementId}/findings` },
      ]);
      await engine.doors.withTenant(owner, (tx) => revokeVerifier(tx, owner, { engagementId, reason: "Over" }));
      expect(await kindsOf(verifier)).toEqual(["assurance_engagement.revoked"]);
    });

    it("notifies the owner of a task and the writers of returned records", async () => {
      const { actor: owner } = await makeCompany(engine.doors);
      const editor = await addColleague(engine.doors, owner, "editor");
      await record(owner, "task.added", { owner: editor.userId, dueOn: "2026-12-24" });
      const [task] = await of(editor.userId);
      expect(task).toMatchObject({ kind: "task.added", path: `/organizations/${owner.organizationId}/tasks` });
      expect(noticeText(task!, "en")).toContain("24");
      expect(await kindsOf(owner)).toEqual([]);
    });

    it("refuses a tenant's attempt to change a notice, and shows none of another tenant", async () => {
      const owner = await makeTenant(engine.doors);
      const editor = await addColleague(engine.doors, owner, "editor");
      const other = await makeTenant(engine.doors, "Elsewhere");
      await record(editor, "quote.accepted", { number: "Q-1" });
      const attempt = (text: string) => engine.doors.withTenant(owner, (tx) => sql.raw(text).execute(tx));
      await expect(attempt("update notice set read_at = now()")).rejects.toMatchObject({ code: "42501" });
      await expect(attempt("delete from notice")).rejects.toMatchObject({ code: "42501" });
      const seen = await engine.doors.withTenant(other, (tx) => tx.selectFrom("notice").select("id").execute());
      expect(seen).toEqual([]);
    });
  },
  "factor library",
);
