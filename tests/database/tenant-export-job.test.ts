import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { NO_LONGER_AUTHORISED } from "#app/access/standing.server.ts";
import { checkPack } from "#app/assurance/pack/check-pack.ts";
import { doAuthorised } from "#app/background/authorise.server.ts";
import {
  askForExport,
  cancelExport,
  EXPORT_CANCELLED,
  getExport,
  performTenantExport,
  readExports,
  sweepExports,
} from "#app/custody/tenant-export.server.ts";
import { makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";

onEachEngine("an export of a workspace from its pages", (engine) => {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-export-job-"));
  const settings = { dataDir: folder, s3: undefined, clamd: undefined };
  const room = makeEvidenceRoom({ ...settings, fileBytes: 1e7, quotaBytes: 1e8, retentionYears: 10 });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const inside = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
    engine.doors.withTenant(actor, work);
  const standing = (actor: Actor) => inside(actor, readExports);
  const ask = (actor: Actor) => inside(actor, (tx) => askForExport(tx, actor));
  const payloadOf = async (actor: Actor) => ({ ...actor, jobId: (await standing(actor)).job!.id });
  const perform = async (actor: Actor, doors = engine.doors) =>
    performTenantExport(doors, room, await payloadOf(actor));
  const actsOf = async (actor: Actor) =>
    (
      await inside(actor, (tx) =>
        tx
          .selectFrom("audit_trail")
          .select("action")
          .where("subject", "=", "tenant_export")
          .orderBy("sequence")
          .execute(),
      )
    ).map(({ action }) => action);
  const pathOf = (actor: Actor, made: { id: string; sha256: string }) =>
    join(folder, "evidence", evidenceKey(actor.tenantId, made.sha256, made.id));

  it("is created once, is complete, replaces the previous one, and belongs to one workspace", async () => {
    const actor = await makeTenant(engine.doors);
    const other = await makeTenant(engine.doors, "Other Works");
    expect(await ask(actor)).toBeNull();
    expect(await ask(actor)).toBe("export_running");
    const payload = await payloadOf(actor);
    await performTenantExport(engine.doors, room, payload);
    await performTenantExport(engine.doors, room, payload);
    const { ready, job } = await standing(actor);
    expect(job).toBeNull();
    expect((await checkPack(pathOf(actor, ready!))).faults).toEqual([]);
    expect(readdirSync(room.spoolFolder)).toEqual([]);
    expect(Date.parse(ready!.expiresAt) - Date.parse(ready!.madeAt)).toBe(7 * 86_400_000);
    await expect(inside(other, (tx) => getExport(tx, ready!.id))).rejects.toMatchObject({ code: "not_found" });

    await ask(actor);
    await perform(actor);
    const newer = (await standing(actor)).ready!;
    expect(newer.id).not.toBe(ready!.id);
    expect(existsSync(pathOf(actor, ready!))).toBe(false);
    await expect(inside(actor, (tx) => getExport(tx, ready!.id))).rejects.toMatchObject({ code: "not_found" });
    expect(await actsOf(actor)).toEqual([
      "tenant_export.asked",
      "tenant_export.made",
      "tenant_export.asked",
      "tenant_export.made",
    ]);
  });

  it("keeps nothing if it was cancelled, before or during its creation", async () => {
    const actor = await makeTenant(engine.doors);
    await ask(actor);
    const before = await payloadOf(actor);
    await inside(actor, (tx) => cancelExport(tx, actor));
    await performTenantExport(engine.doors, room, before);
    expect(await standing(actor)).toMatchObject({ job: { failure: EXPORT_CANCELLED }, ready: null });

    await ask(actor);
    let step = 0;
    const withTenant: typeof engine.doors.withTenant = async (who, work) => {
      // The second transaction would store the export, or is the first to report progress.
      step += 1;
      if (step === 2) await inside(actor, (tx) => cancelExport(tx, actor));
      return engine.doors.withTenant(who, work);
    };
    await perform(actor, { ...engine.doors, withTenant });
    expect(await standing(actor)).toMatchObject({ job: { failure: EXPORT_CANCELLED }, ready: null });
    expect(readdirSync(room.spoolFolder)).toEqual([]);
    expect(existsSync(join(folder, "evidence", actor.tenantId)) && filesIn(actor)).toBeFalsy();
  });

  const filesIn = (actor: Actor) =>
    readdirSync(join(folder, "evidence", actor.tenantId), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ).length;

  it("fails if its author no longer manages the workspace", async () => {
    const owner = await makeTenant(engine.doors);
    const admin = await addColleague(engine.doors, owner, "admin");
    await ask(admin);
    const payload = await payloadOf(admin);
    await inside(owner, (tx) =>
      tx.updateTable("membership").set({ role: "editor" }).where("user_id", "=", admin.userId).execute(),
    );
    await doAuthorised(engine.doors, "export-tenant", payload, (guarded) =>
      performTenantExport(guarded, room, payload),
    );
    expect(await standing(owner)).toMatchObject({ job: { failure: NO_LONGER_AUTHORISED }, ready: null });
  });

  it("can't be downloaded after its period, and is then removed once", async () => {
    const actor = await makeTenant(engine.doors);
    await ask(actor);
    const [sha256, id] = ["a".repeat(64), (await standing(actor)).job!.subjectId];
    const values = { tenant_id: actor.tenantId, export_id: id, sha256, byte_size: 3, row_count: 1, file_count: 0 };
    const day = (days: number) => new Date(Date.now() + days * 86_400_000);
    await expect(
      inside(actor, (tx) =>
        tx
          .insertInto("tenant_export_file")
          .values({ ...values, expires_at: day(9) })
          .execute(),
      ),
    ).rejects.toThrow("check constraint");
    const past = { ...values, created_at: day(-8), expires_at: day(-1) };
    await inside(actor, (tx) => tx.insertInto("tenant_export_file").values(past).execute());
    await expect(inside(actor, (tx) => getExport(tx, id))).rejects.toMatchObject({ code: "not_found" });
    const bytes = join(folder, "bytes");
    writeFileSync(bytes, "zip");
    await room.store.put(evidenceKey(actor.tenantId, sha256, id), { path: bytes, size: 3, sha256 });
    expect(await sweepExports(engine.doors, room.store)).toBe(1);
    expect(existsSync(pathOf(actor, { id, sha256 }))).toBe(false);
    expect(await sweepExports(engine.doors, room.store)).toBe(0);
  });
});
