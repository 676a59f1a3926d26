import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, expect, it } from "vitest";
import { keepLog } from "#app/background/log-keeping.server.ts";
import { decodeMultikey } from "#app/encoding/multikey.ts";
import { revokeIssuerKey } from "#app/identity/key/change-key.server.ts";
import { stateChecker } from "#app/log/checker.server.ts";
import { type IssuerKeys, listKeys, openIssuerKeys, revokeKey, rotateKey } from "#app/log/keys/issuer-keys.server.ts";
import { readKeySet, stateKeySet } from "#app/log/keys/key-set.server.ts";
import {
  appendStatement,
  checkLog,
  latestCheckpoint,
  proveStatement,
  readCheckpoint,
  signPendingCheckpoint,
} from "#app/log/log.server.ts";
import { readWitnesses } from "#app/log/log-cosignature.server.ts";
import { findSizeBefore } from "#app/log/log-listing.server.ts";
import { parseCheckpoint } from "#app/proof/checkpoint.ts";
import { readCosignatures } from "#app/proof/cosignature.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { keyIdOf } from "#app/proof/jwks.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { decodeLogEntry } from "#app/proof/log-entry.ts";
import { parseTlogProof } from "#app/proof/tlog-proof.ts";
import { type Verification, verifyReport } from "#app/proof/verify-report.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReport } from "#app/report/report.server.ts";
import { collectEvidence } from "#app/report/verification.server.ts";
import type { PublicTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { type SampleWitness, startWitness } from "#tests/support/sample-witness.ts";

const FIRST = "2026-01-01T00:00:00.000Z";

onEachEngine(
  "the log and its keys",
  (engine) => {
    const dataDir = mkdtempSync(join(tmpdir(), "truetonne-log-"));
    const open = (): Promise<IssuerKeys> => openIssuerKeys(dataDir, PUBLIC_URL, FIRST);
    const witnesses: SampleWitness[] = [];
    afterEach(async () => {
      await Promise.all(witnesses.splice(0).map((witness) => witness.close()));
    });
    const publicly = <T>(work: (tx: PublicTx) => Promise<T>) => engine.doors.withPublic(work);
    const sign = (keys: IssuerKeys) =>
      engine.doors.withSystem((tx) => signPendingCheckpoint(tx, keys.log, new Date().toISOString()));
    const append = (keys: IssuerKeys, digit: string) =>
      engine.doors.withSystem((tx) =>
        appendStatement(tx, keys.origin, {
          statement: { type: "key_set", id: keys.did, h_keys: digit.repeat(64), ts: "2026-02-01T00:00:00Z" },
          facts: { hash: digit.repeat(64) },
        }),
      );
    const state = (keys: IssuerKeys) =>
      engine.doors.withSystem((tx) => stateKeySet(tx, keys, new Date().toISOString()));

    let company: Awaited<ReturnType<typeof makeCompany>>;
    let nights = 1;
    /** Issues a version of the year's report with these keys. @returns its number */
    async function issue(keys: IssuerKeys): Promise<string> {
      company ??= await makeCompany(engine.doors);
      const { actor, inventory } = company;
      nights += 1;
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights(String(nights))]));
      const issued = await issueNow(engine.doors, keys, actor, { runId: await runNow(engine.doors, actor, inventory) });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      return (await engine.doors.withTenant(actor, (tx) => getReport(tx, actor.organizationId, issued.reportId)))
        .number;
    }

    /** The result for a reader with this evidence and these published keys. */
    async function verify(number: string, keys: IssuerKeys): Promise<Verification> {
      const evidence = await publicly((tx) => collectEvidence(tx, { keys, publicUrl: PUBLIC_URL }, number, new Date()));
      return verifyReport({
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
    }
    const outcomes = ({ checks }: Verification) => Object.fromEntries(checks.map(({ id, reason }) => [id, reason]));

    it("keeps a retired key published with its period: its signatures stay valid, and new reports use the new key", async () => {
      const before = await open();
      const old = await issue(before);
      await rotateKey(dataDir, "credential", new Date().toISOString());
      await rotateKey(dataDir, "log", new Date().toISOString());
      const after = await open();
      expect(after.credential.keyId).not.toBe(before.credential.keyId);
      expect(after.published).toHaveLength(4);
      await state(after);
      await sign(after);
      const fresh = await issue(after);
      for (const number of [old, fresh]) {
        expect(outcomes(await verify(number, after))).toMatchObject({ signature: "signed", log: "logged" });
      }
      const { note } = (await publicly(latestCheckpoint))!;
      const { noteVerifiers } = await parseKeySet(await publicly((tx) => readKeySet(tx, after)));
      expect(noteVerifiers).toHaveLength(2);
      expect(parseCheckpoint(note).size).toBeGreaterThan(2);
      // The private halves of retired keys are deleted, so they can't sign any more.
      expect(listKeys(dataDir).filter(({ validUntil }) => validUntil !== null)).toHaveLength(2);
    });

    it("records each key change as a leaf, once", async () => {
      const keys = await open();
      const read = () =>
        publicly((tx) =>
          tx.selectFrom("statement").selectAll().where("kind", "=", "key_set").orderBy("log_index").execute(),
        );
      const before = await read();
      await state(keys);
      expect(await read()).toHaveLength(before.length);
      await rotateKey(dataDir, "credential", new Date().toISOString());
      await state(await open());
      const after = await read();
      expect(after).toHaveLength(before.length + 1);
      const leaf = await publicly((tx) =>
        tx
          .selectFrom("log_leaf")
          .select("entry")
          .where("index", "=", after.at(-1)!.log_index)
          .executeTakeFirstOrThrow(),
      );
      expect(decodeLogEntry(leaf.entry)).toMatchObject({
        type: "key_set",
        h_keys: (after.at(-1)!.facts as { hash: string }).hash,
      });
    });

    it("records each checker as a leaf, once, even if two servers start with it or an older one is served again", async () => {
      const { origin } = await open();
      const serve = (digit: string) =>
        engine.doors.withSystem((tx) =>
          stateChecker(tx, { origin, now: FIRST, file: { sha256: digit.repeat(64), bytes: 1 } }),
        );
      await Promise.all([serve("a"), serve("a")]);
      await serve("b");
      await serve("a");
      await engine.doors.withSystem((tx) => stateChecker(tx, { origin, now: FIRST, file: null }));
      const leaves = await publicly((tx) =>
        tx
          .selectFrom("statement")
          .innerJoin("log_leaf", "log_leaf.index", "statement.log_index")
          .select(["log_leaf.entry", "statement.said", "statement.salt"])
          .where("kind", "=", "checker")
          .orderBy("log_index")
          .execute(),
      );
      expect(leaves.map(({ entry, said, salt }) => ({ said, salt, entry: decodeLogEntry(entry) }))).toEqual(
        ["a", "b"].map((digit) => ({
          said: null,
          salt: null,
          entry: { type: "checker", h_file: digit.repeat(64), ts: FIRST },
        })),
      );
    });

    it("rejects backdated signatures of a revoked issuer key, and proofs of a revoked log key", async () => {
      const keys = await open();
      const number = await issue(keys);
      const read = (by: IssuerKeys) =>
        publicly((tx) => collectEvidence(tx, { keys: by, publicUrl: PUBLIC_URL }, number, new Date()));
      const { tlogProof: proof, keyProof } = await read(keys);
      const size = await publicly((tx) => findSizeBefore(tx, "2100-01-01T00:00:00Z"));
      const now = new Date().toISOString();
      await revokeKey(dataDir, keys.log.keyId, { since: now, size, now });
      const after = await open();
      await state(after);
      await sign(after);
      expect(outcomes(await verify(number, after))).toMatchObject({ signature: "signed", log: "logged" });
      const evidence = await read(after);
      const judge = (proofs: { proof: string | null; keyProof: string | null }) =>
        parseKeySet(evidence.keys).then((set) =>
          verifyReport({
            registered: { credential: evidence.credential, statusLists: [], ...proofs },
            keys: set,
            now,
            recompute: null,
            online: true,
          }),
        );
      const old = await judge({ proof, keyProof });
      expect(outcomes(old)).toMatchObject({ signature: "key_proof_outdated", log: "log_key_revoked" });
      expect(old.verdict).toBe("cannot_tell");
      const { actor } = company;
      const keyId = await keyIdOf(
        decodeMultikey(parseReportCredential(evidence.credential).facts.issuer.key.publicKeyMultibase),
      );
      await engine.doors.withTenant(actor, (tx) =>
        revokeIssuerKey(tx, after, actor, { keyId, since: "2026-02-01T00:00:00.000Z" }),
      );
      await sign(after);
      expect(outcomes(await verify(number, after))).toMatchObject({ signature: "signature_wrong", log: "logged" });
      const next = await issue(after);
      expect(outcomes(await verify(next, after))).toMatchObject({ signature: "signed", log: "logged" });
    });

    it("is cosigned by witnesses, whose verified lines appear below the checkpoint and in every proof", async () => {
      const keys = await open();
      const logKeys = async () => (await parseKeySet(await publicly((tx) => readKeySet(tx, keys)))).noteVerifiers;
      witnesses.push(
        await startWitness("witness.example/one", logKeys),
        await startWitness("witness.example/two", logKeys),
      );
      const [one, two] = witnesses as [SampleWitness, SampleWitness];
      const file = join(dataDir, "witnesses.txt");
      writeFileSync(file, `# who signs with us\n${one.vkey} ${one.url}/\n\n${two.vkey} ${two.url} # the other\n`);
      const watched = { ...keys, witnesses: await readWitnesses(file) };
      two.answerInstead = { status: 503, body: "" };
      await append(keys, "a");
      const keep = () => keepLog(engine.doors, watched, new Date().toISOString());
      expect((await keep()).map(({ outcome }) => outcome)).toEqual(["cosigned", "unavailable"]);
      two.answerInstead = null;
      expect(await keep()).toMatchObject([{ witness: two.name, outcome: "cosigned" }]);
      expect(await keep()).toEqual([]);
      await append(keys, "b");
      await keep();
      expect(one.statuses).toEqual([200, 200]);
      const verifiers = watched.witnesses.map(({ verifier }) => verifier);
      const served = await publicly((tx) => readCheckpoint(tx, keys.log));
      expect(await readCosignatures(served, verifiers)).toMatchObject([
        { witness: one.name, at: "2026-01-01T00:00:00.000Z" },
        { witness: two.name },
      ]);
      const proof = parseTlogProof(await publicly((tx) => proveStatement(tx, 0)));
      expect(await readCosignatures(proof.checkpoint, verifiers)).toHaveLength(2);
      await state(watched);
      const number = await issue(watched);
      await keep();
      const log = (await verify(number, watched)).checks.find(({ id }) => id === "log");
      expect(log?.facts.witnesses).toBe(`${one.name} 2026-01-01T00:00:00.000Z\n${two.name} 2026-01-01T00:00:00.000Z`);
    });

    it("stores only valid signatures of the witness, and distinguishes a refusal from no response", async () => {
      const keys = await open();
      const logKeys = async () => (await parseKeySet(await publicly((tx) => readKeySet(tx, keys)))).noteVerifiers;
      const [forger, stubborn, away, stranger] = await Promise.all(
        ["forger", "stubborn", "away", "stranger"].map((name) => startWitness(`witness.example/${name}`, logKeys)),
      );
      witnesses.push(forger!, stubborn!, away!, stranger!);
      forger!.answerInstead = { status: 200, body: `— ${forger!.name} ${Buffer.alloc(76, 1).toString("base64")}\n` };
      stubborn!.answerInstead = { status: 409, body: "900000\n" };
      away!.answerInstead = "nothing";
      stranger!.answerInstead = { status: 200, body: "<html>" };
      const file = join(dataDir, "odd.txt");
      writeFileSync(file, witnesses.map(({ vkey, url }) => `${vkey} ${url}`).join("\n"));
      await append(keys, "c");
      const watched = { ...keys, witnesses: await readWitnesses(file) };
      const answers = await keepLog(engine.doors, watched, new Date().toISOString());
      expect(answers.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "unavailable", "refused"]);
      const size = (await publicly(latestCheckpoint))!.size;
      const kept = await publicly((tx) =>
        tx.selectFrom("log_cosignature").selectAll().where("size", "=", size).execute(),
      );
      expect(kept).toEqual([]);
    });

    it.each(["witness.example/w1", "x https://a.example", "KEY ftp://a.example", "KEY https://a.example more"])(
      "names the unreadable line of the witness file: %s",
      async (line) => {
        const witness = await startWitness("witness.example/key", async () => []);
        witnesses.push(witness);
        const file = join(dataDir, "wrong.txt");
        writeFileSync(file, `# first\n${line.replace("KEY", witness.vkey)}\n`);
        await expect(readWitnesses(file)).rejects.toThrow("line 2");
      },
    );

    it("stores each line once and removes none, since witness signatures are facts", async () => {
      const change = (statement: string) => engine.doors.withSystem((tx) => sql.raw(statement).execute(tx));
      await expect(change("update log_cosignature set line = 'x'")).rejects.toThrow();
      await expect(change("delete from log_cosignature")).rejects.toThrow();
    });

    // Runs last, because the database no longer matches the signed state.
    it("signs and serves no log that is shorter than a signed one or begins differently", async () => {
      const keys = await open();
      await append(keys, "d");
      await sign(keys);
      const kept = keys.log.kept!;
      const note = kept.read()!;
      const { size } = parseCheckpoint(note);
      expect(await publicly((tx) => readCheckpoint(tx, keys.log))).toContain(note.split("\n")[2]);
      const check = () => engine.doors.withSystem((tx) => checkLog(tx, kept));
      await expect(check()).resolves.toBeUndefined();
      // A restored older copy looks complete. Only the files next to the keys reveal that it is older.
      const longer = note.replace(`\n${size}\n`, `\n${size + 3}\n`);
      kept.write(longer);
      await expect(check()).rejects.toThrow(`has ${size} entries, but this machine signed a checkpoint of ${size + 3}`);
      await expect(publicly((tx) => readCheckpoint(tx, keys.log))).rejects.toMatchObject({ code: "unavailable" });
      await append(keys, "e");
      await expect(sign(keys)).rejects.toThrow("Nothing is signed");
      const forked = note.replace(note.split("\n")[2]!, Buffer.alloc(32, 7).toString("base64"));
      kept.write(forked);
      await expect(check()).rejects.toThrow("begins with other entries");
      await expect(sign(keys)).rejects.toThrow("begins with other entries");
      expect((await publicly(latestCheckpoint))!.size).toBe(size);
      kept.write(note);
      await sign(keys);
      expect((await publicly(latestCheckpoint))!.size).toBe(size + 1);
    });
  },
  "factor library",
);
