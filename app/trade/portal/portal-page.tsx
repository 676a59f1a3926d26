import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { ORDER } from "#app/order/order-state.ts";
import { COLUMN } from "#app/requests/recipient-frame.tsx";
import { EINVOICE_FILES } from "#app/trade/einvoice/einvoice-files.ts";
import { InvoiceStateChip } from "#app/trade/invoice/invoice-state-chip.tsx";
import { QUOTE, type QuoteState } from "#app/trade/quote/quote-state.ts";
import type { InvoiceState } from "#db/money-schema.ts";
import type { OrderState } from "#db/order-schema.ts";

type Waiting =
  | { for: "answer"; number: string; quoteId: string; day: string }
  | {
      for: "payment";
      number: string;
      invoiceId: string;
      /** The page of its order, if it has one. */
      quoteId: string | null;
      amount: string;
      day: string;
      isOverdue: boolean;
    }
  | { for: "draft"; number: string; quoteId: string };

interface QuoteOfClient {
  id: string;
  number: string;
  state: QuoteState;
  /** The state of its order, if it was accepted. */
  order: OrderState | null;
  total: string;
}

interface InvoiceOfClient {
  id: string;
  number: string;
  issuedOn: string;
  dueOn: string;
  state: InvoiceState;
  isOverdue: boolean;
  total: string;
  due: string;
  /** The page of its order, which has every file and the ways to pay. */
  quoteId: string | null;
  hasEInvoice: boolean;
  credits: { id: string; number: string }[];
}

export interface PortalPageProps {
  page: {
    /** The path of this page, below which its pages and files are. */
    address: string;
    client: string;
    seller: string;
    waiting: Waiting[];
    reports: { number: string; order: string }[];
    quotes: QuoteOfClient[];
    invoices: InvoiceOfClient[];
    payments: {
      id: string;
      day: string;
      invoice: string;
      amount: string;
      refunded: string | null;
      isReversed: boolean;
    }[];
    most: number;
    isCut: { quotes: boolean; invoices: boolean; payments: boolean; reports: boolean };
  };
}

/** The client's page with everything that the seller sent. */
export function PortalPage({ page }: PortalPageProps) {
  const { page: t } = useMessages().portal;
  return (
    <div className={`${COLUMN} space-y-10 pt-8 pb-14 max-md:pt-6`}>
      <div>
        <h1 className="text-25 font-semibold max-md:text-20">{t.title}</h1>
        <p className="mt-1 text-14 text-muted">
          {t.from(page.seller)} · {t.for(page.client)}
        </p>
      </div>
      <WaitingSection {...page} />
      {page.reports.length > 0 && <ReportSection {...page} />}
      <QuoteSection {...page} />
      <InvoiceSection {...page} />
      <PaymentSection {...page} />
    </div>
  );
}

type Page = PortalPageProps["page"];

function WaitingSection({ waiting, address }: Page) {
  const { page: t } = useMessages().portal;
  return (
    <Section title={t.waiting} count={waiting.length || undefined}>
      {waiting.length === 0 && <p className="mt-3 text-14 text-muted">{t.nothing}</p>}
      <ul className="mt-1 divide-y divide-line">
        {waiting.map((one) => (
          <li key={`${one.for} ${one.number}`} className="py-3 text-14">
            <Link className="text-link font-medium touch:py-2" to={`${address}/${pageOf(one)}`}>
              {one.for === "answer"
                ? t.answer(one.number)
                : one.for === "payment"
                  ? t.pay(one.number)
                  : t.draft(one.number)}
            </Link>
            <WaitingNote {...one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function pageOf(one: Waiting): string {
  return one.for === "payment" && one.quoteId === null ? `invoices/${one.invoiceId}` : `quotes/${one.quoteId}`;
}

function WaitingNote(one: Waiting) {
  const { page: t } = useMessages().portal;
  const locale = useLocale();
  if (one.for === "draft") return null;
  const day = formatDay(one.day, locale);
  const isLate = one.for === "payment" && one.isOverdue;
  return (
    <p className={isLate ? "text-bad-ink" : "text-muted"}>
      <WholeDays>
        {one.for === "answer" ? t.answerBy(day) : isLate ? t.overdue(one.amount, day) : t.dueOn(one.amount, day)}
      </WholeDays>
    </p>
  );
}

function ReportSection({ reports, isCut, most }: Page) {
  const { page: t } = useMessages().portal;
  return (
    <Section title={t.reports} count={reports.length}>
      <ul className="mt-1 divide-y divide-line">
        {reports.map(({ number, order }) => (
          <li key={number} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3 text-14">
            <span>
              <span className="font-medium tabular-nums">{number}</span>
              <span className="block text-muted">{t.reportOf(order)}</span>
            </span>
            <span className="flex flex-wrap gap-2">
              <ButtonLink to={`/verify/${number}`} size="row" reloadDocument>
                {t.verify}
              </ButtonLink>
              <ButtonLink to={`/verify/${number}/report.pdf`} icon="download" size="row" reloadDocument>
                {t.reportPdf}
              </ButtonLink>
            </span>
          </li>
        ))}
      </ul>
      {isCut.reports && <Cut most={most} />}
    </Section>
  );
}

function QuoteSection({ quotes, address, isCut, most }: Page) {
  const { portal, quote, order, invoice } = useMessages();
  const { page: t } = portal;
  return (
    <Section title={t.quotes} id="quotes">
      {quotes.length === 0 && <p className="mt-3 text-14 text-muted">{t.noQuotes}</p>}
      {quotes.length > 0 && (
        <Table
          caption={t.quotes}
          isStacked
          rows={quotes}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "number",
              head: invoice.number,
              isRowHead: true,
              cell: ({ id, number }) => (
                <Link className="text-link tabular-nums" to={`${address}/quotes/${id}`}>
                  {number}
                </Link>
              ),
            },
            {
              key: "state",
              head: invoice.stateHead,
              cell: (one) =>
                one.order ? (
                  <Chip tone={ORDER.tones[one.order]}>{order.states[one.order]}</Chip>
                ) : (
                  <Chip tone={QUOTE.tones[one.state]}>{quote.states[one.state]}</Chip>
                ),
            },
            { key: "total", head: invoice.total, isNumeric: true, cell: ({ total }) => total },
          ]}
        />
      )}
      {isCut.quotes && <Cut most={most} />}
    </Section>
  );
}

function InvoiceSection({ invoices, address, isCut, most }: Page) {
  const { portal, invoice: words } = useMessages();
  const { page: t } = portal;
  const locale = useLocale();
  return (
    <Section title={t.invoices} id="invoices">
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
              cell: ({ id, number, quoteId }) => (
                <Link
                  className="text-link tabular-nums whitespace-nowrap"
                  to={`${address}/${quoteId ? `quotes/${quoteId}` : `invoices/${id}`}`}
                >
                  {number}
                </Link>
              ),
            },
            { key: "issued", head: words.issuedOn, cell: ({ issuedOn }) => formatDay(issuedOn, locale) },
            { key: "dueOn", head: t.due, cell: ({ dueOn }) => formatDay(dueOn, locale) },
            { key: "state", head: words.stateHead, cell: (one) => <InvoiceStateChip {...one} /> },
            { key: "total", head: words.total, isNumeric: true, cell: ({ total }) => total },
            { key: "due", head: words.outstanding, isNumeric: true, isStrong: true, cell: ({ due }) => due },
            { key: "files", head: t.files, cell: (one) => <Files invoice={one} address={address} /> },
          ]}
        />
      )}
      {isCut.invoices && <Cut most={most} />}
    </Section>
  );
}

function Files({
  invoice: { id, number, hasEInvoice, credits },
  address,
}: {
  invoice: InvoiceOfClient;
  address: string;
}) {
  const { portal, invoice: words } = useMessages();
  const { page: t } = portal;
  const file = (to: string, label: string, children: ReactNode) => (
    <a key={to} className="text-link whitespace-nowrap touch:py-2" href={`${address}/${to}`} aria-label={label}>
      {children}
    </a>
  );
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1">
      {file(`invoices/${id}/invoice.pdf`, t.pdfOf(number), t.pdf)}
      {hasEInvoice &&
        EINVOICE_FILES.map(({ file: name, words: key }) =>
          file(`invoices/${id}/${name}`, words.einvoice.fileOf(number, words.einvoice[key]), words.einvoice[key]),
        )}
      {credits.map((credit) =>
        file(`credit-notes/${credit.id}/credit-note.pdf`, t.creditOf(credit.number), credit.number),
      )}
    </span>
  );
}

function PaymentSection({ payments, isCut, most }: Page) {
  const { page: t } = useMessages().portal;
  const locale = useLocale();
  return (
    <Section title={t.payments} id="payments">
      {payments.length === 0 && <p className="mt-3 text-14 text-muted">{t.noPayments}</p>}
      {payments.length > 0 && (
        <Table
          caption={t.payments}
          isStacked
          rows={payments}
          rowKey={({ id }) => id}
          columns={[
            { key: "day", head: t.received, cell: ({ day }) => formatDay(day, locale) },
            {
              key: "invoice",
              head: t.invoice,
              isRowHead: true,
              cell: ({ invoice }) => <span className="tabular-nums">{invoice}</span>,
            },
            {
              key: "amount",
              head: t.amount,
              isNumeric: true,
              cell: ({ amount, refunded, isReversed }) => (
                <>
                  {isReversed ? <s>{amount}</s> : amount}
                  {isReversed && <span className="block text-12 text-muted">{t.reversed}</span>}
                  {refunded && <span className="block text-12 text-muted">{t.refunded(refunded)}</span>}
                </>
              ),
            },
          ]}
        />
      )}
      {isCut.payments && <Cut most={most} />}
    </Section>
  );
}

function Cut({ most }: { most: number }) {
  return <p className="mt-3 text-12 text-muted">{useMessages().portal.page.newest(most)}</p>;
}

/** The same page for every invalid link, whatever the reason. */
export function DeadPortal() {
  const { page: t } = useMessages().portal;
  return (
    <div className={`${COLUMN} py-12`}>
      <h1 className="text-25 font-semibold">{t.deadTitle}</h1>
      <p className="mt-3 max-w-140 text-16 text-muted">{t.deadText}</p>
    </div>
  );
}
