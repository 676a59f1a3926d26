import { Form, Link } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { asHours } from "./hours.ts";
import type { TimeEntry, TimeTotal } from "./time-entry.server.ts";
import { TimerSection, type TimerView } from "./timer-section.tsx";

interface TimePageProps {
  base: string;
  today: string;
  list: ListView;
  /** The client selected in the filter, or empty. */
  wantedClient: string;
  /** What was saved, or empty. */
  done: string;
  timer: TimerView | null;
  correcting: TimeEntry | null;
  correctable: string[];
  totals: TimeTotal[];
  errors: Record<string, string>;
  typed: Record<string, string>;
}

function clientsOf({ filters }: ListView): { value: string; label: string }[] {
  return filters.find(({ name }) => name === "client")?.options ?? [];
}

export function TimePage(props: TimePageProps) {
  const { base, list, done, correctable, totals, errors, typed } = props;
  const isOfTimer = ["start", "stop", "discard"].includes(typed.intent ?? "");
  const none: Record<string, string> = {};
  const { time: t } = useMessages();
  const correct = (key: string) =>
    correctable.includes(key) && (
      <Link className="text-link text-12" to={`${base}?correct=${key}#entry`}>
        {t.correct}
      </Link>
    );
  return (
    <PageBody>
      <PageHeader title={list.title} about={list.about} actions={<ListFile list={list} />} />
      {done && <DoneNote>{t.timerDone[done as keyof typeof t.timerDone] ?? t.saved}</DoneNote>}
      <PageColumns
        aside={
          <>
            <TimerSection
              {...props}
              clients={clientsOf(list)}
              errors={isOfTimer ? errors : none}
              typed={isOfTimer ? typed : none}
            />
            <EntryForm {...props} errors={isOfTimer ? none : errors} typed={isOfTimer ? none : typed} />
          </>
        }
      >
        <div className="space-y-10">
          <div>
            <ListBody list={list} act={{ head: t.correct, of: correct }} />
          </div>
          {totals.length > 0 && <Totals {...props} />}
        </div>
      </PageColumns>
    </PageBody>
  );
}

function Totals({ totals, list }: TimePageProps) {
  const { time: t } = useMessages();
  const names = new Map(clientsOf(list).map(({ value, label }) => [value, label]));
  const nameOf = ({ clientId, clientName }: TimeTotal) => names.get(clientId) ?? clientName;
  return (
    <Section title={t.totals}>
      <Table
        caption={t.totals}
        rows={totals}
        rowKey={({ month, clientId }) => `${month} ${clientId}`}
        columns={[
          { key: "month", head: t.month, isMuted: true, cell: ({ month }) => month },
          { key: "client", head: t.client, isRowHead: true, cell: nameOf },
          { key: "time", head: t.hours, isNumeric: true, cell: ({ minutes }) => asHours(minutes) },
          { key: "billable", head: t.billableHours, isNumeric: true, cell: ({ billable }) => asHours(billable) },
        ]}
      />
    </Section>
  );
}

function EntryForm({ base, today, list, wantedClient, correcting, errors, typed }: TimePageProps) {
  const { time: t } = useMessages();
  const words = t.error as Record<string, string>;
  const errorOf = (name: string) => (errors[name] ? (words[errors[name]] ?? errors[name]) : undefined);
  const isBillable = typed.day === undefined ? (correcting?.isBillable ?? true) : typed.isBillable === "on";
  return (
    <Section title={correcting ? t.correctTitle : t.add} isAside id="entry">
      <Form method="post" action={base} className="mt-3 space-y-4" noValidate key={correcting?.id ?? "new"}>
        <FormErrors errors={listErrors(errors, (code) => words[code])} />
        <input type="hidden" name="replaces" value={typed.replaces ?? correcting?.id ?? ""} />
        <SelectField
          label={t.client}
          name="client"
          placeholder={t.choose}
          defaultValue={typed.client ?? correcting?.clientId ?? wantedClient}
          error={errorOf("client")}
          options={clientsOf(list)}
        />
        <TextField
          label={t.day}
          name="day"
          type="date"
          defaultValue={typed.day ?? correcting?.day ?? today}
          error={errorOf("day")}
        />
        <TextField
          label={t.minutes}
          hint={correcting ? t.strikeOut : undefined}
          name="minutes"
          type="number"
          min={0}
          max={1440}
          defaultValue={typed.minutes ?? correcting?.minutes ?? ""}
          error={errorOf("minutes")}
        />
        <TextField
          label={t.note}
          name="note"
          maxLength={1000}
          required={false}
          defaultValue={typed.note ?? correcting?.note ?? ""}
          error={errorOf("note")}
        />
        <label className="flex items-center gap-3 text-14">
          <input
            type="checkbox"
            name="isBillable"
            defaultChecked={isBillable}
            className="size-4 shrink-0 accent-accent"
          />
          {t.billable}
        </label>
        <Button name="intent" value="enter">
          {correcting ? t.correctSubmit : t.submit}
        </Button>
      </Form>
    </Section>
  );
}
