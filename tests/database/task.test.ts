import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { revokeEngagement } from "#app/access/engagement.server.ts";
import { stateTenantZone } from "#app/access/membership.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { answerGaps } from "#app/review/gap-answer.server.ts";
import { addTask, addTasksForGaps, changeTask, listTasks } from "#app/review/task.server.ts";
import { listTaskOwners } from "#app/review/task-owner.server.ts";
import { claimDigests, isReminderDay, setReminders, type TaskDigest } from "#app/review/task-reminder.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";
import { actFor, dayFromNow, emailOf, engageConsultancy } from "#tests/support/sample-engagement.ts";
import { written } from "#tests/support/sent-mails.ts";

onEachEngine("tasks", (engine) => {
  type Tx = Parameters<Parameters<typeof engine.doors.withTenant>[1]>[0];
  const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const statesOf = async (actor: Actor) =>
    (await inTenant(actor, (tx) => listTasks(tx, actor.organizationId))).map(({ state, open }) => [state, open.length]);
  const digestsOf = async (actor: Actor, day: string, time = "12:00") =>
    (await written<TaskDigest>((write) => claimDigests(engine.doors, new Date(`${day}T${time}:00Z`), write))).filter(
      ({ tenantId }) => tenantId === actor.tenantId,
    );

  async function makeTask(dueOn = "2026-01-31") {
    const { actor, sources } = await makeCompany(engine.doors);
    const cells = ["2025-02", "2025-03"].map((month) => ({ sourceId: sources.electricity!.id, month }));
    const input = { ownerId: actor.userId, dueOn, note: "", cells };
    const taskId = await inTenant(actor, (tx) => addTask(tx, actor, input));
    return { actor, sources, cells, input, taskId };
  }

  it("close when their months are complete and reopen when a month becomes incomplete", async () => {
    const { actor, cells } = await makeTask();
    expect(await statesOf(actor)).toEqual([["open", 2]]);
    const entry = { ...EMPTY_ENTRY, facility: "Plant A", source: "Electricity", quantity: "5", unit: "kWh" };
    const recordId = randomUUID();
    const add = { kind: "add" as const, recordId, entry: { ...entry, period: "2025-02" } };
    await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [add]));
    expect(await statesOf(actor)).toEqual([["open", 1]]);
    const answer = { kind: "no_activity" as const, reason: "Stood still." };
    await inTenant(actor, (tx) => answerGaps(tx, actor, cells.slice(1), answer));
    expect(await statesOf(actor)).toEqual([["done", 0]]);
    const remove = { kind: "delete" as const, recordId, version: 1, reason: "wrong" };
    await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [remove]));
    expect(await statesOf(actor)).toEqual([["open", 1]]);
  });

  it("are reassigned, cancelled with a reason and reopened", async () => {
    const { actor, taskId } = await makeTask();
    const second = await addColleague(engine.doors, actor, "editor");
    const change = (to: Parameters<typeof changeTask>[3], who = actor) =>
      inTenant(who, (tx) => changeTask(tx, who, taskId, to));
    await change({ kind: "assign", ownerId: second.userId, dueOn: "2026-02-15" });
    expect(await inTenant(actor, (tx) => listTasks(tx, actor.organizationId))).toMatchObject([
      { ownerName: "Second Person", dueOn: "2026-02-15" },
    ]);
    await expect(change({ kind: "assign", ownerId: randomUUID(), dueOn: "2026-02-15" })).rejects.toMatchObject({
      details: { reason: "owner_unknown" },
    });
    await expect(change({ kind: "cancel", reason: " " })).rejects.toMatchObject({ code: "invalid" });
    await expect(change({ kind: "reopen" })).rejects.toMatchObject({ code: "conflict" });
    await change({ kind: "cancel", reason: "Sold." });
    expect(await statesOf(actor)).toEqual([["cancelled", 2]]);
    await change({ kind: "reopen" });
    const { actor: other } = await makeCompany(engine.doors);
    await expect(change({ kind: "cancel", reason: "x" }, other)).rejects.toMatchObject({ code: "not_found" });
    expect(await statesOf(other)).toEqual([]);
  });

  it("are created for all gaps at once, and never twice for a month", async () => {
    const { actor, input } = await makeTask();
    const { cells: _, ...rest } = input;
    const bulk = { ...rest, period: { start: "2025-02-01", end: "2025-03-31" }, facilityId: null };
    expect(await inTenant(actor, (tx) => addTasksForGaps(tx, actor, bulk))).toBe(2);
    expect(await inTenant(actor, (tx) => addTasksForGaps(tx, actor, bulk))).toBe(0);
    expect(await statesOf(actor)).toHaveLength(3);
  });

  it.each([
    ["2026-01-24", true],
    ["2026-01-25", false],
    ["2026-01-30", false],
    ["2026-01-31", true],
    ["2026-02-01", true],
    ["2026-02-02", false],
    ["2026-02-08", true],
  ])("that are due on 31 January are reminded of on %s: %s", (day, isIt) => {
    expect(isReminderDay("2026-01-31", day)).toBe(isIt);
  });

  it("use the current day of the workspace for reminders", async () => {
    const { actor } = await makeTask();
    await inTenant(actor, (tx) => stateTenantZone(tx, actor, "Asia/Shanghai"));
    expect(await digestsOf(actor, "2026-01-23", "15:59")).toEqual([]);
    expect(await digestsOf(actor, "2026-01-23", "16:00")).toMatchObject([{ day: "2026-01-24" }]);
  });

  it("can be assigned to people of an engaged consultancy, who get nothing after their access ends", async () => {
    const { actor, input, taskId } = await makeTask();
    const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
    const editor = await addColleague(engine.doors, consultancy, "editor");
    const engagementId = await engageConsultancy(engine.doors, actor, consultancy, { endsOn: dayFromNow(30) });
    const acting = (await actFor(engine.doors, editor, actor))!;
    const owners = () => inTenant(actor, (tx) => listTaskOwners(tx, actor.organizationId));
    expect(await owners()).toEqual([
      { id: actor.userId, name: "Sample Person" },
      { id: acting.userId, name: "Second Person · Sample Consultancy" },
    ]);
    const stranger = addTaskFor(`acting:${engagementId}:${consultancy.userId}`);
    await expect(stranger).rejects.toMatchObject({ code: "invalid" });
    function addTaskFor(ownerId: string) {
      return inTenant(actor, (tx) => addTask(tx, actor, { ...input, ownerId }));
    }
    await addTaskFor(acting.userId);
    await inTenant(actor, (tx) => changeTask(tx, actor, taskId, { kind: "cancel", reason: "theirs now" }));
    const email = await emailOf(engine.doors, editor.userId);
    expect(await digestsOf(actor, "2026-01-31")).toMatchObject([{ email, tasks: [{ openCells: 2 }] }]);
    await inTenant(acting, (tx) => setReminders(tx, acting, false));
    expect(await digestsOf(actor, "2026-02-01")).toEqual([]);
    await inTenant(acting, (tx) => setReminders(tx, acting, true));
    // The company's tenant doesn't know that a person left the consultancy, who still must get no reminders.
    await inTenant(consultancy, (tx) => tx.deleteFrom("membership").where("user_id", "=", editor.userId).execute());
    expect(await digestsOf(actor, "2026-02-08")).toEqual([]);
    await inTenant(actor, (tx) =>
      revokeEngagement(tx, actor, { engagementId, reason: "The work is done.", by: "company" }),
    );
    expect(await owners()).toEqual([{ id: actor.userId, name: "Sample Person" }]);
    const [task] = await inTenant(actor, (tx) => listTasks(tx, actor.organizationId));
    expect(task).toMatchObject({ ownerName: "Second Person · Sample Consultancy" });
  });

  it("are reported in one email per person and day, for any number of workers and clocks", async () => {
    const { actor, input } = await makeTask();
    await inTenant(actor, (tx) => addTask(tx, actor, { ...input, note: "second" }));
    const [one, other] = await Promise.all([digestsOf(actor, "2026-01-31"), digestsOf(actor, "2026-01-31")]);
    expect([...one, ...other]).toMatchObject([{ locale: "en", tasks: [{ openCells: 2 }, { openCells: 2 }] }]);
    expect(await digestsOf(actor, "2026-01-31")).toEqual([]);
    // A clock that was set back by a week.
    expect(await digestsOf(actor, "2026-01-24")).toEqual([]);
    expect(await digestsOf(actor, "2026-02-01")).toHaveLength(1);
    await inTenant(actor, (tx) => setReminders(tx, actor, false));
    expect(await digestsOf(actor, "2026-02-08")).toEqual([]);
  });
});
