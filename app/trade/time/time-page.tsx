import { Form, Link } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { ShownNote } from "#app/kit/shown-note.tsx";
import { Table } from "#app/kit/table.tsx";

interface EntryView {
  id: string;
  clientId: string;
  clientName: string;
  day: string;
  minutes: number;
  note: string;
  isBillable: boolean;
  personName: string;
  isOwn: boolean;
  isCorrected: boolean;
}

interface TimePageProps {
  base: string;
  today: string;
  filter: { clientId: string; month: string };
  done: boolean;
  correcting: EntryView | null;
  clients: { id: string; name: { en: string; zh: string } }[];
  entries: EntryView[];
  /** How many the filter finds; the newest of them are shown. */
  total: number;
  totals: { clientId: string; clientName: string; month: string; minutes: number; billable: number }[];
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** Minutes as hours and minutes, `3:05`. */
function asHours(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The name of a client in the reader's language; the one that was noted with the entry where it is a client no more. */
function useClientNames(clients: TimePageProps["clients"]) {
  const locale = useLocale();
  const names = new Map(clients.map(({ id, name }) => [id, localName(name, locale)]));
  return ({ clientId, clientName }: { clientId: string; clientName: string }) => names.get(clientId) ?? clientName;
}

/** Time worked for clients, its totals and a further entry. */
export function TimePage(props: TimePageProps) {
  const { base, filter, done, entries, total, totals } = props;
  const { time: t } = useMessages();
  const query = new URLSearchParams({ client: filter.clientId, month: filter.month });
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          entries.length > 0 && (
            <ButtonLink icon="download" to={`${base}/export.csv?${query}`} reloadDocument>
              {t.exportCsv}
            </ButtonLink>
          )
        }
      />
      {done && <DoneNote>{t.saved}</DoneNote>}
      <PageColumns aside={<EntryForm {...props} />}>
        <div className="space-y-10">
          <Filter {...props} />
          {entries.length === 0 ? <EmptyState title={t.emptyTitle} reason={t.emptyReason} /> : <Entries {...props} />}
          <ShownNote shown={entries.length} total={total} />
          {totals.length > 0 && <Totals {...props} />}
        </div>
      </PageColumns>
    </PageBody>
  );
}

function Filter({ clients, filter }: TimePageProps) {
  const { time: t } = useMessages();
  const locale = useLocale();
  return (
    <Form method="get" className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_10rem_auto]">
      <SelectField
        id="filter-client"
        label={t.client}
        name="client"
        placeholder={t.everyClient}
        defaultValue={filter.clientId}
        options={clients.map(({ id, name }) => ({ value: id, label: localName(name, locale) }))}
      />
      <TextField label={t.month} name="month" type="month" defaultValue={filter.month} />
      <Button variant="secondary">{t.show}</Button>
    </Form>
  );
}

function Entries({ base, entries, clients }: TimePageProps) {
  const { time: t } = useMessages();
  const locale = useLocale();
  const nameOf = useClientNames(clients);
  const struck = (entry: EntryView) => (entry.isCorrected ? "line-through text-muted" : "");
  return (
    <Table
      caption={t.title}
      rows={entries}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "client",
          head: t.client,
          isRowHead: true,
          cell: (entry) => (
            <>
              <span className={struck(entry)}>{nameOf(entry)}</span>
              <span className="block text-12 font-normal break-words text-muted">
                <WholeDays>
                  {[formatDay(entry.day, locale), entry.personName, entry.note].filter(Boolean).join(" · ")}
                </WholeDays>
              </span>
            </>
          ),
        },
        {
          key: "time",
          head: t.hours,
          isNumeric: true,
          cell: (entry) => <span className={struck(entry)}>{asHours(entry.minutes)}</span>,
        },
        {
          key: "billable",
          head: t.billable,
          isHiddenOnPhone: true,
          cell: ({ isBillable }) => (isBillable ? t.yes : t.no),
        },
        {
          key: "correct",
          head: <span className="sr-only">{t.correct}</span>,
          cell: ({ id, isOwn, isCorrected }) =>
            isOwn &&
            !isCorrected && (
              <Link className="text-link text-12" to={`${base}?correct=${id}#entry`}>
                {t.correct}
              </Link>
            ),
        },
      ]}
    />
  );
}

function Totals({ totals, clients }: TimePageProps) {
  const { time: t } = useMessages();
  const nameOf = useClientNames(clients);
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

function EntryForm({ base, today, clients, filter, correcting, errors, typed }: TimePageProps) {
  const { time: t } = useMessages();
  const locale = useLocale();
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
          defaultValue={typed.client ?? correcting?.clientId ?? filter.clientId}
          error={errorOf("client")}
          options={clients.map(({ id, name }) => ({ value: id, label: localName(name, locale) }))}
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
        <Button>{correcting ? t.correctSubmit : t.submit}</Button>
      </Form>
    </Section>
  );
}
