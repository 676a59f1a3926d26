import type { Period } from "#app/carbon/document/inventory-document.ts";
import { lastDayOfMonth } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { TASK, type TaskState } from "#app/review/task-state.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { SourceMonth } from "./gap-answer.server.ts";
import { getReviewMap } from "./review-map.server.ts";
import type { ReviewCellState } from "./review-map.ts";
import { refuseStranger } from "./task-owner.server.ts";

/** `done` is derived: every month has its records or a reason, and nothing is returned. */

export interface Task {
  id: string;
  note: string;
  ownerId: string;
  /** Empty if the person left. */
  ownerName: string;
  /** A day in UTC. */
  dueOn: string;
  state: TaskState;
  /** Reason for the cancellation. */
  reason: string;
  cells: SourceMonth[];
  /** The months still to do. */
  open: SourceMonth[];
  createdAt: Date;
}

type Author = ChangeAuthor & { organizationId: string };

export interface NewTask {
  ownerId: string;
  dueOn: string;
  note: string;
  cells: readonly SourceMonth[];
}

/** Upper limit for one task. */
const MOST_CELLS = 1200;

/** Open tasks by due date, then done and cancelled ones. */
export async function listTasks(tx: TenantTx, organizationId: string): Promise<Task[]> {
  const rows = await tx
    .selectFrom("task")
    .innerJoin("task_step as s", "s.task_id", "task.id")
    .leftJoin("author", "author.id", "s.owner_id")
    .distinctOn("task.id")
    .select(["task.id", "note", "task.created_at", "s.state", "s.owner_id", "s.due_on", "s.reason", "author.name"])
    .where("organization_id", "=", organizationId)
    .orderBy("task.id")
    .orderBy("s.step", "desc")
    .execute();
  if (rows.length === 0) return [];
  const cells = await loadCells(
    tx,
    rows.map(({ id }) => id),
  );
  const isDone = await doneCells(tx, organizationId, [...cells.values()].flat());
  const tasks = rows.map((row): Task => {
    const own = cells.get(row.id) ?? [];
    const open = own.filter((cell) => !isDone(cell));
    const state = row.state === "cancelled" ? "cancelled" : open.length === 0 ? "done" : "open";
    return {
      id: row.id,
      note: row.note,
      ownerId: row.owner_id,
      ownerName: row.name ?? "",
      dueOn: row.due_on,
      state,
      reason: row.reason,
      cells: own,
      open,
      createdAt: row.created_at,
    };
  });
  const rank = { open: 0, done: 1, cancelled: 2 };
  return tasks.sort(
    (a, b) => rank[a.state] - rank[b.state] || compareText(a.dueOn, b.dueOn) || compareText(a.id, b.id),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function loadCells(tx: TenantTx, taskIds: string[]): Promise<Map<string, SourceMonth[]>> {
  const rows = await tx
    .selectFrom("task_cell")
    .select(["task_id", "emission_source_id", "month"])
    .where("task_id", "in", taskIds)
    .orderBy("emission_source_id")
    .orderBy("month")
    .execute();
  const cells = new Map<string, SourceMonth[]>();
  for (const row of rows) {
    const own = cells.get(row.task_id) ?? [];
    own.push({ sourceId: row.emission_source_id, month: row.month.slice(0, 7) });
    cells.set(row.task_id, own);
  }
  return cells;
}

const TO_DO: ReadonlySet<ReviewCellState> = new Set(["missing", "returned"]);

/** Whether each month is complete, from one map of all months that tasks name. */
async function doneCells(tx: TenantTx, organizationId: string, cells: SourceMonth[]) {
  const months = cells.map(({ month }) => month).sort();
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return () => true;
  const period: Period = { start: `${first}-01`, end: lastDayOfMonth(last) };
  const map = await getReviewMap(tx, organizationId, period);
  const open = new Set(
    map.cells.flatMap(({ sourceId, month, state }) => (TO_DO.has(state) ? [`${sourceId} ${month}`] : [])),
  );
  return ({ sourceId, month }: SourceMonth) => !open.has(`${sourceId} ${month}`);
}

/**
 * Asks a person to complete months of sources by a date.
 *
 * @throws AppError `not_found` for a source of another organization, `invalid` if the owner is not in `listTaskOwners`
 *   or the task has no months
 */
export async function addTask(tx: TenantTx, author: Author, input: NewTask): Promise<string> {
  const cells = [...new Map(input.cells.map((cell) => [`${cell.sourceId} ${cell.month}`, cell])).values()];
  if (cells.length === 0 || cells.length > MOST_CELLS)
    throw new AppError("invalid", { details: { reason: "no_cells" } });
  const own = new Set((await listEmissionSources(tx, author.organizationId)).map(({ id }) => id));
  if (cells.some(({ sourceId }) => !own.has(sourceId))) throw new AppError("not_found");
  await refuseStranger(tx, author.organizationId, input.ownerId);
  const note = input.note.trim();
  const { id } = await tx
    .insertInto("task")
    .values({ tenant_id: author.tenantId, organization_id: author.organizationId, note, created_by: author.userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("task_cell")
    .values(
      cells.map(({ sourceId, month }) => ({
        tenant_id: author.tenantId,
        task_id: id,
        emission_source_id: sourceId,
        month: `${month}-01`,
      })),
    )
    .execute();
  await writeStep(tx, author, { taskId: id, step: 1, state: "open", ...input, reason: "" });
  await recordChange(tx, author, {
    action: "task.added",
    subject: "task",
    subjectId: id,
    after: { owner: input.ownerId, dueOn: input.dueOn, note, months: cells },
  });
  return id;
}

/**
 * Creates a task per source for its missing and returned months in a period, all for one person.
 *
 * @returns the number of tasks created
 */
export async function addTasksForGaps(
  tx: TenantTx,
  author: Author,
  { period, facilityId, ...rest }: Omit<NewTask, "cells"> & { period: Period; facilityId: string | null },
): Promise<number> {
  const { cells } = await getReviewMap(tx, author.organizationId, period, facilityId);
  const taken = new Set(
    (await listTasks(tx, author.organizationId))
      .filter(({ state }) => state === "open")
      .flatMap(({ open }) => open.map(({ sourceId, month }) => `${sourceId} ${month}`)),
  );
  const bySource = new Map<string, SourceMonth[]>();
  for (const { sourceId, month, state } of cells) {
    // Skips months that already have an open task.
    if (!TO_DO.has(state) || taken.has(`${sourceId} ${month}`)) continue;
    bySource.set(sourceId, [...(bySource.get(sourceId) ?? []), { sourceId, month }]);
  }
  for (const own of bySource.values()) await addTask(tx, author, { ...rest, cells: own });
  return bySource.size;
}

export type TaskChange =
  | { kind: "assign"; ownerId: string; dueOn: string }
  | { kind: "cancel"; reason: string }
  | { kind: "reopen" };

/**
 * Reassigns a task, moves its due date, cancels it with a reason, or reopens it.
 *
 * @throws AppError `not_found`, `invalid` without a reason, `conflict` if its state does not allow the change
 */
export async function changeTask(tx: TenantTx, author: Author, taskId: string, change: TaskChange): Promise<void> {
  const last = await tx
    .selectFrom("task")
    .innerJoin("task_step as s", "s.task_id", "task.id")
    .select(["s.step", "s.state", "s.owner_id", "s.due_on"])
    .where("organization_id", "=", author.organizationId)
    .where("task.id", "=", taskId)
    .orderBy("s.step", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!last) throw new AppError("not_found");
  if (!TASK.may(change.kind, last.state)) {
    throw new AppError("conflict", { details: { reason: "task_state" } });
  }
  const reason = change.kind === "cancel" ? change.reason.trim() : "";
  if (change.kind === "cancel" && reason === "")
    throw new AppError("invalid", { details: { reason: "reason_missing" } });
  if (change.kind === "assign") await refuseStranger(tx, author.organizationId, change.ownerId);
  const { ownerId, dueOn } = change.kind === "assign" ? change : { ownerId: last.owner_id, dueOn: last.due_on };
  const state = change.kind === "cancel" ? "cancelled" : "open";
  await writeStep(tx, author, { taskId, step: last.step + 1, state, ownerId, dueOn, reason });
  await recordChange(tx, author, {
    action: { assign: "task.assigned", cancel: "task.cancelled", reopen: "task.reopened" }[change.kind],
    subject: "task",
    subjectId: taskId,
    before: { owner: last.owner_id, dueOn: last.due_on, state: last.state },
    after: { owner: ownerId, dueOn, state, ...(reason ? { reason } : {}) },
  });
}

async function writeStep(
  tx: TenantTx,
  author: Author,
  step: {
    taskId: string;
    step: number;
    state: "open" | "cancelled";
    ownerId: string;
    dueOn: string;
    reason: string;
  },
): Promise<void> {
  await tx
    .insertInto("task_step")
    .values({
      tenant_id: author.tenantId,
      task_id: step.taskId,
      step: step.step,
      state: step.state,
      owner_id: step.ownerId,
      due_on: step.dueOn,
      reason: step.reason,
      created_by: author.userId,
    })
    .execute();
}
