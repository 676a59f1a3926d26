import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import type { Doors } from "#db/doors.ts";
import { commitImport } from "./commit-import.server.ts";
import { performCheck, startCheck } from "./import-check.server.ts";
import { type Failure, getDraft, type ImportAuthor } from "./import-draft.server.ts";
import type { RowCounts } from "./stage-rows.server.ts";
import { type ImportForInventory, takeImportFile } from "./take-import-file.server.ts";

/** The result of an import without user interaction. */
export type ImportedAtOnce =
  | { ok: true; importId: string; counts: RowCounts }
  | { ok: false; draftId: string | null; counts: RowCounts | null; failure: Failure | null };

/** Receives a file, checks it with the suggested mapping, and imports its rows unless one needs attention. */
export async function importAtOnce(
  doors: Pick<Doors, "withTenant">,
  author: ImportAuthor,
  room: EvidenceRoom,
  incoming: ImportForInventory,
): Promise<ImportedAtOnce> {
  const taken = await takeImportFile(doors, author, room, incoming);
  if (!taken.ok) return { ok: false, draftId: null, counts: null, failure: taken.failure };
  const { draftId } = taken;
  const jobId = await doors.withTenant(author, (tx) => startCheck(tx, author, draftId));
  await performCheck(doors, room, { tenantId: author.tenantId, userId: author.userId, jobId });
  const { counts, failure, state } = await settledDraft(doors, author, draftId);
  const isReady = state === "checked" && counts.person === 0 && counts.add + counts.change > 0;
  if (!isReady) return { ok: false, draftId, counts, failure };
  const committed = await commitImport(doors, author, draftId);
  return committed.ok
    ? { ok: true, importId: draftId, counts }
    : { ok: false, draftId, counts, failure: committed.failure };
}

const LOOK_MILLISECONDS = 100;

/** If a worker took over the job, that worker finishes it. */
async function settledDraft(doors: Pick<Doors, "withTenant">, author: ImportAuthor, draftId: string) {
  for (;;) {
    const draft = await doors.withTenant(author, (tx) => getDraft(tx, author.organizationId, draftId));
    if (draft.state !== "checking") return draft;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}
