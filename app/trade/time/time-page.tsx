import { Form, Link } from "@remix-run/react";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { asHours } from "./hours.ts";
import { InvoicingSection, type InvoicingView } from "./invoicing-section.tsx";
import type { TimeEntry, TimeTotal } from "./time-entry.server.ts";
import { TimerSection, type TimerView } from "./timer-section.tsx";

interface TimePageProps {
  base: string;
  today: string;
  list: ListView;
  /** Where a client is added. */
  clients: string;
  /** Where rates are set. Null without the permission to see costs. */
  rates: string | null;
  /** Clients and their open orders. */
  works: { value: string; label: string }[];
  /** The order or client selected in the filter, or empty. */
  wanted: string;
  /** What was saved, or empty. */
  done: string;
  timer: TimerView | null;
  correcting: (TimeEntry & { work: string }) | null;
  correctable: string[];
  totals: TimeTotal[];
  /** Null without a chosen client, or without the permission to bill. */
  toInvoice: InvoicingView | null;
  errors: Record<string, string>;
  typed: Record<string, string>;
}

export function TimePage(props: TimePageProps) {
  const { base, clients, rates, list, works, done, correctable, totals, errors, typed } = props;
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
      <PageHeader
        title={list.title}
        about={list.about}
        actions={
          <>
            {rates && <ButtonLink to={rates}>{t.rates.open}</ButtonLink>}
            <ListFile list={list} />
          </>
        }
      />
      {done && <DoneNote>{t.timerDone[done as keyof typeof t.timerDone] ?? t.saved}</DoneNote>}
      <PageColumns
        aside={
          works.length === 0 ? (
            <NoClient clients={clients} />
          ) : (
            <>
              <TimerSection {...props} errors={isOfTimer ? errors : none} typed={isOfTimer ? typed : none} />
              {props.toInvoice && <InvoicingSection {...props.toInvoice} />}
              <EntryForm {...props} errors={isOfTimer ? none : errors} typed={isOfTimer ? none : typed} />
            </>
          )
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

/** Time is worked for a client, so the first step is to add one. */
function NoClient({ clients }: { clients: string }) {
  const { time: t } = useMessages();
  return (
    <Section title={t.add} isAside>
      <p className="mt-3 text-14 text-muted">{t.noClient}</p>
      <div className="mt-4">
        <ButtonLink to={clients} variant="primary">
          {t.addClient}
        </ButtonLink>
      </div>
    </Section>
  );
}

function Totals({ totals }: TimePageProps) {
  const { time: t } = useMessages();
  const locale = useLocale();
  return (
    <Section title={t.totals}>
      <Table
        caption={t.totals}
        rows={totals}
        rowKey={({ month, clientId }) => `${month} ${clientId}`}
        columns={[
          { key: "month", head: t.month, isMuted: true, cell: ({ month }) => month },
          { key: "client", head: t.client, isRowHead: true, cell: ({ clientName }) => localName(clientName, locale) },
          { key: "time", head: t.hours, isNumeric: true, cell: ({ minutes }) => asHours(minutes) },
          { key: "billable", head: t.billableHours, isNumeric: true, cell: ({ billable }) => asHours(billable) },
        ]}
      />
    </Section>
  );
}

function EntryForm({ base, today, works, wanted, correcting, errors, typed }: TimePageProps) {
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
          label={t.work}
          name="work"
          placeholder={t.choose}
          defaultValue={typed.work ?? correcting?.work ?? wanted}
          error={errorOf("work")}
          options={works}
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
