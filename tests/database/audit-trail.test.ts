import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import {
  acceptInvitation,
  findInvitation,
  inviteMember,
  listInvitations,
  revokeInvitation,
} from "#app/access/invitation.server.ts";
import { changeRole, listMembers, removeMember } from "#app/access/membership.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { NO_FALLBACK } from "#app/carbon/factor/select-factor.ts";
import { attachEvidence, eraseEvidence, takeEvidence } from "#app/evidence/evidence.server.ts";
import { detachEvidence } from "#app/evidence/evidence-detachment.server.ts";
import { listAttachments } from "#app/evidence/evidence-list.server.ts";
import { addOwnVersion, takeOwnStep } from "#app/factors/own/own-factor.server.ts";
import { makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { deletedRecords } from "#app/history/deleted.list.server.ts";
import { addEmissionSource, changeEmissionSource, removeEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility, changeFacility, removeFacility } from "#app/places/facility/facility.server.ts";
import { chainText, checkChain, TRAIL_FORMAT } from "#app/proof/audit-chain.ts";
import { type ActivityChange, saveActivities } from "#app/records/activity.server.ts";
import { LISTED_CHANGES } from "#app/records/activity-change.server.ts";
import { returnRecords, submitRecords } from "#app/records/activity-review.server.ts";
import { forgetMatch, rememberMatch } from "#app/records/description-match.server.ts";
import { listRecordEvents } from "#app/records/record-history.server.ts";
import { addClient } from "#app/trade/client/client.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { listTrail, listTrailChoices, trailHead } from "#app/trail/audit-trail-list.server.ts";
import { NO_TRAIL_FILTER, type TrailFilter } from "#app/trail/filter.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";
import { actFor, engageConsultancy } from "#tests/support/sample-engagement.ts";
import { stateBaseYear, stateFactorPolicy } from "#tests/support/save-now.ts";

const PLANT = { nameEn: "Depot", nameZh: "仓库", country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };
const BUYER = {
  legalName: { en: "Sample Buyer", zh: "" },
  country: "DE",
  taxId: "",
  address: { en: "", zh: "" },
  contactName: "",
  email: "buyer@sample.example",
  isBusiness: true,
  locale: "en" as const,
};
const entry = { ...EMPTY_ENTRY, facility: "Plant A", source: "Hotel nights", period: "2025-03", unit: "room_night" };
const add = (quantity: string, recordId: string = randomUUID()): ActivityChange => ({
  kind: "add",
  recordId,
  entry: { ...entry, quantity },
});

onEachEngine(
  "the audit trail",
  (engine) => {
    const inside = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const list = (actor: Actor, filter: Partial<TrailFilter> = {}, limit = 500) =>
      inside(actor, (tx) => listTrail(tx, actor.organizationId, { ...NO_TRAIL_FILTER, ...filter }, { limit }));
    const actions = async (actor: Actor, filter: Partial<TrailFilter> = {}) =>
      (await list(actor, filter)).map(({ action }) => action);
    const save = (actor: Actor, changes: ActivityChange[]) =>
      inside(actor, async (tx) => {
        const saved = await saveActivities(tx, actor, YEAR, changes);
        if (!saved.ok) throw new Error(JSON.stringify(saved));
      });
    const exportOf = async (actor: Actor) => {
      const rows = await inside(actor, (tx) => tx.selectFrom("audit_trail").selectAll().orderBy("sequence").execute());
      const head = await inside(actor, trailHead);
      const lines = rows.map(({ tenant_id: _, ...row }) => JSON.stringify(row));
      return [JSON.stringify({ format: TRAIL_FORMAT, head }), ...lines];
    };

    it("has an entry for every act with the values before and after", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const second = await addColleague(engine.doors, actor, "admin");
      await performEverything(actor, second, { inventory, sources });
      const told = new Map<string, Set<string>>();
      for (const { action, before, after } of await list(actor)) {
        const sides = `${before ? "before" : ""}${before && after ? " " : ""}${after ? "after" : ""}`;
        told.set(action, (told.get(action) ?? new Set()).add(sides));
      }
      // An added row has no old values, a removed one no new values, and a first version no old ones.
      expect(Object.fromEntries([...told].map(([action, sides]) => [action, [...sides].sort()]))).toEqual({
        "organization.added": ["after"],
        "organization.changed": ["before after"],
        "factor_policy.stated": ["before after"],
        "inventory.opened": ["after"],
        "facility.added": ["after"],
        "facility.changed": ["before after"],
        "facility.removed": ["before"],
        "emission_source.added": ["after"],
        "emission_source.changed": ["before after"],
        "emission_source.removed": ["before"],
        "activity.added": ["after"],
        "activity.corrected": ["before after"],
        "activity.deleted": ["before after"],
        "activity.restored": ["before after"],
        "activity.saved": ["before after"],
        "description_match.set": ["after", "before after"],
        "description_match.forgotten": ["before"],
        "own_factor.written": ["after", "before after"],
        "own_factor.proposed": ["before after"],
        "own_factor.approved": ["before after"],
        "own_factor.withdrawn": ["before after"],
        "evidence.added": ["after"],
        "evidence.attached": ["after"],
        "evidence.detached": ["before after"],
        "evidence.erased": ["before after"],
        "calculation_run.added": ["after"],
        "disclosure.stated": ["after"],
        "base_year.stated": ["after", "before after"],
        "report.issued": ["after"],
        "issuer_key.created": ["after"],
        "report.published": ["before after"],
        "invitation.sent": ["after"],
        "invitation.revoked": ["before"],
        "invitation.accepted": ["after"],
        "membership.role_changed": ["before after"],
        "membership.removed": ["before"],
      });
      const check = await checkChain(await exportOf(actor));
      expect(check).toMatchObject({ faults: [], isWhole: true });
    });

    async function performEverything(
      actor: Actor,
      second: Actor,
      { inventory, sources }: Omit<Awaited<ReturnType<typeof makeCompany>>, "actor">,
    ) {
      const [hotel, gas] = [sources.hotel!, sources.gas!];
      await inside(actor, async (tx) => {
        const depot = await addFacility(tx, actor, PLANT);
        await changeFacility(tx, actor, { id: depot.id }, { ...PLANT, consolidationShare: "0.5" });
        const { id: _, name, ...rest } = hotel;
        const input = { ...rest, facilityId: depot.id, nameEn: "Trips", nameZh: name.zh };
        const source = await addEmissionSource(tx, actor, input);
        await changeEmissionSource(tx, actor, { id: source.id }, { ...input, nameEn: "Journeys" });
        await removeEmissionSource(tx, actor, source.id);
        await removeFacility(tx, actor, depot.id);
        const statement = { ...NO_FALLBACK, yearFallback: "latest_earlier" as const };
        await stateFactorPolicy(tx, actor, { ...statement, reason: "as before" });
        for (const sourceId of [gas.id, hotel.id]) {
          await rememberMatch(tx, actor, { facilityId: hotel.facilityId, text: "Inn", unit: "room_night", sourceId });
        }
        const match = await tx.selectFrom("description_match").select("id").executeTakeFirstOrThrow();
        await forgetMatch(tx, actor, match.id);
      });
      const recordId = randomUUID();
      await save(actor, [add("10", recordId)]);
      await save(actor, [{ kind: "correct", recordId, version: 1, entry: { ...entry, quantity: "12" } }]);
      await save(actor, [{ kind: "delete", recordId, version: 2, reason: "twice" }]);
      await save(actor, [{ kind: "restore", recordId, version: 3, entry: { ...entry, quantity: "12" } }]);
      await save(actor, [add("1"), { kind: "correct", recordId, version: 4, entry: { ...entry, quantity: "13" } }]);
      await performEvidence(actor, recordId);
      await performOwnFactor(actor, second);
      const runId = await runNow(engine.doors, actor, inventory);
      for (const thresholdPercent of ["5", "10"]) {
        const statement = { runId, thresholdPercent, rationale: "The first full year.", reason: "as agreed" };
        await inside(actor, (tx) => stateBaseYear(tx, actor, statement));
      }
      await issueNow(engine.doors, await makeKeys(), actor, { runId });
      await performMembers(actor, second);
    }

    async function performEvidence(actor: Actor, recordId: string) {
      const folder = mkdtempSync(join(tmpdir(), "truetonne-trail-"));
      const limits = { fileBytes: 1024 * 1024, quotaBytes: 10 * 1024 * 1024, retentionYears: 10 };
      const room = makeEvidenceRoom({ dataDir: folder, s3: undefined, clamd: undefined, ...limits });
      const bytes = pdfOf("bill of the trail");
      const path = join(folder, "bill.pdf");
      writeFileSync(path, bytes);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const file = { path, size: bytes.length, sha256, name: "bill.pdf", isTooLarge: false };
      const taken = await takeEvidence(engine.doors, actor, room, {
        file,
        target: { recordIds: [recordId], period: null },
      });
      if (taken.outcome === "refused") throw new Error(taken.code);
      const { fileId } = taken;
      const detachAll = () =>
        inside(actor, async (tx) => {
          for (const { id } of await listAttachments(tx, fileId)) {
            await detachEvidence(tx, actor, id, "wrong row");
          }
        });
      await detachAll();
      await inside(actor, (tx) => attachEvidence(tx, actor, fileId, { recordIds: [recordId], period: null }));
      await detachAll();
      await eraseEvidence(engine.doors, actor, room, {
        fileId,
        reason: "another company's bill",
        today: "2026-12-31",
      });
    }

    async function performOwnFactor(actor: Actor, second: Actor) {
      const content = {
        nameEn: "Sample alloy",
        nameZh: "示例合金",
        category: "purchased_goods_services",
        region: "",
        unit: "t",
        heatBasis: null,
        validFrom: "2025-01-01",
        validTo: "2025-12-31",
        figures: { gases: { CO2: "8.2" } },
        source: { title: "Supplier declaration", publisher: "Sample Metals", url: "", page: "page 2" },
        licence: "Supplier's consent",
        evidence: "declaration.pdf",
        dataKind: "average" as const,
        uncertainty: "5",
        note: "",
      };
      await inside(actor, async (tx) => {
        const made = await addOwnVersion(tx, actor, null, content);
        await takeOwnStep(tx, actor, made, { state: "proposed", reason: "" });
        await takeOwnStep(tx, second, made, { state: "approved", reason: "checked" });
        await addOwnVersion(tx, actor, made.factorId, { ...content, dataKind: "average", uncertainty: "6" });
        await takeOwnStep(tx, second, made, { state: "withdrawn", reason: "a newer declaration" });
      });
    }

    async function performMembers(actor: Actor, second: Actor) {
      const userId = randomUUID();
      const email = `${userId}@sample.example`;
      const user = { id: userId, name: "Third Person", email, email_verified: true, locale: "en" };
      await engine.doors.accounts
        .insertInto("user_account")
        .values({ ...user, two_factor_enabled: false })
        .execute();
      const sent = await inside(actor, (tx) => inviteMember(tx, actor, { email, role: "viewer" }));
      if ("fault" in sent) throw new Error(sent.fault);
      const open = await engine.doors.withSystem((tx) => findInvitation(tx, sent.token));
      const guest = { tenantId: actor.tenantId, userId, source: "page" as const };
      await inside(actor, (tx) => acceptInvitation(tx, guest, { invitationId: open!.id, email }));
      await inside(actor, async (tx) => {
        await inviteMember(tx, actor, { email: `${randomUUID()}@sample.example`, role: "editor" });
        const [invitation] = await listInvitations(tx, actor.organizationId);
        await revokeInvitation(tx, actor, invitation!.id);
        const member = (await listMembers(tx, actor.organizationId)).find((one) => one.userId === second.userId)!;
        await changeRole(tx, actor, member.membershipId, "viewer");
        await removeMember(tx, actor, member.membershipId);
      });
      const { rows } = await inside(actor, (tx) =>
        sql<{ text: string }>`select concat(before::text, after::text) as text from audit_trail`.execute(tx),
      );
      const told = rows.map(({ text }) => text).join("\n");
      for (const secret of [sent.token, createHash("sha256").update(sent.token).digest("hex")]) {
        expect(told).not.toContain(secret);
      }
    }

    it("lists the changed fields of each record with both values", async () => {
      const { actor, sources } = await makeCompany(engine.doors);
      const recordId = randomUUID();
      await save(actor, [add("10", recordId)]);
      await save(actor, [
        { kind: "correct", recordId, version: 1, entry: { ...entry, quantity: "12", note: "meter 2" } },
      ]);
      const context = {
        record: recordId,
        kind: "corrected",
        source: sources.hotel!.id,
        facility: sources.hotel!.facilityId,
        period: { start: "2025-03-01", end: "2025-03-31" },
      };
      const [latest] = await list(actor);
      expect(latest).toMatchObject({ action: "activity.corrected", subject: "activity_record", subjectId: recordId });
      expect(latest!.before).toEqual({
        records: [{ record: recordId, version: 1, quantity: "10", unit: "room_night", note: "" }],
      });
      expect(latest!.after).toEqual({
        records: [{ ...context, version: 2, quantity: "12", unit: "room_night", note: "meter 2" }],
      });
      await save(actor, [{ kind: "delete", recordId, version: 2, reason: "twice" }]);
      const [deletion] = await list(actor);
      expect(deletion!.before).toMatchObject({
        records: [{ version: 2, quantity: "12", unit: "room_night", isDeleted: false }],
      });
      expect(deletion!.after).toEqual({
        records: [{ ...context, kind: "deleted", version: 3, isDeleted: true, reason: "twice" }],
      });
    });

    it("counts and hashes a bulk of records, names its versions, and stays small", async () => {
      const { actor } = await makeCompany(engine.doors);
      const changes = Array.from({ length: LISTED_CHANGES + 1 }, (_, index) => add(String(index + 1)));
      await save(actor, changes);
      const [bulk] = await list(actor);
      expect(bulk).toMatchObject({
        action: "activity.added",
        subjectId: actor.organizationId,
        before: { count: 0 },
        after: { count: changes.length, added: changes.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      });
      const { versions } = bulk!.after as { versions: { record: string; version: number }[] };
      expect(versions.map(({ record }) => record)).toEqual(changes.map(({ recordId }) => recordId));
      expect(JSON.stringify(bulk!.after).length).toBeLessThan(100 * changes.length);
      expect(await actions(actor, { about: changes[7]!.recordId })).toEqual(["activity.added"]);
    });

    it("leaves no entry of an act that fails", async () => {
      const { actor } = await makeCompany(engine.doors);
      const before = await inside(actor, trailHead);
      const failing = inside(actor, async (tx) => {
        await addFacility(tx, actor, PLANT);
        throw new Error("stop");
      });
      await expect(failing).rejects.toThrow("stop");
      const late = inside(actor, async (tx) => {
        await changeFacility(tx, actor, { id: randomUUID() }, PLANT);
      });
      await expect(late).rejects.toMatchObject({ code: "not_found" });
      expect(await inside(actor, trailHead)).toEqual(before);
    });

    it("applies each filter, and all of them together", async () => {
      const today = () => new Date().toISOString().slice(0, 10);
      const begun = today();
      const { actor, sources } = await makeCompany(engine.doors);
      const second = await addColleague(engine.doors, actor, "editor");
      const recordId = randomUUID();
      await save(actor, [add("10", recordId)]);
      await save({ ...second, source: "api" }, [
        { kind: "correct", recordId, version: 1, entry: { ...entry, quantity: "12" } },
      ]);
      const { hotel, gas } = sources as Record<"hotel" | "gas", { id: string; facilityId: string }>;
      const both = ["activity.corrected", "activity.added"];
      expect(await actions(actor, { about: recordId })).toEqual(both);
      expect(await actions(actor, { about: hotel.id })).toEqual([...both, "emission_source.added"]);
      expect(await actions(actor, { about: gas.id })).toEqual(["emission_source.added"]);
      expect(await actions(actor, { about: hotel.facilityId })).toEqual([
        ...both,
        ...Array(3).fill("emission_source.added"),
        "facility.added",
      ]);
      expect(await actions(actor, { person: second.userId })).toEqual(["activity.corrected"]);
      expect(await actions(actor, { source: "api" })).toEqual(["activity.corrected"]);
      expect(await actions(actor, { action: "activity.added" })).toEqual(["activity.added"]);
      expect(await actions(actor, { subject: "facility" })).toEqual(["facility.added"]);
      const word = (text: string, acts: string[] = []) => [{ text, actions: acts }];
      expect(await actions(actor, { words: word("天然气") })).toEqual(["emission_source.added"]);
      expect(await actions(actor, { words: word("second") })).toEqual(["activity.corrected"]);
      expect(await actions(actor, { words: word("hotel") })).toEqual([...both, "emission_source.added"]);
      expect(await actions(actor, { words: [...word("hotel"), ...word("second")] })).toEqual(["activity.corrected"]);
      expect(await actions(actor, { words: word("h%l") })).toEqual([]);
      expect(await actions(actor, { words: word("zzz", ["inventory.opened"]) })).toEqual(["inventory.opened"]);
      const all = await actions(actor);
      expect(await actions(actor, { start: begun, end: today() })).toEqual(all);
      expect(await actions(actor, { end: "2020-01-01" })).toEqual([]);
      expect(await actions(actor, { start: "2199-01-01" })).toEqual([]);
      const filter = {
        person: second.userId,
        source: "api" as const,
        about: recordId,
        start: begun,
        words: word("12"),
      };
      expect(await actions(actor, filter)).toEqual(["activity.corrected"]);
      expect(await actions(actor, { ...filter, source: "page" })).toEqual([]);
      const choices = await inside(actor, (tx) => listTrailChoices(tx, actor.organizationId));
      expect(choices.actions).toEqual([...new Set(all)].sort());
      expect(choices.sources).toEqual(["api", "page"]);
      expect(choices.people.map(({ name }) => name).sort()).toEqual(["Sample Person", "Second Person"]);
    });

    it("pages in both directions without gaps or repetitions", async () => {
      const { actor } = await makeCompany(engine.doors);
      const all = (await list(actor)).map(({ sequence }) => sequence);
      const page = (place: { before?: number } | { after: number }) =>
        inside(actor, async (tx) =>
          (await listTrail(tx, actor.organizationId, NO_TRAIL_FILTER, { ...place, limit: 2 })).map(
            ({ sequence }) => sequence,
          ),
        );
      const down: number[] = [];
      for (let found = await page({}); found.length > 0; found = await page({ before: found.at(-1)! }))
        down.push(...found);
      const up: number[] = [];
      for (let found = await page({ after: 0 }); found.length > 0; found = await page({ after: found.at(-1)! })) {
        up.push(...found);
      }
      expect(down).toEqual(all);
      expect(up).toEqual(all.toReversed());
    });

    it("shows nothing to another tenant, and only workspace entries to another organization", async () => {
      const [a, b] = [await makeCompany(engine.doors), await makeCompany(engine.doors)];
      const foreign = { ...b.actor, organizationId: a.actor.organizationId };
      expect(await list(foreign)).toEqual([]);
      const mentions = await inside(b.actor, (tx) =>
        tx
          .selectFrom("audit_trail_mention")
          .select("sequence")
          .where("mentioned_id", "=", a.actor.organizationId)
          .execute(),
      );
      expect(mentions).toEqual([]);
      const change = {
        action: "invitation.accepted",
        subject: "invitation",
        subjectId: "x",
        after: { role: "viewer" },
      };
      const { organizationId: _, ...everywhere } = a.actor;
      await inside(a.actor, (tx) => recordChange(tx, everywhere, change));
      const other = { ...a.actor, organizationId: randomUUID() };
      expect(await actions(other)).toEqual(["invitation.accepted"]);
      expect((await actions(a.actor))[0]).toBe("invitation.accepted");
      await expect(
        inside(b.actor, (tx) => listRecordEvents(tx, a.actor.organizationId, randomUUID())),
      ).rejects.toMatchObject({ code: "not_found" });
    });

    it("shows workspace entries only to members of the whole workspace", async () => {
      const { actor } = await makeCompany(engine.doors);
      const reviewer = await addColleague(engine.doors, actor, "reviewer");
      const staff = await addColleague(engine.doors, actor, "reviewer", { organizationId: actor.organizationId });
      const consultancy = await makeTenant(engine.doors);
      await engageConsultancy(engine.doors, actor, consultancy, { role: "reviewer" });
      const acting = (await actFor(engine.doors, consultancy, actor))!;
      const { organizationId: _, ...everywhere } = actor;
      const added = await inside(actor, (tx) => addClient(tx, everywhere, BUYER));
      if (!added.ok) throw new Error(added.fault);
      const { clientId } = added;
      const ofWorkspace = { action: "client.added", subject: "client" };
      expect((await list(actor))[0]).toMatchObject({ ...ofWorkspace, subjectId: clientId, organizationId: null });
      expect((await list(reviewer))[0]).toMatchObject(ofWorkspace);
      const own = (await list(actor)).filter(({ organizationId }) => organizationId !== null);
      for (const one of [staff, acting]) {
        expect(await list(one)).toEqual(own);
        for (const filter of [ofWorkspace, { about: clientId }, { words: [{ text: clientId, actions: [] }] }]) {
          expect(await list(one, filter)).toEqual([]);
        }
      }
    });

    it.each(["audit_trail", "audit_trail_mention"])("refuses to edit or remove a row of %s", async (table) => {
      const { actor } = await makeCompany(engine.doors);
      for (const statement of [
        sql`update ${sql.table(table)} set sequence = sequence`,
        sql`delete from ${sql.table(table)}`,
      ]) {
        await expect(inside(actor, (tx) => statement.execute(tx))).rejects.toMatchObject({ code: "42501" });
      }
    });

    it("keeps one chain during concurrent writes and reveals a missing entry in its export", async () => {
      const { actor } = await makeCompany(engine.doors);
      await Promise.all(Array.from({ length: 12 }, () => inside(actor, (tx) => addFacility(tx, actor, PLANT))));
      const lines = await exportOf(actor);
      expect(await checkChain(lines)).toMatchObject({ faults: [], gaps: 0, isWhole: true });
      const without = lines.filter((_, index) => index !== 4);
      expect(await checkChain(without)).toMatchObject({ gaps: 1, isWhole: false });
      const edited = lines.map((line, index) => (index === 4 ? line.replace('"page"', '"api"') : line));
      expect((await checkChain(edited)).faults).toMatchObject([{ sequence: 4, code: "hash_differs" }]);
      const [row] = await list(actor, {}, 1);
      expect(
        createHash("sha256")
          .update(chainText(JSON.parse(lines.at(-1)!)))
          .digest("hex"),
      ).toBe(row!.hash);
    });

    it("shows a record's versions, evidence, deletion and restoration", async () => {
      const { actor } = await makeCompany(engine.doors);
      const second = await addColleague(engine.doors, actor, "reviewer");
      const recordId = randomUUID();
      await save(actor, [add("10", recordId)]);
      await inside(actor, (tx) => submitRecords(tx, actor, [recordId]));
      await inside(second, (tx) => returnRecords(tx, second, [recordId], "which meter?"));
      expect(await actions(actor, { about: recordId })).toEqual([
        "activity.returned",
        "activity.submitted",
        "activity.added",
      ]);
      await performEvidence(actor, recordId);
      await save({ ...actor, source: "api" }, [
        { kind: "correct", recordId, version: 1, entry: { ...entry, quantity: "12" } },
      ]);
      await save(actor, [{ kind: "delete", recordId, version: 2, reason: "twice" }]);
      const deleted = () => inside(actor, (tx) => deletedRecords.rows(tx, { ...actor, now: new Date() }).execute());
      const tombstone = { record_id: recordId, version: 3, entered_quantity: "12", reason: "twice" };
      expect(await deleted()).toMatchObject([tombstone]);
      await save(actor, [{ kind: "restore", recordId, version: 3, entry: { ...entry, quantity: "12" } }]);
      expect(await deleted()).toEqual([]);
      const events = await inside(actor, (tx) => listRecordEvents(tx, actor.organizationId, recordId));
      expect(events.map(({ kind, version, origin }) => [kind, version, origin])).toEqual([
        ["restored", 4, "page"],
        ["deleted", 3, "page"],
        ["corrected", 2, "api"],
        ["detached", null, null],
        ["attached", null, null],
        ["detached", null, null],
        ["attached", null, null],
        ["returned", 1, null],
        ["submitted", 1, null],
        ["added", 1, "page"],
      ]);
      expect(events[2]).toMatchObject({ before: { quantity: "10" }, after: { quantity: "12" } });
    });
  },
  "factor library",
);
