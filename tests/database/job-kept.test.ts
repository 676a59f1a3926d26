import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { doAuthorised } from "#app/background/authorise.server.ts";
import { settleDeath } from "#app/background/settle-death.server.ts";
import { MOST_TRIES, settleFailure } from "#app/background/settle-failure.server.ts";
import { stopJob } from "#app/background/stop-job.server.ts";
import { askForExport, performTenantExport, readExports } from "#app/custody/tenant-export.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { addDomain, askForCheck, listDomains } from "#app/identity/domain.server.ts";
import { performDomainCheck } from "#app/identity/domain-check.server.ts";
import type { JobKind, JobPayload } from "#app/jobs/queue.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { performCommit, startCommit } from "#app/records/import/commit-import.server.ts";
import { importAtOnce } from "#app/records/import/import-at-once.server.ts";
import { performCheck, startCheck } from "#app/records/import/import-check.server.ts";
import { getDraft } from "#app/records/import/import-draft.server.ts";
import { sweepDraft } from "#app/records/import/remove-draft.server.ts";
import { takeImportFile } from "#app/records/import/take-import-file.server.ts";
import { issueReport } from "#app/report/report.server.ts";
import { performIssue } from "#app/report/report-publication.server.ts";
import { startRun } from "#app/runs/calculation.server.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { incoming, makeImportRoom } from "#tests/support/import-file.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

const ROW = "facility,source,period,quantity,unit\r\nPlant A,Electricity,2025-01,12.5,kWh\r\n";
const OTHER_ROW = "Plant A,Electricity,2025-02,13,kWh\r\n";

interface Work {
  /** The author of the job. The tenant has another owner. */
  actor: Actor;
  payload: JobPayload;
  perform: (doors: Doors) => Promise<void>;
  /** Whether the result of the job exists. */
  isKept: (tx: TenantTx) => Promise<boolean>;
}

type Door = "withTenant" | "withTenantSnapshot" | "withSystem";

/** Doors that call `look` after each committed transaction. */
function afterCommits(doors: Doors, look: () => Promise<void>): Doors {
  const after = <D extends Door>(name: D): Doors[D] =>
    (async (...given: unknown[]) => {
      const result = await (doors[name] as (...all: unknown[]) => Promise<unknown>)(...given);
      await look();
      return result;
    }) as Doors[D];
  return {
    ...doors,
    withTenant: after("withTenant"),
    withTenantSnapshot: after("withTenantSnapshot"),
    withSystem: after("withSystem"),
  };
}

const lose = async (): Promise<never> => {
  throw new Error("lost");
};

onEachEngine(
  "a job whose work is committed",
  (engine) => {
    const room = makeImportRoom();
    const keys = makeKeys();
    const inTenant = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const stateOf = ({ actor, payload }: Pick<Work, "actor" | "payload">) =>
      inTenant(actor, (tx) =>
        tx.selectFrom("job").select(["state", "failure"]).where("id", "=", payload.jobId).executeTakeFirstOrThrow(),
      );
    const toPayload = ({ tenantId, userId }: Actor, jobId: string): JobPayload => ({ tenantId, userId, jobId });
    /** A member who can lose the permission, in a tenant that keeps its owner. */
    const makeAsker = async () => {
      const { actor: owner, inventory } = await makeCompany(engine.doors);
      return { actor: await addColleague(engine.doors, owner, "admin"), inventory };
    };
    const takeFile = async (content = ROW) => {
      const { actor, inventory } = await makeAsker();
      const taken = await takeImportFile(engine.doors, actor, room, {
        file: incoming(content),
        inventoryId: inventory.id,
      });
      if (!taken.ok) throw new Error(taken.failure.code);
      return { actor, draftId: taken.draftId, inventoryId: inventory.id };
    };
    const draftIs = (actor: Actor, draftId: string, state: string) => async (tx: TenantTx) =>
      (await getDraft(tx, actor.organizationId, draftId)).state === state;
    const checkFile = async (content = ROW) => {
      const { actor, draftId, inventoryId } = await takeFile(content);
      const payload = toPayload(actor, await inTenant(actor, (tx) => startCheck(tx, actor, draftId)));
      const perform = (doors: Doors) => performCheck(doors, room, payload);
      return { actor, draftId, inventoryId, payload, perform };
    };
    const commitFile = async (content = ROW) => {
      const { actor, draftId, inventoryId, perform: check } = await checkFile(content);
      await check(engine.doors);
      await inTenant(actor, (tx) => startCommit(tx, actor, draftId));
      const { jobId } = await inTenant(actor, (tx) => getDraft(tx, actor.organizationId, draftId));
      const payload = toPayload(actor, jobId!);
      return { actor, draftId, inventoryId, payload, perform: (doors: Doors) => performCommit(doors, payload) };
    };
    const jobOf = async (actor: Actor, kind: JobKind) =>
      (
        await inTenant(actor, (tx) =>
          tx.selectFrom("job").select("id").where("kind", "=", kind).executeTakeFirstOrThrow(),
        )
      ).id;

    const KINDS: Record<JobKind, () => Promise<Work>> = {
      "calculate-run": async () => {
        const { actor, inventory } = await makeAsker();
        const payload = toPayload(actor, await inTenant(actor, (tx) => startRun(tx, actor, inventory.id)));
        const isKept = async (tx: TenantTx) =>
          (await tx.selectFrom("calculation_run").select("id").where("id", "=", payload.jobId).execute()).length > 0;
        return { actor, payload, perform: (doors) => performRun(doors, payload), isKept };
      },
      "render-report": async () => {
        const { actor, inventory } = await makeAsker();
        await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
        const runId = await runNow(engine.doors, actor, inventory);
        const opened = await keys;
        const issuer = { publicUrl: PUBLIC_URL, logOrigin: opened.origin };
        const request = { runId, locales: ["en" as const], now: "2026-03-01T08:00:00.000Z" };
        const issued = await inTenant(actor, (tx) => issueReport(tx, actor, issuer, request));
        if (!issued.ok) throw new Error(JSON.stringify(issued));
        const payload = toPayload(actor, issued.jobId);
        const perform = (doors: Doors) =>
          performIssue(doors, { keys: opened, publicUrl: PUBLIC_URL }, payload, async ({ facts }) =>
            Buffer.from(`file of ${facts.number}`),
          );
        const isKept = async (tx: TenantTx) =>
          (
            await tx
              .selectFrom("published_report as p")
              .innerJoin("report as r", "r.number", "p.number")
              .select("r.id")
              .where("r.id", "=", issued.reportId)
              .execute()
          ).length > 0;
        return { actor, payload, perform, isKept };
      },
      "check-import": async () => {
        const { actor, draftId, payload, perform } = await checkFile();
        return { actor, payload, perform, isKept: draftIs(actor, draftId, "checked") };
      },
      "commit-import": async () => {
        const { actor, payload, perform } = await commitFile();
        const isKept = async (tx: TenantTx) =>
          (await tx.selectFrom("activity_record").select("id").execute()).length > 0;
        return { actor, payload, perform, isKept };
      },
      "sweep-import": async () => {
        const { actor, draftId } = await takeFile();
        const payload = toPayload(actor, await jobOf(actor, "sweep-import"));
        const isKept = async (tx: TenantTx) =>
          (await tx.selectFrom("import_draft").select("id").where("id", "=", draftId).execute()).length === 0;
        return { actor, payload, perform: (doors) => sweepDraft(doors, room, payload), isKept };
      },
      "export-tenant": async () => {
        const { actor } = await makeAsker();
        await inTenant(actor, (tx) => askForExport(tx, actor));
        const payload = toPayload(actor, await jobOf(actor, "export-tenant"));
        const isKept = async (tx: TenantTx) => (await readExports(tx)).ready !== null;
        return { actor, payload, perform: (doors) => performTenantExport(doors, room, payload), isKept };
      },
      "check-domain": async () => {
        const { actor } = await makeAsker();
        await inTenant(actor, (tx) => addDomain(tx, actor, "larch.example"));
        const { id } = (await inTenant(actor, (tx) => listDomains(tx, new Date())))[0]!;
        await inTenant(actor, (tx) => askForCheck(tx, actor, id));
        const payload = toPayload(actor, await jobOf(actor, "check-domain"));
        const isKept = async (tx: TenantTx) =>
          (await tx.selectFrom("domain_check").select("number").execute()).length === 1;
        // Nothing listens there, so each check ends at once.
        const network = { dnsServers: ["127.0.0.1:9"], standIn: "http://127.0.0.1:9" };
        return { actor, payload, perform: (doors) => performDomainCheck(doors, network, payload), isKept };
      },
    };
    const kinds = Object.keys(KINDS) as JobKind[];

    /**
     * Performs a job and triggers something after one of its transactions is committed.
     *
     * @param at index of the transaction, counted from the first one that sees the job's result; null for the very
     * first transaction
     * @returns null if there is no such transaction
     */
    async function interrupt(kind: JobKind, at: number | null, happen: (work: Work) => Promise<void>) {
      const work = await KINDS[kind]();
      let [count, from] = [-1, at === null ? 0 : null];
      let isOver = false;
      const look = async () => {
        if (isOver) return;
        count += 1;
        if (from === null && (await inTenant(work.actor, work.isKept))) from = count;
        if (from === null || count - from !== (at ?? 0)) return;
        isOver = true;
        await happen(work);
      };
      const done = doAuthorised(afterCommits(engine.doors, look), kind, work.payload, work.perform);
      await done.catch((error: Error) => {
        if (error.message !== "lost") throw error;
      });
      return isOver ? work : null;
    }

    /** Repeats a job as the queue does on redelivery, and as a lapsed plan stops it. */
    async function deliverAgain(kind: JobKind, work: Work) {
      await doAuthorised(engine.doors, kind, work.payload, work.perform);
      await inTenant(work.actor, (tx) => stopJob(tx, kind, work.payload.jobId, "plan_lapsed"));
    }

    const ENDINGS: [string, (kind: JobKind, work: Work) => Promise<void>][] = [
      [
        "an error on its last try",
        async (kind, { payload }) => {
          const last = { kind, payload, retryCount: MOST_TRIES };
          await settleFailure(engine.doors, { send: async () => null }, last, new Error("lost"));
        },
      ],
      [
        "the death of two processes",
        async (kind, { payload }) => {
          while (await settleDeath(engine.doors, kind, payload));
        },
      ],
    ];
    const DONE = { state: "done", failure: null };

    for (const kind of kinds) {
      it.each(ENDINGS)(`stays done after %s, and fails if it happens before: ${kind}`, async (_, end) => {
        const early = (await interrupt(kind, null, lose))!;
        await end(kind, early);
        expect(await stateOf(early)).toMatchObject({ state: "failed" });
        for (let at = 0; ; at += 1) {
          const work = await interrupt(kind, at, lose);
          expect(work !== null || at > 0).toBe(true);
          if (!work) break;
          await end(kind, work);
          expect([at, await stateOf(work)]).toEqual([at, DONE]);
          await deliverAgain(kind, work);
          expect([at, await stateOf(work), await inTenant(work.actor, work.isKept)]).toEqual([at, DONE, true]);
        }
      });

      it(`stays done if its author loses permission afterwards: ${kind}`, async () => {
        const demote = ({ actor }: Work) =>
          inTenant(actor, async (tx) => {
            await tx.updateTable("membership").set({ role: "viewer" }).where("user_id", "=", actor.userId).execute();
          });
        for (let at = 0; ; at += 1) {
          const work = await interrupt(kind, at, demote);
          expect(work !== null || at > 0).toBe(true);
          if (!work) break;
          expect([at, await stateOf(work)]).toEqual([at, DONE]);
          await deliverAgain(kind, work);
          expect([at, await stateOf(work)]).toEqual([at, DONE]);
        }
      });
    }

    it("cleans up after an interrupted attempt: the file of a draft, the rows of an import", async () => {
      const sweep = (await interrupt("sweep-import", 0, lose))!;
      const removed = await inTenant(sweep.actor, (tx) =>
        tx
          .selectFrom("audit_trail")
          .select(["subject_id", "before"])
          .where("action", "=", "import_draft.removed")
          .executeTakeFirstOrThrow(),
      );
      const { sha256 } = removed.before as { sha256: string };
      const key = evidenceKey(sweep.actor.tenantId, sha256, removed.subject_id);
      expect(await room.store.head(key)).not.toBeNull();
      await sweep.perform(engine.doors);
      expect(await room.store.head(key)).toBeNull();

      const commit = (await interrupt("commit-import", 0, lose))!;
      const waiting = () => inTenant(commit.actor, (tx) => tx.selectFrom("import_row").select("number").execute());
      expect(await waiting()).not.toEqual([]);
      await commit.perform(engine.doors);
      expect(await waiting()).toEqual([]);
    });

    it.each(ENDINGS)("leaves an import that was returned to a person unchanged: %s after it", async (_, end) => {
      const { actor, draftId, inventoryId, payload, perform } = await commitFile(`${ROW}${OTHER_ROW}`);
      await importAtOnce(engine.doors, actor, room, { file: incoming(ROW, "same.csv"), inventoryId });
      const draft = () => inTenant(actor, (tx) => getDraft(tx, actor.organizationId, draftId));
      const records = () => inTenant(actor, (tx) => tx.selectFrom("activity_record").select("id").execute());
      const isSentBack = async () => (await draft()).failure?.code === "moved_since";
      const loseOnceSentBack = async () => {
        if (await isSentBack()) await lose();
      };
      const asLeft = async () => [(await draft()).state, await isSentBack(), (await records()).length];
      const sentBack = ["checked", true, 1];

      await expect(perform(afterCommits(engine.doors, loseOnceSentBack))).rejects.toThrow("lost");
      expect(await asLeft()).toEqual(sentBack);
      await perform(engine.doors);
      expect(await asLeft()).toEqual(sentBack);
      await end("commit-import", { actor, payload, perform, isKept: isSentBack });
      expect(await stateOf({ actor, payload })).toEqual(DONE);
      await deliverAgain("commit-import", { actor, payload, perform, isKept: isSentBack });
      expect([await stateOf({ actor, payload }), await asLeft()]).toEqual([DONE, sentBack]);
    });
  },
  "factor library",
);
