import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type Actor, answerErrors, asOrganization, EVEN_LAPSED, requireId } from "#app/access/actor.server.ts";
import { ROLE_RANK } from "#app/access/role.ts";
import { daysByMonth, isDate } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { parseForm } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { daysOfMonths } from "#app/review/review-acts.server.ts";
import { namedSources } from "#app/review/review-view.server.ts";
import { addTask, addTasksForGaps, changeTask, listTasks } from "#app/review/task.server.ts";
import { listTaskOwners } from "#app/review/task-owner.server.ts";
import { areRemindersOn, setReminders } from "#app/review/task-reminder.server.ts";
import { TasksPage } from "./tasks-page.tsx";

type TenantTx = Parameters<typeof listTasks>[0];

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.task.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
    const search = new URL(request.url).searchParams;
    const { organizationId } = actor;
    const sources = await namedSources(tx, organizationId, localeOf(request));
    const tasks = await listTasks(tx, organizationId);
    const isMine = search.get("view") !== "all";
    const newest = await latestInventory(tx, organizationId);
    const made = search.get("made");
    return {
      organizationId,
      mayEdit: ROLE_RANK[actor.role] >= ROLE_RANK.editor,
      userId: actor.userId,
      isMine,
      made: made !== null && /^[0-9]{1,4}$/.test(made) ? Number(made) : null,
      today: new Date().toISOString().slice(0, 10),
      openCount: tasks.filter(({ state }) => state === "open").length,
      tasks: tasks.filter(({ ownerId }) => !isMine || ownerId === actor.userId).map((one) => omit(one, "createdAt")),
      sources: sources.map(({ id, name, facility }) => ({ id, name, facility })),
      facilities: [...new Map(sources.map((one) => [one.facilityId, one.facility]))].map(([id, name]) => ({
        id,
        name,
      })),
      owners: await listTaskOwners(tx, actor.organizationId),
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

const TaskForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("add"),
    sourceId: z.string().default(""),
    facilityId: z.string().default(""),
    from: month,
    to: month,
    ownerId: z.string().min(1).max(100),
    dueOn: day,
    note: text,
  }),
  z.object({ intent: z.literal("assign"), taskId: z.string(), ownerId: z.string().min(1).max(100), dueOn: day }),
  z.object({ intent: z.literal("cancel"), taskId: z.string(), reason: text }),
  z.object({ intent: z.literal("reopen"), taskId: z.string() }),
  z.object({ intent: z.literal("reminders"), isOn: z.enum(["yes", "no"]) }),
]);

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, TaskForm);
    const { pathname, searchParams } = new URL(request.url);
    // Everybody may turn their own reminders off.
    const isOwnChoice = form.ok && form.value.intent === "reminders";
    const act = async (tx: TenantTx, actor: Actor) => {
      if (!form.ok) return { problem: "form", typed: form.typed };
      try {
        const made = await perform(tx, actor, form.value);
        if (made !== null) searchParams.set("made", String(made));
        return null;
      } catch (error) {
        const reason = error instanceof AppError ? error.details.reason : undefined;
        if (typeof reason !== "string") throw error;
        return { problem: reason, typed: Object.fromEntries(Object.entries(form.value)) };
      }
    };
    const found = isOwnChoice
      ? await asOrganization(request, params, "viewer", act, EVEN_LAPSED)
      : await asOrganization(request, params, "editor", act);
    if (found) return data(found, { status: 422 });
    for (const name of ["new", "source", "month"]) searchParams.delete(name);
    throw redirect(`${pathname}?${searchParams}`);
  });

/** @returns how many tasks were made, null where none was asked for */
async function perform(tx: TenantTx, actor: Actor, asked: z.output<typeof TaskForm>): Promise<number | null> {
  if (asked.intent === "reminders") {
    await setReminders(tx, actor, asked.isOn === "yes");
    return null;
  }
  if (asked.intent === "add") return add(tx, actor, asked);
  const taskId = requireId(asked.taskId);
  if (asked.intent === "assign") await changeTask(tx, actor, taskId, { kind: "assign", ...asked });
  if (asked.intent === "cancel") await changeTask(tx, actor, taskId, { kind: "cancel", reason: asked.reason });
  if (asked.intent === "reopen") await changeTask(tx, actor, taskId, { kind: "reopen" });
  return null;
}

async function add(tx: TenantTx, actor: Actor, asked: z.output<typeof TaskForm> & { intent: "add" }): Promise<number> {
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
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return <TasksPage {...loaded} problem={useActionData<typeof action>() ?? null} />;
}
