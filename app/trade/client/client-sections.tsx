import { Form, Link } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import type { InvoiceRow } from "#app/trade/invoice/invoice-list.server.ts";
import { InvoiceStateChip } from "#app/trade/invoice/invoice-state-chip.tsx";
import { dueOf } from "./client-account.ts";
import { CONTACT_ROLES } from "./client-form.ts";
import type { ClientNote, Contact } from "./client-relations.server.ts";

/** What a form on the page was refused for, and what was typed into it. */
export interface Answered {
  errors: Record<string, string>;
  typed: Record<string, string> | undefined;
}

interface SectionProps {
  page: {
    base: string;
    maySell: boolean;
    today: string;
    contacts: Contact[];
    notes: ClientNote[];
    invoices: ReturnType<typeof showInvoice>[];
  };
  form: Answered;
}

export function showInvoice(invoice: InvoiceRow, today: string) {
  const { id, number, currency, totalMinor, issuedOn, dueOn, standing } = invoice;
  const isOpen = standing.state === "open" || standing.state === "partly_paid";
  return {
    ...{ id, number, issuedOn, state: standing.state },
    isOverdue: isOpen && dueOn < today,
    total: formatMoney(money(totalMinor, currency)),
    due: formatMoney(money(dueOf(invoice), currency)),
  };
}

export function ContactSection({ page: { contacts, maySell }, form }: SectionProps) {
  const { client: t } = useMessages();
  return (
    <Section title={t.contacts} count={contacts.length || undefined} id="contacts">
      {contacts.length === 0 && <p className="mt-3 text-14 text-muted">{t.noContacts}</p>}
      {contacts.length > 0 && (
        <Table
          caption={t.contacts}
          isStacked
          rows={contacts}
          rowKey={({ id }) => id}
          columns={[
            { key: "name", head: t.contactNameHead, isRowHead: true, cell: ({ name }) => name },
            {
              key: "role",
              head: t.role,
              cell: ({ role }) => <span className="whitespace-nowrap">{t.roles[role]}</span>,
            },
            { key: "reach", head: t.reach, cell: (contact) => <Reach {...contact} /> },
            ...(maySell
              ? [{ key: "end", head: t.endHead, cell: (contact: Contact) => <EndContact {...contact} /> }]
              : []),
          ]}
        />
      )}
      {maySell && <NewContact key={contacts.length} {...form} />}
    </Section>
  );
}

function Reach({ email, phone }: Contact) {
  return (
    <>
      {email && (
        <a className="text-link block" href={`mailto:${email}`}>
          {email}
        </a>
      )}
      {phone}
    </>
  );
}

function EndContact({ id, name }: Contact) {
  const { client: t } = useMessages();
  return (
    <Form method="post">
      <input type="hidden" name="contactId" value={id} />
      <Button name="intent" value="end" variant="secondary" aria-label={t.endOf(name)}>
        {t.end}
      </Button>
    </Form>
  );
}

function NewContact({ errors, typed }: Answered) {
  const { client: t } = useMessages();
  const { field, list } = useFields({ errors, typed });
  return (
    <details className="mt-4" open={typed !== undefined}>
      <summary className="text-link w-fit text-14">{t.addContact}</summary>
      <Form method="post" noValidate className="mt-4 space-y-5">
        <FormErrors errors={list} />
        <div className="grid gap-4 md:grid-cols-2">
          <NameField label={t.contactNameHead} maxLength={100} {...field("name")} id="contact-name" />
          <SelectField
            label={t.role}
            {...field("role")}
            id="contact-role"
            placeholder={t.chooseRole}
            options={CONTACT_ROLES.map((role) => ({ value: role, label: t.roles[role] }))}
          />
          <TextField
            label={t.email}
            type="email"
            maxLength={254}
            required={false}
            {...field("email")}
            id="contact-email"
            hint={t.reachHint}
          />
          <TextField
            label={t.phone}
            type="tel"
            maxLength={60}
            required={false}
            {...field("phone")}
            id="contact-phone"
          />
        </div>
        <Button name="intent" value="contact">
          {t.addContact}
        </Button>
      </Form>
    </details>
  );
}

export function NoteSection({ page: { notes, maySell, today }, form: { errors, typed } }: SectionProps) {
  const { client: t, auditTrail } = useMessages();
  const locale = useLocale();
  const { field, list } = useFields({ errors, typed });
  return (
    <Section title={t.notes} count={notes.length || undefined} id="notes">
      <p className="mt-3 max-w-180 text-14 text-muted">{t.notesAbout}</p>
      {maySell && (
        <Form method="post" noValidate className="mt-4 space-y-5" key={notes.length}>
          <FormErrors errors={list} />
          <div className="max-w-60">
            <TextField label={t.noteDay} type="date" {...field("day", today)} id="note-day" />
          </div>
          <TextAreaField label={t.note} rows={3} maxLength={4000} {...field("note")} id="note-text" />
          <Button name="intent" value="note" variant="secondary">
            {t.addNote}
          </Button>
        </Form>
      )}
      <ol className="mt-4 divide-y divide-line">
        {notes.map(({ id, day, note, authorName }) => (
          <li key={id} className="py-3 text-14">
            <p className="text-12 text-muted">
              {formatDay(day, locale)} · {authorName ?? auditTrail.former}
            </p>
            <p className="mt-1 break-words whitespace-pre-line">{note}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function InvoiceSection({ page: { base, invoices } }: Pick<SectionProps, "page">) {
  const { client: t, invoice: words } = useMessages();
  const locale = useLocale();
  return (
    <Section title={t.invoices} count={invoices.length || undefined} id="invoices">
      {invoices.length === 0 && <p className="mt-3 text-14 text-muted">{t.noInvoices}</p>}
      {invoices.length > 0 && (
        <Table
          caption={t.invoices}
          isStacked
          rows={invoices}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "number",
              head: words.number,
              isRowHead: true,
              cell: ({ id, number }) => (
                <Link className="text-link tabular-nums" to={`${base}/invoices/${id}`}>
                  {number}
                </Link>
              ),
            },
            { key: "issued", head: words.issuedOn, cell: ({ issuedOn }) => formatDay(issuedOn, locale) },
            { key: "state", head: words.stateHead, cell: (one) => <InvoiceStateChip {...one} /> },
            { key: "total", head: words.total, isNumeric: true, cell: ({ total }) => total },
            { key: "due", head: words.outstanding, isNumeric: true, isStrong: true, cell: ({ due }) => due },
          ]}
        />
      )}
    </Section>
  );
}

/** The fields of a form of this page: what was typed, and its error in words. */
function useFields({ errors, typed }: Answered) {
  const { client: t } = useMessages();
  const word = (fault: string) => t.faults[fault as keyof typeof t.faults] ?? fault;
  const field = (name: string, start = "") => ({
    name,
    defaultValue: typed?.[name] ?? start,
    error: errors[name] && word(errors[name]),
  });
  return { field, list: listErrors(errors, word) };
}
