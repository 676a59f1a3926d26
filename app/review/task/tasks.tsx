import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type Actor, requireId } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { daysByMonth, isDate } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { daysOfMonths } from "#app/review/review-acts.server.ts";
import { namedSources } from "#app/review/review-view.server.ts";
import { addTask, addTasksForGaps, changeTask, type Task } from "#app/review/task.server.ts";
import { listTaskOwners } from "#app/review/task-owner.server.ts";
import { areRemindersOn, setReminders } from "#app/review/task-reminder.server.ts";
import { tasks } from "./tasks.list.server.ts";
import { TasksPage } from "./tasks-page.tsx";

type TenantTx = Parameters<typeof addTask>[0];

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.task.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(tasks, routed, async (tx, { scope, actor }, rows) => {
    const search = new URL(routed.request.url).searchParams;
    const { organizationId } = actor;
    const sources = await namedSources(tx, organizationId, localeOf(routed.request));
    const newest = await latestInventory(tx, organizationId);
    const made = search.get("made");
    return {
      organizationId,
      mayEdit: offers(TaskActions, actor).add,
      userId: actor.userId,
      isMine: search.get("owner") === actor.userId,
      made: made !== null && /^[0-9]{1,4}$/.test(made) ? Number(made) : null,
      openCount: (scope.facts as Task[]).filter(({ state }) => state === "open").length,
      tasks: Object.fromEntries(
        rows.map(({ key, view: { ownerId, dueOn, state } }) => [key, { id: key, ownerId, dueOn, state }]),
      ),
      sources: sources.map(({ id, name, facility }) => ({ id, name, facility })),
      facilities: [...new Map(sources.map((one) => [one.facilityId, one.facility]))].map(([id, name]) => ({
        id,
        name,
      })),
      owners: await listTaskOwners(tx, organizationId),
      asked: {
        sourceId: search.get("source") ?? "",
        from: search.get("month") ?? newest?.period.start.slice(0, 7) ?? "",
        to: search.get("month") ?? newest?.period.end.slice(0, 7) ?? "",
      },
      areRemindersOn: await areRemindersOn(tx, actor.userId),
    };
  });

const month = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/);
const day = z.string().refine(isDate);
const text = z.string().max(1000).default("");

const right = "tasks.write";
const faults = { "*": "form" } as const;
const person = z.string().min(1).max(100);
const TaskActions = defineActions({
  add: {
    right,
    faults,
    schema: z.object({
      sourceId: z.string().default(""),
      facilityId: z.string().default(""),
      from: month,
      to: month,
      ownerId: person,
      dueOn: day,
      note: text,
    }),
  },
  assign: { right, faults, schema: z.object({ taskId: z.string(), ownerId: person, dueOn: day }) },
  cancel: { right, faults, schema: z.object({ taskId: z.string(), reason: text }) },
  reopen: { right, faults, schema: z.object({ taskId: z.string() }) },
  // Every member can turn off their own reminders.
  reminders: {
    right: "organization.view",
    whenLapsed: "allowed",
    faults,
    schema: z.object({ isOn: z.enum(["yes", "no"]) }),
  },
});

export const action = organizationAction(TaskActions, {
  add: async (tx, asked) => {
    const made = await add(tx, asked.actor, asked.value);
    return backTo(asked.request, made);
  },
  assign: async (tx, { actor, request, value }) => {
    await changeTask(tx, actor, requireId(value.taskId), { kind: "assign", ...value });
    return backTo(request);
  },
  cancel: async (tx, { actor, request, value }) => {
    await changeTask(tx, actor, requireId(value.taskId), { kind: "cancel", reason: value.reason });
    return backTo(request);
  },
  reopen: async (tx, { actor, request, value }) => {
    await changeTask(tx, actor, requireId(value.taskId), { kind: "reopen" });
    return backTo(request);
  },
  reminders: async (tx, { actor, request, value }) => {
    await setReminders(tx, actor, value.isOn === "yes");
    return backTo(request);
  },
});

/** @param made number of tasks created */
function backTo(request: Request, made?: number): string {
  const { pathname, searchParams } = new URL(request.url);
  if (made !== undefined) searchParams.set("made", String(made));
  for (const name of ["new", "source", "month"]) searchParams.delete(name);
  return `${pathname}?${searchParams}`;
}

type NewTask = z.output<(typeof TaskActions)["add"]["schema"]>;

/** @returns the number of tasks created */
async function add(tx: TenantTx, actor: Actor, asked: NewTask): Promise<number> {
  const period = daysOfMonths(asked.from, asked.to);
  const { ownerId, dueOn, note } = asked;
  if (asked.sourceId !== "") {
    const sourceId = requireId(asked.sourceId);
    const cells = daysByMonth(period).map((one) => ({ sourceId, month: one.month }));
    await addTask(tx, actor, { ownerId, dueOn, note, cells });
    return 1;
  }
  const facilityId = asked.facilityId === "" ? null : requireId(asked.facilityId);
  const made = await addTasksForGaps(tx, actor, { ownerId, dueOn, note, period, facilityId });
  if (made === 0) throw new AppError("invalid", { details: { reason: "no_cells" } });
  return made;
}

export default function Tasks() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const problem = answer ? { problem: answer.errors.form ?? "form", typed: answer.typed } : null;
  return <TasksPage {...loaded} problem={problem} />;
}
