import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import type { Doors } from "#db/doors.ts";
import { commitImport } from "./commit-import.server.ts";
import { performCheck, startCheck } from "./import-check.server.ts";
import { type Failure, getDraft, type ImportAuthor } from "./import-draft.server.ts";
import type { RowCounts } from "./stage-rows.server.ts";
import { type ImportForInventory, takeImportFile } from "./take-import-file.server.ts";

/** What became of a file that was brought in without a person between the steps. */
export type ImportedAtOnce =
  | { ok: true; importId: string; counts: RowCounts }
  | { ok: false; draftId: string | null; counts: RowCounts | null; failure: Failure | null };

/** Takes a file in, checks it as its columns are suggested and brings its rows in, unless one of them needs a person. */
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

/** A worker may have taken the same job over; then it is the one that ends it. */
async function settledDraft(doors: Pick<Doors, "withTenant">, author: ImportAuthor, draftId: string) {
  for (;;) {
    const draft = await doors.withTenant(author, (tx) => getDraft(tx, author.organizationId, draftId));
    if (draft.state !== "checking") return draft;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}
