import { tmpdir } from "node:os";
import { type Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { openFolderStore } from "#app/files/folder-store.server.ts";
import { appendStatement, checkLog, signPendingCheckpoint } from "#app/log/log.server.ts";
import { checkEverything } from "#app/ops/fsck.server.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { readStatusList, STATUS_LIST_LENGTH } from "#app/proof/status-list.ts";
import { verifyReport } from "#app/proof/verify-report.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReport } from "#app/report/report.server.ts";
import { setValidityMonths } from "#app/report/report-validity.server.ts";
import { collectEvidence, makeStatusList } from "#app/report/verification.server.ts";
import { openDoors, type PublicTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { asOwner, editFacts } from "#tests/support/owner.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

/** One full tile, and some entries after it. */
const ENTRIES = 260;

onEachEngine(
  "frequent reads",
  (engine) => {
    const keys = makeKeys();
    const publicly = <T>(work: (tx: PublicTx) => Promise<T>) => engine.doors.withPublic(work);
    const start = () => engine.doors.withSystem((tx) => checkLog(tx));
    const owned = async (work: (db: Kysely<unknown>) => Promise<unknown>) => {
      await engine.doors.close();
      await asOwner(engine.ownerUrl, work);
      engine.doors = await openDoors(engine.url);
    };
    const faults = async () => (await checkEverything(engine.doors, await keys, openFolderStore(tmpdir()))).faults;

    it("checks the log at start by its newest leaves and the hashes of full tiles, and leaves the rest to fsck", async () => {
      const { origin, did, log } = await keys;
      await engine.doors.withSystem(async (tx) => {
        for (let at = 0; at < ENTRIES; at += 1) {
          const hash = at.toString(16).padStart(64, "0");
          const statement = { type: "key_set", id: did, h_keys: hash, ts: "2026-02-01T00:00:00Z" } as const;
          await appendStatement(tx, origin, { statement, facts: { hash } });
        }
      });
      await engine.doors.withSystem((tx) => signPendingCheckpoint(tx, log, "2026-02-01T00:00:01Z"));
      await expect(start()).resolves.toBeUndefined();
      const flip = (table: string, column: string, where: string) => (db: Kysely<unknown>) =>
        editFacts(
          db,
          table,
          sql.raw(`update ${table} set ${column} = set_byte(${column}, 3, get_byte(${column}, 3) # 1) where ${where}`),
        );
      const size = (by: number) => (db: Kysely<unknown>) => sql`update log_head set size = size + ${by}`.execute(db);
      const deep = flip("log_leaf", "leaf_hash", "index = 3");
      const faulty = [
        { make: flip("log_leaf", "leaf_hash", "index = 257"), said: "what is stored gives" },
        { make: flip("log_tile", "root", "index = 0"), said: "what is stored gives" },
        { make: flip("log_checkpoint", "root", `size = ${ENTRIES}`), said: "does not match its checkpoint" },
        { make: size(1), mend: size(-1), said: "does not match its checkpoint" },
        { make: size(-1), mend: size(1), said: "does not match its checkpoint" },
      ];
      let mend = async (_: Kysely<unknown>): Promise<unknown> => undefined;
      for (const fault of faulty) {
        await owned(async (db) => [await mend(db), await fault.make(db)]);
        await expect(start()).rejects.toThrow(fault.said);
        mend = fault.mend ?? fault.make;
      }
      await owned(async (db) => [await mend(db), await deep(db)]);
      await expect(start()).resolves.toBeUndefined();
      expect(await faults()).toContainEqual({ row: "log_leaf 3", fault: "entry and leaf_hash differ" });
      await owned(deep);
      expect(await faults()).toEqual([]);
    });

    it("starts a second status list when the first is full, and finds each report in its own list", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, (tx) => setValidityMonths(tx, actor, 12));
      await owned((db) => sql`select setval('status_index_series', ${STATUS_LIST_LENGTH - 2})`.execute(db));
      const issue = async (nights: string) => {
        await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights(nights)]));
        const issued = await issueNow(engine.doors, await keys, actor, {
          runId: await runNow(engine.doors, actor, inventory),
        });
        if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
        return engine.doors.withTenant(actor, (tx) => getReport(tx, actor.organizationId, issued.reportId));
      };
      const list = async (at: number) =>
        publicly(async (tx) =>
          makeStatusList(tx, { keys: await keys, publicUrl: PUBLIC_URL }, { name: "superseded", list: at }, new Date()),
        );
      const last = await issue("1");
      await expect(list(2)).rejects.toMatchObject({ code: "not_found" });
      const first = await issue("2");
      await issue("3");
      const isReplaced = async (number: string) => {
        const evidence = await publicly(async (tx) =>
          collectEvidence(tx, { keys: await keys, publicUrl: PUBLIC_URL }, number, new Date()),
        );
        const { checks } = await verifyReport({
          registered: {
            credential: evidence.credential,
            proof: evidence.tlogProof,
            keyProof: evidence.keyProof,
            statusLists: evidence.statusLists,
          },
          keys: await parseKeySet(evidence.keys),
          now: new Date().toISOString(),
          recompute: null,
          online: true,
        });
        const { status } = parseReportCredential(evidence.credential).facts;
        return { said: checks.find(({ id }) => id === "status")?.reason, place: status.at(-1)! };
      };
      const message = "message" as const;
      expect(await isReplaced(last.number)).toEqual({
        said: "status_superseded",
        place: { purpose: message, list: `${PUBLIC_URL}/status/superseded`, index: STATUS_LIST_LENGTH - 1 },
      });
      const second = { purpose: message, list: `${PUBLIC_URL}/status/superseded/2`, index: 0 };
      expect(await isReplaced(first.number)).toEqual({ said: "status_superseded", place: second });
      const { did, published } = await keys;
      const context = { keys: published, now: new Date().toISOString() };
      const at = (text: string, place: { list: string; index: number }) =>
        readStatusList(text, { purpose: message, issuerDid: did, ...place }, context);
      expect(await at(await list(2), second)).toMatchObject({ isSet: true });
      expect(await at(await list(2), { ...second, index: 1 })).toMatchObject({ isSet: false });
      expect(await at(await list(1), { list: `${PUBLIC_URL}/status/superseded`, index: 0 })).toMatchObject({
        isSet: false,
      });
      await expect(list(3)).rejects.toMatchObject({ code: "not_found" });
      expect(await faults()).toEqual([]);
    });
  },
  "some factors",
);
