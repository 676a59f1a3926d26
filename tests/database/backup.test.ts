import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFolderStore } from "#app/files/folder-store.server.ts";
import { requeueOpenJobs } from "#app/jobs/requeue.server.ts";
import { openIssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { makeBackup, restoreBackup } from "#app/ops/backup/backup.server.ts";
import { checkEverything } from "#app/ops/fsck.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { startRun } from "#app/runs/calculation.server.ts";
import { openDoors } from "#db/doors.ts";
import { type Content, makePglite } from "#tests/support/database-copy.ts";
import { makeDatabase } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { issueNow, makeCompany, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { saveHotelNights } from "#tests/support/sample-records.ts";

const NOW = new Date("2026-03-02T09:00:00Z");

describe("a backup", () => {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-backup-"));
  const file = join(folder, "backup.gz");
  const smallFile = join(folder, "small.gz");
  const removals: (() => Promise<void>)[] = [];
  let from: Parameters<typeof makeBackup>[0];
  let waitingJob: string;

  const install = async (name: string, content?: Content, make = makeDatabase) => {
    const database = await make(content);
    removals.push(database.remove);
    return {
      ...database,
      databaseOwnerUrl: database.ownerUrl,
      dataDir: join(folder, name),
      evidence: "folder" as const,
    };
  };

  beforeAll(async () => {
    from = await install("from", "some factors", makePglite);
    mkdirSync(join(from.dataDir, "evidence/incoming"), { recursive: true });
    writeFileSync(join(from.dataDir, "evidence/a file"), "kept \u0000 bytes");
    writeFileSync(join(from.dataDir, "evidence/incoming/half"), "not kept");
    const doors = await openDoors(from.databaseOwnerUrl);
    const keys = await openIssuerKeys(from.dataDir, PUBLIC_URL, "2026-01-01T00:00:00Z");
    const { actor, inventory } = await makeCompany(doors);
    await saveHotelNights(doors, actor, YEAR, "0.000000000001");
    const issued = await issueNow(doors, keys, actor, { runId: await runNow(doors, actor, inventory) });
    if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
    waitingJob = await doors.withTenant(actor, (tx) => startRun(tx, actor, inventory.id));
    await doors.close();
    await makeBackup(from, file, NOW);
    await makeSmallBackup(smallFile);
  });

  /** A backup without the factor library, which the changes below do not need. */
  async function makeSmallBackup(path: string): Promise<void> {
    const small = await install("small", "tables");
    mkdirSync(join(small.dataDir, "evidence"), { recursive: true });
    writeFileSync(join(small.dataDir, "evidence/a file"), "kept \u0000 bytes");
    const doors = await openDoors(small.databaseOwnerUrl);
    await openIssuerKeys(small.dataDir, PUBLIC_URL, "2026-01-01T00:00:00Z");
    const actor = await makeTenant(doors);
    const place = { nameEn: "Plant A", nameZh: "一厂", country: "CN", gridRegion: "CN-JS" };
    await doors.withTenant(actor, (tx) => addFacility(tx, actor, { ...place, consolidationShare: "0.000000000001" }));
    await doors.close();
    await makeBackup(small, path, NOW);
  }
  afterAll(async () => {
    for (const remove of removals) await remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it("of the embedded database restores into an empty database that passes fsck", async () => {
    const to = await install("to");
    const counts = await restoreBackup(to, file);
    expect(counts).toMatchObject({ manifest: { createdAt: NOW.toISOString() } });
    expect(readFileSync(join(to.dataDir, "evidence/a file"), "utf8")).toBe("kept \u0000 bytes");
    expect(() => statSync(join(to.dataDir, "evidence/incoming/half"))).toThrow("ENOENT");
    const doors = await openDoors(to.url);
    const keys = await openIssuerKeys(to.dataDir, PUBLIC_URL, "2026-03-03T00:00:00Z");
    const { counts: derived, faults } = await checkEverything(
      doors,
      keys,
      openFolderStore(join(to.dataDir, "evidence")),
    );
    expect(faults).toEqual([]);
    expect(derived).toMatchObject({ tenants: 1, runs: 1 });
    expect(await requeueOpenJobs(doors)).toBe(1);
    await doors.close();
    const queued = await asOwner(to.ownerUrl, (db) =>
      sql<{ id: string }>`select data ->> 'jobId' as id from pgboss.job where name = 'calculate-run'`.execute(db),
    );
    expect(queued.rows).toEqual([{ id: waitingJob }]);
    // Triggers and keys are as before.
    await asOwner(to.ownerUrl, async (db) => {
      await expect(sql`update calculation_run set line_count = 7`.execute(db)).rejects.toThrow();
      await expect(sql`delete from tenant`.execute(db)).rejects.toThrow(/foreign key/);
    });
    // A second backup has the same rows: nothing was lost or added.
    const again = join(folder, "again.gz");
    await makeBackup(to, again, NOW);
    expect(sumsOf(again)).toEqual(sumsOf(file));
    await expect(restoreBackup(to, file)).rejects.toThrow("contains files");
    await expect(restoreBackup({ ...to, dataDir: join(folder, "other") }, file)).rejects.toThrow(
      "already contains workspaces",
    );
  });

  it("is readable only by its owner and never incomplete", async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(
      makeBackup(await install("none", "nothing", makePglite), join(folder, "none.gz"), NOW),
    ).rejects.toThrow("not a Truetonne database");
    expect(() => statSync(join(folder, "none.gz"))).toThrow("ENOENT");
    expect(() => statSync(join(folder, "none.gz.partial"))).toThrow("ENOENT");
  });

  it.each<[name: string, change: (text: string) => string, fault: RegExp]>([
    ["cut short", (text) => text.slice(0, text.lastIndexOf("end ")), /incomplete or was changed/],
    [
      "with a figure changed",
      (text) => text.replace('"consolidation_share":"0.000000000001"', '"consolidation_share":"0.000000000002"'),
      /differs from the backup/,
    ],
    ["with a row left out", (text) => text.replace(/row .*"consolidation_share".*\n/, ""), /differs from the backup/],
    [
      "with a file changed at its end",
      (text) => text.replace(/(bytes .*)A(.*\nend )/s, "$1B$2"),
      /incomplete or was changed/,
    ],
    ["of another schema", (text) => text.replace('"0003_tenant"', '"0003_other"'), /schema/],
    ["that leads elsewhere", (text) => text.replace(/file {"path":"/, 'file {"path":"../../'), /outside/],
    ["of another program", () => "hello {}\n", /not a backup/],
  ])("changes nothing %s", async (_name, change, fault) => {
    const [to, other] = [await install("refused", "tables"), join(folder, "other.gz")];
    const text = gunzipSync(readFileSync(smallFile)).toString();
    const changed = change(text);
    expect(changed).not.toBe(text);
    writeFileSync(other, gzipSync(changed));
    await expect(restoreBackup(to, other)).rejects.toThrow(fault);
    expect(() => statSync(join(to.dataDir, "keys"))).toThrow("ENOENT");
    await asOwner(to.ownerUrl, async (db) => {
      const { rows } = await sql`select from tenant`.execute(db);
      expect(rows).toEqual([]);
    });
  });
});

/** The table sums of a backup, without the job queue. */
function sumsOf(path: string): unknown {
  const line = gunzipSync(readFileSync(path))
    .toString()
    .split("\n")
    .find((one) => one.startsWith("sums "));
  return JSON.parse(line!.slice("sums ".length));
}
