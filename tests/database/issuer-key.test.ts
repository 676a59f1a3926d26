import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { getIdentityId } from "#app/identity/domain.server.ts";
import { revokeIssuerKey, rotateIssuerKey } from "#app/identity/key/change-key.server.ts";
import { type IssuerKey, listIssuerKeys, openIssuerKey } from "#app/identity/key/issuer-key.server.ts";
import { readIssuerKeys } from "#app/identity/key/publish-keys.server.ts";
import { reencryptKeys } from "#app/identity/key/reencrypt-keys.server.ts";
import { type IssuerKeys, openIssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { decodeLogEntry } from "#app/proof/log-entry.ts";
import { verifyReport } from "#app/proof/verify-report.ts";
import { getReport } from "#app/report/report.server.ts";
import { collectEvidence } from "#app/report/verification.server.ts";
import { actAs } from "#db/doors.ts";
import { truetonne } from "#tests/support/command-line.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { issueNow, makeCompany, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { actFor, engageConsultancy } from "#tests/support/sample-engagement.ts";
import { saveHotelNights } from "#tests/support/sample-records.ts";

onEachEngine(
  "the key of an issuer",
  (engine) => {
    let keys: IssuerKeys;
    const dataDir = mkdtempSync(join(tmpdir(), "truetonne-issuer-key-"));
    beforeAll(async () => {
      keys = await openIssuerKeys(dataDir, PUBLIC_URL, "2026-01-01T00:00:00.000Z");
    });
    const inside = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
      engine.doors.withTenant(actor, work);
    const open = (actor: Actor, name: string, by = keys) => inside(actor, (tx) => openIssuerKey(tx, by, actor, name));
    const keysOf = (actor: Actor): Promise<IssuerKey[]> =>
      inside(actor, async (tx) => listIssuerKeys(tx, await getIdentityId(tx)));
    const entryAt = async (index: number) => {
      const { entry } = await engine.doors.withPublic((tx) =>
        tx.selectFrom("log_leaf").select("entry").where("index", "=", index).executeTakeFirstOrThrow(),
      );
      return decodeLogEntry(entry);
    };
    const sign = () => engine.doors.withSystem((tx) => signPendingCheckpoint(tx, keys.log, new Date().toISOString()));
    const evidenceOf = (number: string) =>
      engine.doors.withPublic((tx) => collectEvidence(tx, { keys, publicUrl: PUBLIC_URL }, number, new Date()));
    const judge = async (number: string) => {
      const { credential, tlogProof: proof, keyProof, statusLists, keys: set } = await evidenceOf(number);
      const { verdict, checks } = await verifyReport({
        registered: { credential, proof, keyProof, statusLists },
        keys: await parseKeySet(set),
        now: new Date().toISOString(),
        recompute: null,
        online: true,
      });
      return { verdict, signature: checks.find(({ id }) => id === "signature")?.reason };
    };
    const makeIssuer = async () => {
      const made = await makeCompany(engine.doors);
      await saveHotelNights(engine.doors, made.actor, YEAR, "3");
      return { ...made, runId: await runNow(engine.doors, made.actor, made.inventory) };
    };
    const issue = async (actor: Actor, runId: string) => {
      const issued = await issueNow(engine.doors, keys, actor, { runId });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const { organizationId } = actor;
      const { number } = await inside(actor, (tx) => getReport(tx, organizationId, issued.reportId));
      const { credential } = await evidenceOf(number);
      return { number, issuer: parseReportCredential(credential).facts.issuer };
    };

    it("is created with the first report, and the log has it for each name before it signs", async () => {
      const actor = await makeTenant(engine.doors);
      expect(await keysOf(actor)).toEqual([]);
      const first = await open(actor, "Larch Works");
      const identity = await inside(actor, getIdentityId);
      expect(first.issuer.did).toBe(`${keys.did}:keys:${identity}`);
      expect(await entryAt(first.logIndex)).toEqual({
        type: "issuer_key",
        issuer: first.issuer.did,
        name: "Larch Works",
        key: first.issuer.key.publicKeyMultibase,
        ts: first.issuer.key.since,
      });
      expect(await open(actor, "Larch Works")).toMatchObject({ issuer: first.issuer, logIndex: first.logIndex });
      const renamed = await open(actor, "Larch Works plc");
      expect(renamed.signer.keyId).toBe(first.signer.keyId);
      expect(renamed.logIndex).toBeGreaterThan(first.logIndex);
      expect((await keysOf(actor)).map(({ names }) => names)).toEqual([["Larch Works", "Larch Works plc"]]);
    });

    it("is another one for each issuer, and stays with what it signed when it is replaced", async () => {
      const [one, other] = [await makeIssuer(), await makeIssuer()];
      const first = await issue(one.actor, one.runId);
      expect((await issue(other.actor, other.runId)).issuer.key).not.toEqual(first.issuer.key);
      await inside(one.actor, (tx) => rotateIssuerKey(tx, keys, one.actor));
      await saveHotelNights(engine.doors, one.actor, YEAR, "4");
      const next = await issue(one.actor, await runNow(engine.doors, one.actor, one.inventory));
      expect(next.issuer.key).not.toEqual(first.issuer.key);
      expect(next.issuer.did).toBe(first.issuer.did);
      expect(await judge(first.number)).toEqual({ verdict: "superseded", signature: "signed" });
      expect(await judge(next.number)).toEqual({ verdict: "authentic", signature: "signed" });
      expect((await keysOf(one.actor)).map(({ endedAt }) => endedAt === null)).toEqual([false, true]);
      const published = await engine.doors.withPublic((tx) =>
        readIssuerKeys(tx, first.issuer.did.slice(first.issuer.did.lastIndexOf(":") + 1)),
      );
      expect(published.map(({ validUntil }) => validUntil === null)).toEqual([false, true]);
    });

    it("revoked refuses what it signed since then, and the reports of no one else", async () => {
      const [one, other] = [await makeIssuer(), await makeIssuer()];
      const [first, second] = [await issue(one.actor, one.runId), await issue(other.actor, other.runId)];
      const [key] = await keysOf(one.actor);
      const revoke = (since: string) =>
        inside(one.actor, (tx) => revokeIssuerKey(tx, keys, one.actor, { keyId: key!.keyId, since }));
      await expect(
        inside(other.actor, (tx) =>
          revokeIssuerKey(tx, keys, other.actor, { keyId: key!.keyId, since: "2026-02-01T00:00:00Z" }),
        ),
      ).rejects.toThrow("not_found");
      await revoke("2026-02-01T00:00:00Z");
      await sign();
      expect(await judge(first.number)).toEqual({ verdict: "altered", signature: "signature_wrong" });
      expect(await judge(second.number)).toEqual({ verdict: "authentic", signature: "signed" });
      await expect(revoke("2026-02-01T00:00:00Z")).rejects.toThrow("not_found");
      const kinds = await engine.doors.withPublic((tx) =>
        tx.selectFrom("statement").select("kind").orderBy("log_index", "desc").limit(3).execute(),
      );
      // The new key, the revocation, and the key set with it.
      expect(kinds.map(({ kind }) => kind)).toEqual(["key_set", "issuer_key_revoked", "issuer_key"]);
      await saveHotelNights(engine.doors, one.actor, YEAR, "4");
      const next = await issue(one.actor, await runNow(engine.doors, one.actor, one.inventory));
      expect(await judge(next.number)).toEqual({ verdict: "authentic", signature: "signed" });
      const actions = await inside(one.actor, (tx) =>
        tx.selectFrom("audit_trail").select("action").where("subject", "=", "issuer_key").orderBy("sequence").execute(),
      );
      expect(actions.map(({ action }) => action)).toEqual(["issuer_key.created", "issuer_key.revoked"]);
    });

    it("is that of the consultancy for a report that its person issues, opened in its own workspace", async () => {
      const made = await makeIssuer();
      const consultancy = await makeTenant(engine.doors);
      await engageConsultancy(engine.doors, made.actor, consultancy, { mayIssue: true });
      const acting = (await actFor(engine.doors, consultancy, made.actor))!;
      const { issuer } = await issue(acting, made.runId);
      const identity = await inside(consultancy, getIdentityId);
      expect(issuer.did.endsWith(`:${identity}`)).toBe(true);
      expect(await keysOf(made.actor)).toEqual([]);
      expect(await keysOf(consultancy)).toHaveLength(1);
    });

    it("can be opened neither by another workspace nor by any page", async () => {
      const [one, other] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
      const { signer } = await open(one, "Larch Works");
      const read = (actor: Actor) =>
        inside(actor, (tx) =>
          actAs(tx, "app_log", () =>
            tx.selectFrom("issuer_key_secret").select("sealed").where("key_id", "=", signer.keyId).execute(),
          ),
        );
      expect(await read(one)).toHaveLength(1);
      expect(await read(other)).toEqual([]);
      for (const door of ["withPublic", "withTenant"] as const) {
        const select = sql`select from issuer_key_secret`;
        const attempt =
          door === "withPublic"
            ? engine.doors.withPublic((tx) => select.execute(tx))
            : inside(one, (tx) => select.execute(tx));
        await expect(attempt, door).rejects.toMatchObject({ code: "42501" });
      }
      const steal = inside(other, (tx) =>
        actAs(tx, "app_log", () =>
          tx
            .insertInto("issuer_key_secret")
            .values({ key_id: signer.keyId, workspace_id: one.tenantId, sealed: Buffer.alloc(1), secret_version: 1 })
            .execute(),
        ),
      );
      await expect(steal).rejects.toMatchObject({ code: "42501" });
      // Nor does it hold the key in the clear.
      const [row] = await read(one);
      expect(Buffer.from(row!.sealed).includes(Buffer.from("302e020100300506032b6570", "hex"))).toBe(false);
    });

    it("is replaced and revoked by the operator on the command line, which names the reports that no longer count", async () => {
      const { actor, runId } = await makeIssuer();
      const { number } = await issue(actor, runId);
      await sign();
      const settings = { DATABASE_URL: engine.url, DATA_DIR: dataDir, PUBLIC_URL };
      const act = (...rest: string[]) => truetonne(["keys", ...rest], settings);
      const [first] = await keysOf(actor);
      expect(await act("list", actor.tenantId)).toMatchObject({
        code: 0,
        out: expect.stringContaining(`issuer     ${first!.keyId} from`),
      });
      expect(await act("rotate", "issuer", randomUUID())).toMatchObject({ code: 1 });
      expect(await act("rotate", "issuer", actor.tenantId)).toMatchObject({ code: 0, err: "" });
      expect((await keysOf(actor)).map(({ endedAt }) => endedAt === null)).toEqual([false, true]);
      const revoked = await act("revoke", first!.keyId, "--since", "2026-02-01T00:00:00Z");
      expect(revoked).toMatchObject({ code: 0, err: "" });
      expect(revoked.out).toContain(`no longer counts: ${number}`);
      expect(await act("revoke", first!.keyId)).toMatchObject({ code: 1 });
      expect(await judge(number)).toEqual({ verdict: "altered", signature: "signature_wrong" });
    });

    it("moves to a new secret of the installation, and waits without one", async () => {
      const actor = await makeTenant(engine.doors);
      const { signer } = await open(actor, "Larch Works");
      const fresh = randomBytes(32).toString("base64url");
      const stranger = { ...keys, secrets: [fresh] as const };
      await expect(open(actor, "Larch Works", stranger)).rejects.toThrow("issuer_key_unreadable");
      const both = [fresh, ...keys.secrets] as const;
      expect((await reencryptKeys(engine.doors, both)).renewed).toBeGreaterThan(0);
      expect(await reencryptKeys(engine.doors, both)).toEqual({ renewed: 0, unreadable: 0 });
      expect((await open(actor, "Larch Works", stranger)).signer.keyId).toBe(signer.keyId);
      keys = stranger;
    });
  },
  "some factors",
);
