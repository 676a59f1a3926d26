import { Form, Link } from "@remix-run/react";
import { formatShortDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import { Notice } from "#app/records/review-parts.tsx";
import type { Task } from "#app/review/task.server.ts";
import { TASK } from "#app/review/task-state.ts";

type ShownTask = Omit<Task, "createdAt">;

export interface TasksPageProps {
  organizationId: string;
  mayEdit: boolean;
  userId: string;
  isMine: boolean;
  made: number | null;
  today: string;
  openCount: number;
  tasks: ShownTask[];
  sources: { id: string; name: string; facility: string }[];
  facilities: { id: string; name: string }[];
  owners: { id: string; name: string }[];
  asked: { sourceId: string; from: string; to: string };
  areRemindersOn: boolean;
  problem: { problem: string; typed: Record<string, string> } | null;
}

/** Who is asked for which months until when: overdue first. */
export function TasksPage(props: TasksPageProps) {
  const { organizationId, tasks, isMine, problem, made } = props;
  const { task: t } = useMessages();
  const base = `/organizations/${organizationId}`;
  const words = t.problem as Record<string, string>;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about(props.openCount)}
        actions={
          <ButtonLink to={`${base}/tasks/export.csv`} reloadDocument icon="download">
            {t.exportCsv}
          </ButtonLink>
        }
      />
      <div className="mb-6">
        <Tabs
          label={t.views}
          tabs={[
            { to: `${base}/tasks`, label: t.mine, isCurrent: isMine },
            { to: `${base}/tasks?view=all`, label: t.everybody, isCurrent: !isMine },
          ]}
        />
      </div>
      {problem && <Notice tone="bad">{words[problem.problem] ?? t.problem.form}</Notice>}
      {made !== null && <Notice tone="good">{t.added(made)}</Notice>}
      <div className="grid max-w-240 gap-10">
        {tasks.length === 0 ? (
          <EmptyState title={t.emptyTitle} reason={t.emptyReason} />
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {tasks.map((task) => (
              <li key={task.id} className="py-4">
                <TaskRow task={task} base={base} page={props} />
              </li>
            ))}
          </ul>
        )}
        {props.mayEdit && <NewTask {...props} />}
        <Reminders {...props} />
      </div>
    </PageBody>
  );
}

function TaskRow({ task, base, page }: { task: ShownTask; base: string; page: TasksPageProps }) {
  const { task: t, common } = useMessages();
  const locale = useLocale();
  const isLate = task.state === "open" && task.dueOn < page.today;
  const sources = [...new Set(task.cells.map(({ sourceId }) => sourceId))].map((id) =>
    page.sources.find((one) => one.id === id),
  );
  const first = task.open[0] ?? task.cells[0];
  const months = task.cells.map(({ month }) => month).sort();
  return (
    <div className="flex flex-wrap items-start justify-between gap-3 text-14">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <Link
            to={`${base}/review?source=${first?.sourceId}&month=${first?.month}`}
            className="text-link font-semibold"
          >
            {common.listed(sources.flatMap((source) => (source ? `${source.name} · ${source.facility}` : [])))}
          </Link>
          {isLate ? (
            <Chip tone="bad">{t.overdue}</Chip>
          ) : (
            <Chip tone={TASK.tones[task.state]}>{t.state[task.state]}</Chip>
          )}
        </p>
        <p className="text-12 text-muted">
          {task.ownerName} · <WholeDays>{t.due(formatShortDay(task.dueOn, locale))}</WholeDays> · {months[0]}
          {months.length > 1 && ` – ${months.at(-1)}`} · {t.openOf(String(task.open.length), String(task.cells.length))}
        </p>
        {task.note && <p className="mt-1">{task.note}</p>}
        {task.state === "cancelled" && <p className="mt-1 text-muted">{t.calledOff(task.reason)}</p>}
      </div>
      {page.mayEdit && <TaskActs task={task} owners={page.owners} />}
    </div>
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
