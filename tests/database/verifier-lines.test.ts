import { sql } from "kysely";
import { expect, it } from "vitest";
import type { VerifierActor } from "#app/assurance/access.server.ts";
import { addFinding, listFindings } from "#app/assurance/finding.server.ts";
import { viewFindings } from "#app/assurance/finding-context.server.ts";
import { findSubject } from "#app/assurance/finding-subject.server.ts";
import { listMarks, markLines } from "#app/assurance/mark.server.ts";
import { readVerifierLines } from "#app/assurance/verifier-lines.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { placeRecords, versionsOfLine } from "#app/runs/record-place.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { engageVerifier, hotelNights } from "#tests/support/sample-assurance.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";

onEachEngine(
  "a verifier's list of lines",
  (engine) => {
    const prepare = async (quantities: readonly string[] = ["3"]) => {
      const company = await makeCompany(engine.doors);
      const { actor, inventory } = company;
      const added = quantities.map((quantity) => hotelNights(quantity));
      const save = (changes: Parameters<typeof saveActivities>[3]) =>
        engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, changes));
      await save(added);
      const calculate = () => runNow(engine.doors, actor, inventory);
      const runId = await calculate();
      const verifier = await engageVerifier(engine.doors, actor, inventory.id);
      return { actor, inventory, verifier, runId, calculate, save, records: added.map(({ recordId }) => recordId) };
    };
    const linesOf = (who: VerifierActor, runId: string) =>
      engine.doors.withVerifier(who, async (_, read) =>
        readVerifierLines(read, who, await getRun(read, who.organizationId, runId)),
      );
    const addOnLine = (who: VerifierActor, runId: string, recordId = "") =>
      engine.doors.withVerifier(who, async (tx, read) => {
        const found = await findSubject(read, who, { kind: "line", typed: "a1", runId, recordId });
        if (!found) throw new Error("no such line");
        return addFinding(tx, who, { ...found, severity: "minor", text: "One.", fileIds: [] });
      });
    const viewsOf = (who: VerifierActor) =>
      engine.doors.withVerifier(who, async (_, read) =>
        viewFindings(read, who, await listFindings(read, who.engagementId), "en"),
      );

    it("has marks as added facts, several at once, each with its newest state", async () => {
      const { verifier, runId } = await prepare();
      const mark = (lineIds: string[], state: "checked" | "withdrawn", note = "") =>
        engine.doors.withVerifier(verifier, (tx) => markLines(tx, verifier, { runId, lineIds, state, note }));
      const marks = () =>
        engine.doors.withVerifier(verifier, async (tx) => [
          ...(await listMarks(tx, verifier.engagementId, runId)).entries(),
        ]);
      await mark(["a1", "a2", "a1"], "checked", "Invoice 12");
      expect((await marks()).map(([id, { note, by }]) => [id, note, by])).toEqual([
        ["a1", "Invoice 12", "Verifier Sample"],
        ["a2", "Invoice 12", "Verifier Sample"],
      ]);
      expect((await linesOf(verifier, runId)).find(({ id }) => id === "a1")!.mark).toMatchObject({
        note: "Invoice 12",
      });
      await mark(["a1", "a2"], "checked");
      await mark(["a2"], "withdrawn");
      await mark(["a2"], "withdrawn");
      await mark(["a3"], "withdrawn");
      expect((await marks()).map(([id, { note }]) => [id, note])).toEqual([["a1", "Invoice 12"]]);
      const numbers = await engine.doors.withVerifier(verifier, (tx) =>
        tx
          .selectFrom("verification_mark")
          .select(["line_id", "number", "state"])
          .orderBy("line_id")
          .orderBy("number")
          .execute(),
      );
      expect(numbers).toEqual([
        { line_id: "a1", number: 1, state: "checked" },
        { line_id: "a2", number: 1, state: "checked" },
        { line_id: "a2", number: 2, state: "withdrawn" },
      ]);
    });

    it("hides marks from the company, and refuses those on another inventory's calculation", async () => {
      const { actor, verifier, runId } = await prepare();
      const other = await prepare();
      const change = { runId, lineIds: ["a1"], state: "checked" as const, note: "" };
      await engine.doors.withVerifier(verifier, (tx) => markLines(tx, verifier, change));
      const { rows } = await engine.doors.withTenant(actor, (tx) => sql`select 1 from verification_mark`.execute(tx));
      expect(rows).toEqual([]);
      await expect(
        engine.doors.withVerifier(verifier, (tx) => markLines(tx, verifier, { ...change, runId: other.runId })),
      ).rejects.toMatchObject({ code: "42501" });
      await expect(
        engine.doors.withTenant(actor, (tx) =>
          sql`insert into verification_mark select * from verification_mark`.execute(tx),
        ),
      ).rejects.toMatchObject({ code: "42501" });
    });

    it("finds the versions behind a line, and the line of a record", async () => {
      const { actor, runId, records } = await prepare(["3", "4"]);
      await engine.doors.withTenant(actor, async (tx) => {
        const { document } = await getRun(tx, actor.organizationId, runId);
        expect(document.activities.map(({ merged }) => merged?.records)).toEqual(["2"]);
        const versions = await versionsOfLine(tx, runId, 0, 10);
        expect(versions).toHaveLength(2);
        expect(await versionsOfLine(tx, runId, 0, 1)).toBeNull();
        expect(await versionsOfLine(tx, runId, 1, 10)).toEqual([]);
        const placed = await placeRecords(tx, runId, [...records, actor.tenantId]);
        expect([...placed.keys()].sort()).toEqual([...records].sort());
        expect([...placed.values()].map(({ line, version }) => [line, version])).toEqual([
          [0, 1],
          [0, 1],
        ]);
        expect(versions!.toSorted()).toEqual([...placed.values()].map(({ versionId }) => versionId).sort());
      });
    });

    it("binds a finding to its record, which stays the same when line numbers move", async () => {
      const { verifier, runId, calculate, save, records } = await prepare();
      await addOnLine(verifier, runId);
      expect(await viewsOf(verifier)).toMatchObject([{ calculation: { id: runId, isNewest: true }, fate: null }]);
      // An earlier record takes the number of the line.
      const earlier = hotelNights("9");
      await save([{ ...earlier, entry: { ...earlier.entry, period: "2025-01" } }]);
      const second = await calculate();
      expect(await viewsOf(verifier)).toMatchObject([
        {
          subject: { id: "a1", name: "Hotel nights" },
          calculation: { id: runId, isNewest: false },
          newest: { id: second },
          fate: { unchanged: 1, corrected: 0, gone: 0, recordId: records[0] },
        },
      ]);
      const [line] = await engine.doors.withVerifier(verifier, async (_, read) => [
        ...(await placeRecords(read, second, records)).values(),
      ]);
      expect(line!.line).toBe(1);
      expect((await linesOf(verifier, second)).every(({ findings }) => findings.length === 0)).toBe(true);
      expect((await linesOf(verifier, runId)).map(({ findings }) => findings)).toEqual([[1]]);
    });

    it("shows that the record of a finding was corrected, and that it is no longer included", async () => {
      const { verifier, runId, calculate, save, records } = await prepare();
      await addOnLine(verifier, runId);
      const entry = { ...hotelNights("5").entry };
      await save([{ kind: "correct", recordId: records[0]!, version: 1, entry }]);
      await calculate();
      expect(await viewsOf(verifier)).toMatchObject([{ fate: { corrected: 1, version: 2, unchanged: 0 } }]);
      await save([
        { kind: "delete", recordId: records[0]!, version: 2, reason: "Wrong." },
        { ...hotelNights("1"), entry: { ...hotelNights("1").entry, period: "2025-02" } },
      ]);
      await calculate();
      expect(await viewsOf(verifier)).toMatchObject([{ fate: { gone: 1, version: null, recordId: null } }]);
    });

    it("binds a finding on a sum to all its records, or to the chosen one", async () => {
      const { verifier, runId, calculate, save, records } = await prepare(["3", "4", "6"]);
      await addOnLine(verifier, runId);
      await addOnLine(verifier, runId, records[1]);
      const stored = await engine.doors.withVerifier(verifier, (tx) => listFindings(tx, verifier.engagementId));
      expect(stored.map(({ on }) => [on.runId, on.versionId === null])).toEqual([
        [runId, true],
        [runId, false],
      ]);
      await save([{ kind: "correct", recordId: records[1]!, version: 1, entry: hotelNights("5").entry }]);
      await calculate();
      expect(await viewsOf(verifier)).toMatchObject([
        { fate: { unchanged: 2, corrected: 1, gone: 0, version: null } },
        { fate: { unchanged: 0, corrected: 1, gone: 0, version: 2 } },
      ]);
    });

    it("is enforced by the database: a finding names a calculation and a record of its inventory", async () => {
      const { verifier, runId } = await prepare();
      const other = await prepare();
      const add = (run: string | null, version: string | null) =>
        engine.doors.withVerifier(verifier, (tx) =>
          addFinding(tx, verifier, {
            subject: { kind: "line", id: "a1" },
            on: { runId: run, versionId: version },
            severity: "minor",
            text: "One.",
            fileIds: [],
          }),
        );
      await expect(add(null, null)).rejects.toMatchObject({ code: "23514" });
      await expect(add(other.runId, null)).rejects.toMatchObject({ code: "42501" });
      const foreign = await engine.doors.withTenant(other.actor, (tx) => versionsOfLine(tx, other.runId, 0, 1));
      await expect(add(runId, foreign![0]!)).rejects.toMatchObject({ code: "42501" });
      await expect(addOnLine(verifier, other.runId)).rejects.toMatchObject({ code: "not_found" });
    });
  },
  "factor library",
);
