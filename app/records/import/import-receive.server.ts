import { rm } from "node:fs/promises";
import { asOrganization, requireActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { receiveForm } from "#app/http/upload.server.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { FILE_LIMITS } from "./file/activity-file.ts";
import { type IncomingImport, type TakenImport, takeImportFile } from "./take-import-file.server.ts";

type Params = { organizationId?: string | undefined };

/** Streams the uploaded file to disk, hashes it and creates a draft. Nothing of a rejected file is kept. */
export async function receiveImport(request: Request, params: Params): Promise<TakenImport> {
  const actor = await requireActor(request, params, "records.write");
  const search = new URL(request.url).searchParams;
  const room = await evidenceRoom();
  const received: IncomingImport[] = [];
  const rules = { fileField: "file", fields: ["intent"], maxBytes: FILE_LIMITS.csv.bytes, maxFiles: 1 };
  try {
    await receiveForm(request, rules, async (name, stream) => {
      const file = await spool(room.spoolFolder, stream);
      received.push({ ...file, name, isTooLarge: stream.truncated === true });
    });
    const inventory = await asOrganization(request, params, "records.write", (tx) =>
      inventoryOf(tx, actor.organizationId, search),
    );
    if (!inventory) throw new AppError("not_found");
    const [file] = received;
    if (!file) return { ok: false, failure: { code: "file_missing", facts: {} } };
    return await takeImportFile(await doors(), actor, room, { file, inventoryId: inventory.id });
  } finally {
    for (const { path } of received) await rm(path, { force: true });
  }
}
