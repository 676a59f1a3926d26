import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { openFolderStore } from "#app/files/folder-store.server.ts";
import { stateChecker } from "#app/log/checker.server.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { NUMBERED } from "#app/ops/fsck/check-numbering.server.ts";
import { DERIVED, NOT_DERIVED } from "#app/ops/fsck/coverage.ts";
import { checkEverything } from "#app/ops/fsck.server.ts";
import { cosign } from "#app/proof/cosignature.ts";
import { formatVerifierKey, parseVerifierKey } from "#app/proof/signed-note.ts";
import { createWebCryptoSigner, generatePrivateKey } from "#app/proof/signer.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { asOwner, forgeRow } from "#tests/support/owner.ts";
import {
  type Change,
  type ForgedRow,
  forgedRows,
  PLANTED,
  PLANTED_ELSEWHERE,
  PLANTED_MONEY,
} from "#tests/support/planted-faults.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";
import { saveHotelNights } from "#tests/support/sample-records.ts";
import { stateConfidentiality } from "#tests/support/save-now.ts";

/** Records a checker in the log. */
async function publishChecker(doors: Doors, { origin }: IssuerKeys): Promise<void> {
  const file = { sha256: "c".repeat(64), bytes: 1 };
  await doors.withSystem((tx) => stateChecker(tx, { origin, now: "2026-02-01T00:00:00.000Z", file }));
}

onEachEngine(
  "fsck",
  (engine) => {
    const keys = makeKeys();

    it("lists for every table how it is recalculated or why not", async () => {
      await engine.doors.close();
      const tables = await asOwner(engine.ownerUrl, async (db) => {
        const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`.execute(db);
        return rows.map(({ name }) => name).filter((name) => !name.startsWith("kysely_"));
      });
      engine.doors = await openDoors(engine.url);
      const told = new Set([...Object.keys(DERIVED), ...Object.keys(NOT_DERIVED)]);
      expect(tables.filter((name) => !told.has(name))).toEqual([]);
      expect(Object.keys(DERIVED).filter((name) => name in NOT_DERIVED)).toEqual([]);
    });

    it("finds an error in every table that it recalculates", () => {
      const made = forgedRows({
        reportId: "",
        kept: { id: "", sha256: "", byteSize: 0 },
        witness: { witness: "", key_id: "", line: "" },
      });
      const planted = new Set([
        ...[...PLANTED, ...made].map(({ table }) => table),
        ...PLANTED_MONEY.map(([table]) => table),
        ...Object.keys(NUMBERED),
        ...Object.keys(PLANTED_ELSEWHERE),
      ]);
      expect(Object.keys(DERIVED).filter((table) => !planted.has(table))).toEqual([]);
      expect([...planted].filter((table) => !(table in DERIVED))).toEqual([]);
      for (const [table, file] of Object.entries(PLANTED_ELSEWHERE)) {
        const plants = new RegExp(`\\["${table}", |sql\`update ${table} set `);
        expect(readFileSync(new URL(file, import.meta.url), "utf8")).toMatch(plants);
      }
    });

    it("counts the versions of every table with versions", () => {
      const told = Object.entries(DERIVED).filter(([, what]) => what.startsWith("versions have no gaps"));
      expect(told.map(([table]) => table).sort()).toEqual(Object.keys(NUMBERED).sort());
    });

    it("reports row and error of every change by a database owner", async () => {
      const made = await makeCompany(engine.doors);
      const { actor, sources } = made;
      await saveHotelNights(engine.doors, actor, YEAR, "3");
      const runId = await runNow(engine.doors, actor, made.inventory);
      await engine.doors.withTenant(actor, (tx) =>
        stateConfidentiality(tx, actor, { sourceId: sources.hotel!.id, isConfidential: true }),
      );
      const issued = await issueNow(engine.doors, await keys, actor, { runId, locales: ["en"], withhold: "inputs" });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      await publishChecker(engine.doors, await keys);
      const check = async () => (await checkEverything(engine.doors, await keys, openFolderStore(tmpdir()))).faults;
      const make = async (changes: (readonly [table: string, statement: Change])[]) => {
        await engine.doors.close();
        await asOwner(engine.ownerUrl, async (db) => {
          for (const [table, statement] of changes) await plant(db, table, statement);
        });
        engine.doors = await openDoors(engine.url);
      };
      expect(await check()).toEqual([]);
      const missed: string[] = [];
      for (const round of new Set(PLANTED.map((one) => one.round))) {
        const together = PLANTED.filter((one) => one.round === round);
        await make(together.map(({ table, change }) => [table, change] as const));
        const found = await check();
        for (const { table, row, fault } of together) {
          if (!found.some((one) => row.test(one.row) && fault.test(one.fault)))
            missed.push(`${table} ${fault}: ${JSON.stringify(found)}`);
        }
        await make(together.map(({ table, undo }) => [table, undo] as const));
      }
      expect(missed).toEqual([]);
    });

    it("reports every row that a database owner inserted", async () => {
      const made = await makeCompany(engine.doors);
      const { actor } = made;
      await saveHotelNights(engine.doors, actor, YEAR, "3");
      const issued = await issueNow(engine.doors, await keys, actor, {
        runId: await runNow(engine.doors, actor, made.inventory),
      });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const folder = mkdtempSync(join(tmpdir(), "truetonne-fsck-"));
      const bytes = "a bill";
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const kept = { id: randomUUID(), sha256, byteSize: bytes.length };
      const path = join(folder, evidenceKey(actor.tenantId, sha256, kept.id));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      const { witness, row } = await signAnotherCheckpoint();
      const planted: ForgedRow[] = [
        ...forgedRows({ reportId: issued.reportId, kept, witness: row }),
        // A version 2 without version 1 means that version 1 was removed.
        ...Object.keys(NUMBERED).map((table) => ({
          table,
          row: { version: 2 },
          fault: /^1 versions, but the last one is 2: a version is missing$/,
        })),
      ];
      const store = openFolderStore(folder);
      const watched = { ...(await keys), witnesses: [witness] };
      const check = async () => (await checkEverything(engine.doors, watched, store)).faults;
      expect(await check()).toEqual([]);
      await engine.doors.close();
      await asOwner(engine.ownerUrl, async (db) => {
        for (const { table, row } of planted) await forgeRow(db, table, { tenant_id: actor.tenantId, ...row });
      });
      engine.doors = await openDoors(engine.url);
      const found = await check();
      const missed = planted.filter(
        ({ table, told = table, fault }) =>
          !found.some((one) => one.row.startsWith(`${told} `) && fault.test(one.fault)),
      );
      expect(missed).toEqual([]);
    });
  },
  "some factors",
);

/** A known witness with a valid signature for another checkpoint than that of the log. */
async function signAnotherCheckpoint() {
  const name = "witness.example/sample";
  const signer = await createWebCryptoSigner(await generatePrivateKey());
  const vkey = await formatVerifierKey(name, signer.publicKey, "cosignature");
  const verifier = await parseVerifierKey(vkey, "cosignature");
  const line = await cosign("another log\n1\nAAAA\n", name, signer, 1_767_225_600);
  return {
    witness: { url: "https://witness.example", vkey, verifier },
    row: { witness: name, key_id: `\\x${Buffer.from(verifier.keyId).toString("hex")}`, line: line.trim() },
  };
}

/** Writes without the triggers of the table, as only an owner can. */
async function plant(db: Kysely<unknown>, table: string, statement: Change): Promise<void> {
  await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
  await statement.execute(db);
  await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
}
