import { randomUUID } from "node:crypto";
import type { EntryFault } from "#app/carbon/entry/activity-entry.ts";
import {
  checkRequestedAnswer,
  isOpenAnswer,
  type RequestedAnswer,
  toRequestedEntry,
} from "#app/carbon/entry/requested-answer.ts";
import { AppError } from "#app/encoding/errors.ts";
import { lockEvidence } from "#app/evidence/evidence.server.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { type ActivityChange, saveActivities } from "#app/records/activity.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { addStep, lockRequest } from "./data-request.server.ts";
import { attachRequestFiles, listRequestFiles } from "./data-request-file.server.ts";
import type { OpenRequest } from "./data-request-link.server.ts";
import {
  cellKey,
  type DataRequestAnswer,
  type DataRequestItem,
  findTakenOver,
  isAsked,
  itemAt,
  listAnswers,
} from "./data-request-list.server.ts";
import { isAnswerAwaited } from "./data-request-state.ts";
import type { LaidFile } from "./recipient-view.ts";

export interface CellAnswer extends RequestedAnswer {
  position: number;
  month: string;
}

/** An error in one cell. `code` is a message key. */
export interface CellFault extends EntryFault {
  position: number;
  month: string;
}

export type HandedIn = { ok: true; changed: number } | { ok: false; faults: CellFault[]; isNothingNew: boolean };

/**
 * Saves what the recipient has typed so far, valid or not, so that they can continue on another device. The
 * organization does not see a draft before it is submitted.
 *
 * @throws AppError `not_found` for a cell that was not requested
 */
export async function saveDraft(tx: TenantTx, { request, author }: OpenRequest, cells: CellAnswer[]): Promise<void> {
  if (cells.some(({ position, month }) => !isAsked(request, position, month))) throw new AppError("not_found");
  if (cells.length === 0) return;
  const last = [...new Map(cells.map((cell) => [cellKey(cell), cell])).values()];
  const rows = last.map((cell) => ({
    tenant_id: author.tenantId,
    request_id: request.id,
    emission_source_id: itemAt(request, cell.position).sourceId,
    month: cell.month,
    kind: cell.kind,
    quantity: cell.quantity,
    unit: cell.unit,
    data_quality: cell.dataQuality,
    note: cell.note,
    updated_at: new Date(),
  }));
  await tx
    .insertInto("data_request_draft")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "request_id", "emission_source_id", "month"]).doUpdateSet((on) => ({
        kind: on.ref("excluded.kind"),
        quantity: on.ref("excluded.quantity"),
        unit: on.ref("excluded.unit"),
        data_quality: on.ref("excluded.data_quality"),
        note: on.ref("excluded.note"),
        updated_at: on.ref("excluded.updated_at"),
      })),
    )
    .execute();
}

export async function listDrafts(tx: TenantTx, requestId: string): Promise<CellAnswer[]> {
  const rows = await tx
    .selectFrom("data_request_draft as d")
    .innerJoin("data_request_item as i", (join) =>
      join.onRef("i.request_id", "=", "d.request_id").onRef("i.emission_source_id", "=", "d.emission_source_id"),
    )
    .selectAll("d")
    .select("i.position")
    .where("d.request_id", "=", requestId)
    .orderBy("i.position")
    .orderBy("d.month")
    .execute();
  return rows.map(({ position, month, kind, quantity, unit, data_quality, note }) => ({
    position,
    month,
    kind,
    quantity,
    unit,
    dataQuality: data_quality,
    note,
  }));
}

/** Checks a submission without making it: the new and changed cells, and what prevents it. */
export async function checkHandIn(tx: TenantTx, { request }: OpenRequest): Promise<HandIn> {
  const answers = new Map((await listAnswers(tx, request.id)).map((answer) => [cellKey(answer), answer]));
  const taken = await findTakenOver(tx, [...answers.values()]);
  const files = await listRequestFiles(tx, request.id);
  const faults: CellFault[] = [];
  const changed: HandIn["changed"] = [];
  for (const draft of await listDrafts(tx, request.id)) {
    const before = answers.get(cellKey(draft));
    if (taken.has(cellKey(draft))) continue;
    const found = faultsOf(draft, itemAt(request, draft.position), before, files);
    faults.push(...found.map((fault) => ({ ...fault, position: draft.position, month: draft.month })));
    if (found.length === 0 && !isOpenAnswer(draft) && !isSame(draft, before)) changed.push({ draft, before });
  }
  return { changed, faults };
}

interface HandIn {
  changed: { draft: CellAnswer; before: DataRequestAnswer | undefined }[];
  faults: CellFault[];
}

function faultsOf(
  draft: CellAnswer,
  item: DataRequestItem,
  before: DataRequestAnswer | undefined,
  files: LaidFile[],
): EntryFault[] {
  // A submitted figure can be corrected but not cleared. "Can't provide" withdraws it with a reason.
  if (isOpenAnswer(draft)) return before ? [{ field: "quantity", code: "answer_emptied", facts: {} }] : [];
  const faults = checkRequestedAnswer(draft, item, draft.month);
  const hasFile = files.some(
    ({ position, month }) => position === item.position && (month ?? draft.month) === draft.month,
  );
  const isProofMissing = item.isEvidenceRequired && draft.kind === "quantity" && !hasFile;
  return isProofMissing ? [...faults, { field: "evidence", code: "evidence_missing", facts: {} }] : faults;
}

const COMPARED = ["kind", "quantity", "unit", "dataQuality", "note"] as const;

function isSame(draft: CellAnswer, before: DataRequestAnswer | undefined): boolean {
  return before !== undefined && COMPARED.every((key) => draft[key] === before[key]);
}

/**
 * Submits the answers so far, all or nothing. Each figure and reported zero becomes a record, a correction becomes a
 * new version, and "can't provide" deletes an earlier record. Files are attached to the records.
 */
export async function handIn(
  tx: TenantTx,
  open: OpenRequest,
  { now = new Date(), detachReason }: { now?: Date; detachReason: string },
): Promise<HandedIn> {
  const { request, author } = open;
  await lockRequest(tx, request.id);
  // Taken before the locks of records and trail, in the same order as wherever evidence is attached.
  await lockEvidence(tx, author.organizationId);
  const { changed, faults } = await checkHandIn(tx, open);
  if (faults.length > 0) return { ok: false, faults, isNothingNew: false };
  const isAwaited = isAnswerAwaited(request.steps.map(({ kind }) => kind));
  if (changed.length === 0 && !isAwaited) return { ok: false, faults: [], isNothingNew: true };
  const written = changed.map((one) => ({ ...one, change: toChange(one, itemAt(request, one.draft.position)) }));
  const refused = await saveRecords(tx, open, written);
  if (refused.length > 0) return { ok: false, faults: refused, isNothingNew: false };
  const step = await addStep(tx, author, request, {
    kind: "handed_in",
    now,
    facts: {
      answers: changed.map(({ draft: { position, month, kind } }) => ({ position, month, kind })),
    },
  });
  await insertAnswers(tx, open, step, written);
  await attachRequestFiles(tx, open, detachReason);
  return { ok: true, changed: changed.length };
}

interface Written {
  draft: CellAnswer;
  before: DataRequestAnswer | undefined;
  change: ActivityChange | null;
}

/** Null if there is no record and none is needed. */
function toChange(
  { draft, before }: { draft: CellAnswer; before: DataRequestAnswer | undefined },
  item: DataRequestItem,
): ActivityChange | null {
  const isFigure = draft.kind !== "not_available";
  const recordId = before?.recordId;
  if (!recordId || before.recordVersion === null) {
    return isFigure ? { kind: "add", recordId: randomUUID(), entry: toRequestedEntry(draft, item, draft.month) } : null;
  }
  const wasFigure = before.kind !== "not_available";
  const version = before.recordVersion;
  if (!isFigure) return wasFigure ? { kind: "delete", recordId, version, reason: draft.note } : null;
  const entry = toRequestedEntry(draft, item, draft.month);
  return { kind: wasFigure ? "correct" : "restore", recordId, version, entry };
}

/** Errors whose facts name members of the organization. */
const INTERNAL = new Set(["period_locked", "record_approved"]);

/** @returns errors from the organization's rules, such as a period that was locked in the meantime */
async function saveRecords(tx: TenantTx, { request, author }: OpenRequest, written: Written[]): Promise<CellFault[]> {
  const changing = written.flatMap(({ draft, change }) => (change ? [{ draft, change }] : []));
  const changes = changing.map(({ change }) => change);
  const { period } = await getInventory(tx, author.organizationId, request.inventoryId!);
  const saved = await saveActivities(tx, author, period, changes);
  if (saved.ok) return [];
  const at = (index: number) => ({ position: changing[index]!.draft.position, month: changing[index]!.draft.month });
  return [
    // The name of the member who locked a month is internal.
    ...saved.faults.flatMap(({ index, faults }) =>
      faults.map((fault) => ({ ...fault, ...(INTERNAL.has(fault.code) ? { facts: {} } : {}), ...at(index) })),
    ),
    ...saved.stale.map(({ index }) => ({ field: "quantity" as const, code: "taken_over", facts: {}, ...at(index) })),
  ];
}

async function insertAnswers(
  tx: TenantTx,
  { request, author }: OpenRequest,
  step: number,
  written: Written[],
): Promise<void> {
  if (written.length === 0) return;
  const rows = written.map(({ draft, before, change }) => ({
    tenant_id: author.tenantId,
    request_id: request.id,
    emission_source_id: itemAt(request, draft.position).sourceId,
    month: draft.month,
    kind: draft.kind,
    quantity: draft.quantity,
    unit: draft.unit,
    data_quality: draft.dataQuality,
    note: draft.note,
    step_number: step,
    version: (before?.version ?? 0) + 1,
    record_id: change?.recordId ?? before?.recordId ?? null,
    record_version: change ? (change.kind === "add" ? 1 : change.version + 1) : (before?.recordVersion ?? null),
  }));
  await tx.insertInto("data_request_answer").values(rows).execute();
}
