import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import { Notice } from "#app/records/review-parts.tsx";
import type { Task } from "#app/review/task.server.ts";

type ShownTask = Pick<Task, "id" | "ownerId" | "dueOn" | "state">;

export interface TasksPageProps {
  list: ListView;
  organizationId: string;
  mayEdit: boolean;
  userId: string;
  isMine: boolean;
  made: number | null;
  openCount: number;
  /** The tasks on the page, by id. */
  tasks: Record<string, ShownTask>;
  sources: { id: string; name: string; facility: string }[];
  facilities: { id: string; name: string }[];
  owners: { id: string; name: string }[];
  asked: { sourceId: string; from: string; to: string };
  areRemindersOn: boolean;
  problem: { problem: string; typed: Record<string, string> } | null;
}

export function TasksPage(props: TasksPageProps) {
  const { list, organizationId, userId, tasks, owners, isMine, problem, made } = props;
  const { task: t } = useMessages();
  const base = `/organizations/${organizationId}/tasks`;
  const words = t.problem as Record<string, string>;
  const actsOf = (id: string) => {
    const task = tasks[id];
    return task && <TaskActs task={task} owners={owners} />;
  };
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={t.about(props.openCount)}
        actions={
          <>
            <ListFile list={list} />
            <ButtonLink to={`${base}/months`}>{t.everyMonth.title}</ButtonLink>
          </>
        }
      />
      <div className="mb-6">
        <Tabs
          label={t.views}
          tabs={[
            { to: base, label: t.everybody, isCurrent: !isMine },
            { to: `${base}?owner=${encodeURIComponent(userId)}`, label: t.mine, isCurrent: isMine },
          ]}
        />
      </div>
      {problem && <Notice tone="bad">{words[problem.problem] ?? t.problem.form}</Notice>}
      {made !== null && <Notice tone="good">{t.added(made)}</Notice>}
      <ListBody list={list} act={props.mayEdit ? { head: t.change, of: actsOf } : undefined} />
      <div className="mt-10 grid max-w-240 gap-10">
        {props.mayEdit && <NewTask {...props} />}
        <Reminders {...props} />
      </div>
    </PageBody>
  );
}

function TaskActs({ task, owners }: { task: ShownTask; owners: TasksPageProps["owners"] }) {
  const { task: t } = useMessages();
  const id = <input type="hidden" name="taskId" value={task.id} />;
  if (task.state === "cancelled") {
    return (
      <Form method="post">
        {id}
        <Button size="row" variant="secondary" name="intent" value="reopen">
          {t.reopen}
        </Button>
      </Form>
    );
  }
  return (
    <details className="max-md:w-full">
      <summary className="inline-flex min-h-7 cursor-pointer items-center rounded-6 border border-rule bg-raised px-2.5 text-12 font-medium hover:border-muted touch:min-h-11">
        {t.change}
      </summary>
      <div className="mt-2 grid gap-4 rounded-6 bg-sunken p-3">
        <Form method="post" className="flex flex-wrap items-end gap-2">
          {id}
          <input type="hidden" name="intent" value="assign" />
          <SelectField
            label={t.owner}
            name="ownerId"
            id={`owner-${task.id}`}
            defaultValue={task.ownerId}
            options={owners.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField
            label={t.dueOn}
            name="dueOn"
            id={`due-${task.id}`}
            type="date"
            required
            defaultValue={task.dueOn}
          />
          <Button size="row" variant="secondary">
            {t.save}
          </Button>
        </Form>
        <Form method="post" className="flex flex-wrap items-end gap-2">
          {id}
          <input type="hidden" name="intent" value="cancel" />
          <TextField label={t.reason} name="reason" id={`reason-${task.id}`} required maxLength={1000} />
          <Button size="row" variant="destructive">
            {t.cancel}
          </Button>
        </Form>
      </div>
    </details>
  );
}

function NewTask({ sources, facilities, owners, asked, userId, problem }: TasksPageProps) {
  const { task: t } = useMessages();
  const typed = problem?.typed ?? {};
  return (
    <Section title={t.newTitle} id="new">
      <Form method="post" className="grid gap-3 pt-3 sm:grid-cols-2">
        <input type="hidden" name="intent" value="add" />
        <SelectField
          label={t.source}
          name="sourceId"
          hint={t.addHint}
          defaultValue={typed.sourceId ?? asked.sourceId}
          options={[
            { value: "", label: t.everySource },
            ...sources.map(({ id, name, facility }) => ({ value: id, label: `${name} · ${facility}` })),
          ]}
        />
        <SelectField
          label={t.facility}
          name="facilityId"
          defaultValue={typed.facilityId}
          options={[
            { value: "", label: t.allFacilities },
            ...facilities.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextField label={t.from} name="from" type="month" required defaultValue={typed.from ?? asked.from} />
        <TextField label={t.to} name="to" type="month" required defaultValue={typed.to ?? asked.to} />
        <SelectField
          label={t.owner}
          name="ownerId"
          defaultValue={typed.ownerId ?? userId}
          options={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField label={t.dueOn} name="dueOn" type="date" required defaultValue={typed.dueOn} />
        <TextField label={t.note} name="note" required={false} maxLength={1000} defaultValue={typed.note} />
        <div className="self-end">
          <Button>{t.add}</Button>
        </div>
      </Form>
    </Section>
  );
}

function Reminders({ areRemindersOn }: TasksPageProps) {
  const { task: t } = useMessages();
  return (
    <Section title={t.reminders}>
      <Form method="post" className="flex flex-wrap items-center gap-3 pt-3">
        <input type="hidden" name="intent" value="reminders" />
        <p className="max-w-160 text-14 text-muted">{areRemindersOn ? t.remindersOn : t.remindersOff}</p>
        <Button size="row" variant="secondary" name="isOn" value={areRemindersOn ? "no" : "yes"}>
          {areRemindersOn ? t.turnOff : t.turnOn}
        </Button>
      </Form>
    </Section>
  );
}
