import { Form, Link } from "@remix-run/react";
import { formatDay, formatShortDay } from "#app/day/format-day.ts";
import { localName } from "#app/i18n/locale.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NoticedName } from "#app/kit/noticed-name.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { buttonClasses } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { PricedLine } from "#app/trade/document/model.ts";
import type { EInvoiceFault } from "#app/trade/einvoice/einvoice.ts";
import { EINVOICE_FILES } from "#app/trade/einvoice/einvoice-files.ts";
import { FapiaoSection, type FapiaoView } from "#app/trade/fapiao/fapiao-section.tsx";
import { DisputeList, type DisputeView } from "#app/trade/payment/dispute-list.tsx";
import { isOnHold } from "#app/trade/payment/dispute-state.ts";
import type { InvoiceState } from "#db/money-schema.ts";
import type { CreditNote, Invoice, InvoicePayment } from "./invoice-list.server.ts";
import { InvoiceStateChip } from "./invoice-state-chip.tsx";

interface InvoicePageProps
  extends Pick<
    Invoice,
    | "id"
    | "number"
    | "kind"
    | "issuedOn"
    | "dueOn"
    | "currency"
    | "homeCurrency"
    | "reference"
    | "exchange"
    | "seller"
    | "client"
    | "bank"
    | "taxNote"
    | "buyerReference"
    | "period"
  > {
  base: string;
  state: InvoiceState;
  isOverdue: boolean;
  authorName: string;
  sha256: string | null;
  /** Why the invoice has no file by EN 16931. Empty if it has one. */
  einvoiceFaults: EInvoiceFault[];
  sums: Record<"net" | "tax" | "total" | "credited" | "paid" | "refunded" | "outstanding", string>;
  lines: (Omit<PricedLine, "unitPriceMinor" | "netMinor" | "taxMinor"> & { unitPrice: string; net: string })[];
  credits: (Pick<CreditNote, "id" | "number" | "issuedOn" | "reason"> & { amount: string; hasEInvoice: boolean })[];
  payments: (Omit<InvoicePayment, "amountMinor" | "feeMinor" | "refundedMinor"> & {
    amount: string;
    refunded: string | null;
  })[];
  disputes: DisputeView[];
  /** Whether an open amount can be paid online. */
  hasPayLink: boolean;
  mayCredit: boolean;
  /** The amount of a full credit, formatted for the form. */
  creditable: string;
  /** The number of a credit note that was just issued. */
  credited: string | null;
  errors: Record<string, string>;
  typed: Record<string, string>;
  /** Null for sellers that issue no fapiao. */
  fapiao: FapiaoView | null;
  mayRecord: boolean;
  /** Whether a fapiao was just recorded. */
  isRecorded: boolean;
  /** The answer to the form of the fapiao. */
  recording: { errors: Record<string, string>; typed: Record<string, string> | null };
}

export function InvoicePage(page: InvoicePageProps) {
  const { invoice: t, payment, refund, fapiao } = useMessages();
  const locale = useLocale();
  const client = localName({ en: page.client.legalNameEn, zh: page.client.legalNameZh }, locale);
  const hasDispute = page.disputes.some(isOnHold);
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: `${page.base}/invoices`, label: t.title }]}
        title={t.one(page.number)}
        state={
          <>
            <InvoiceStateChip state={page.state} isOverdue={page.isOverdue} />
            {hasDispute && <Chip tone="warning">{refund.onHold}</Chip>}
          </>
        }
        about={`${client} · ${page.sums.total}`}
        actions={
          <>
            {page.hasPayLink && <ButtonLink to={`${page.base}/invoices/${page.id}/pay`}>{payment.pay}</ButtonLink>}
            <a
              href={`${page.base}/invoices/${page.id}/pdf`}
              className={buttonClasses({ variant: "secondary" })}
              download
            >
              {t.download}
            </a>
            {page.einvoiceFaults.length === 0 &&
              EINVOICE_FILES.map(({ file, words }) => (
                <a
                  key={file}
                  href={`${page.base}/invoices/${page.id}/${file}`}
                  className={buttonClasses({ variant: "secondary" })}
                  download
                >
                  {t.einvoice[words]}
                </a>
              ))}
          </>
        }
      />
      {page.credited && <DoneLine>{t.creditDone(page.credited)}</DoneLine>}
      {page.isRecorded && page.recording.typed === null && <DoneLine>{fapiao.saved}</DoneLine>}
      <PageColumns aside={<Aside {...page} />}>
        <div className="space-y-12">
          {page.disputes.length > 0 && (
            <Section title={refund.disputes}>
              <p className="mt-2 text-14 text-muted">{refund.disputesAbout}</p>
              <DisputeList disputes={page.disputes} />
            </Section>
          )}
          <Section title={t.lines}>
            <Lines {...page} />
          </Section>
          <Section title={t.payments}>
            {page.payments.length === 0 ? (
              <p className="py-3 text-14 text-muted">{t.noPayments}</p>
            ) : (
              <Payments base={page.base} payments={page.payments} />
            )}
          </Section>
          <Section title={t.credits}>
            {page.credits.length === 0 ? (
              <p className="py-3 text-14 text-muted">{t.noCredits}</p>
            ) : (
              <Credits {...page} />
            )}
          </Section>
          {page.fapiao && (
            <FapiaoSection invoiceId={page.id} mayRecord={page.mayRecord} {...page.fapiao} {...page.recording} />
          )}
          {page.mayCredit && <CreditSection {...page} />}
        </div>
      </PageColumns>
    </PageBody>
  );
}

function Aside(page: InvoicePageProps) {
  const { invoice: t } = useMessages();
  const locale = useLocale();
  const { bank, exchange, taxNote, sums } = page;
  const local = (en: string, zh: string) => localName({ en, zh }, locale);
  const client = local(page.client.legalNameEn, page.client.legalNameZh);
  const facts: Fact[] = [
    { label: t.kindHead, value: t.kind[page.kind] },
    { label: t.issuedOn, value: formatDay(page.issuedOn, locale) },
    { label: t.dueOn, value: formatDay(page.dueOn, locale) },
    {
      label: t.reference,
      value: (
        <span className="tabular-nums" translate="no">
          {page.reference}
        </span>
      ),
    },
    { label: t.seller, value: <NoticedName name={local(page.seller.legalNameEn, page.seller.legalNameZh)} /> },
    { label: t.buyer, value: <NoticedName name={page.client.taxId ? `${client} · ${page.client.taxId}` : client} /> },
  ];
  if (page.buyerReference) facts.push({ label: t.buyerReference, value: page.buyerReference });
  if (page.period) {
    const days = [page.period.from, page.period.to].map((day) => formatDay(day, locale));
    facts.push({ label: t.period, value: t.periodDays(days[0]!, days[1]!) });
  }
  if (bank) facts.push({ label: t.bank, value: `${bank.bankName} · ${bank.accountNumber} · ${bank.bic}` });
  if (exchange) {
    const { currency, homeCurrency } = page;
    facts.push({ label: t.exchangeHead, value: t.exchange({ ...exchange, currency, homeCurrency }) });
  }
  if (taxNote) facts.push({ label: t.taxNote, value: local(taxNote.textEn, taxNote.textLocal) });
  const hash = page.sha256 && <span className="font-mono text-12 break-all">{page.sha256}</span>;
  const lacking = page.einvoiceFaults.map((fault) => (
    <span key={fault} className="block">
      {t.einvoice.missing[fault]}
    </span>
  ));
  facts.push({ label: t.einvoice.head, value: lacking.length === 0 ? t.einvoice.format : lacking });
  facts.push({ label: t.sha256, value: hash ?? t.notPrinted });
  return (
    <>
      <Section title={t.standing} isAside>
        <FactList
          isNarrow
          facts={[
            { label: t.invoiced, value: <Sum>{sums.total}</Sum> },
            { label: t.credited, value: <Sum>{sums.credited}</Sum> },
            { label: t.paid, value: <Sum>{sums.paid}</Sum> },
            { label: t.refunded, value: <Sum>{sums.refunded}</Sum> },
            { label: t.outstanding, value: <Sum isStrong>{sums.outstanding}</Sum> },
          ]}
        />
      </Section>
      <Section title={t.facts} isAside>
        <FactList isNarrow facts={facts} />
        {page.authorName && <p className="mt-2 text-12 text-muted">{t.issuedBy(page.authorName)}</p>}
      </Section>
    </>
  );
}

function Sum({ children, isStrong }: { children: string; isStrong?: boolean }) {
  return (
    <span className={`block text-right tabular-nums ${isStrong ? "font-semibold text-accent" : ""}`}>{children}</span>
  );
}

function Lines({ lines, currency, sums }: InvoicePageProps) {
  const { invoice: t } = useMessages();
  const locale = useLocale();
  return (
    <Table
      caption={t.lines}
      rows={lines}
      rowKey={({ position }) => String(position)}
      columns={[
        {
          key: "description",
          head: t.description,
          isRowHead: true,
          cell: (line) => localName({ en: line.descriptionEn, zh: line.descriptionZh }, locale),
        },
        { key: "quantity", head: t.quantity, isNumeric: true, cell: (line) => `${line.quantity} ${line.unit}`.trim() },
        { key: "unitPrice", head: t.unitPrice, isNumeric: true, isHiddenOnPhone: true, cell: (line) => line.unitPrice },
        { key: "tax", head: t.tax, isNumeric: true, isHiddenOnPhone: true, cell: (line) => `${line.taxPercent}%` },
        { key: "net", head: t.amount(currency), isNumeric: true, cell: (line) => line.net },
      ]}
      total={{ description: t.net, net: sums.net }}
    />
  );
}

function Payments({ base, payments }: Pick<InvoicePageProps, "base" | "payments">) {
  const { invoice: t } = useMessages();
  const locale = useLocale();
  return (
    <Table
      caption={t.payments}
      rows={payments}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "day",
          head: t.receivedOn,
          isRowHead: true,
          cell: (one) => (
            <Link to={`${base}/payments/${one.id}`} className="text-link whitespace-nowrap">
              {formatShortDay(one.receivedOn, locale)}
            </Link>
          ),
        },
        {
          key: "provider",
          head: t.reference,
          cell: (one) => (
            <>
              {t.provider[one.provider]}
              <span className="block text-12 break-all text-muted">{one.providerRef}</span>
              {one.reversal && <span className="block text-12 text-bad-ink">{t.reversed(one.reversal)}</span>}
            </>
          ),
        },
        {
          key: "refunded",
          head: t.refunded,
          isNumeric: true,
          isHiddenOnPhone: true,
          cell: (one) => one.refunded ?? "—",
        },
        { key: "amount", head: t.sum, isNumeric: true, cell: (one) => one.amount },
      ]}
    />
  );
}

function Credits({ base, id, credits }: InvoicePageProps) {
  const { invoice: t } = useMessages();
  const locale = useLocale();
  return (
    <Table
      caption={t.credits}
      rows={credits}
      rowKey={(one) => one.id}
      columns={[
        {
          key: "number",
          head: t.number,
          isRowHead: true,
          cell: (one) => (
            <>
              <a
                href={`${base}/invoices/${id}/credit-notes/${one.id}/pdf`}
                className="text-link whitespace-nowrap"
                download
              >
                {one.number}
              </a>
              {one.hasEInvoice &&
                EINVOICE_FILES.map(({ file, words }) => (
                  <a
                    key={file}
                    href={`${base}/invoices/${id}/credit-notes/${one.id}/${file}`}
                    className="block text-12 text-link touch:py-2"
                    aria-label={t.einvoice.fileOf(one.number, t.einvoice[words])}
                    download
                  >
                    {t.einvoice[words]}
                  </a>
                ))}
            </>
          ),
        },
        {
          key: "issuedOn",
          head: t.issuedOn,
          isHiddenOnPhone: true,
          cell: (one) => formatShortDay(one.issuedOn, locale),
        },
        { key: "reason", head: t.reason, cell: (one) => one.reason },
        { key: "amount", head: t.credited, isNumeric: true, cell: (one) => one.amount },
      ]}
    />
  );
}

function CreditSection({ currency, creditable, errors, typed }: InvoicePageProps) {
  const { invoice: t } = useMessages();
  const faultOf = (field: string) => (errors[field] ? (t.fault[errors[field]] ?? errors[field]) : undefined);
  return (
    <Section title={t.credit}>
      <p className="mt-3 max-w-160 text-14 text-muted">{t.creditHint}</p>
      <Form method="post" className="mt-4 max-w-160 space-y-5" preventScrollReset>
        <FormErrors errors={listErrors(errors, (fault) => t.fault[fault])} />
        <TextField
          label={t.creditAmount(currency)}
          name="amount"
          inputMode="decimal"
          maxLength={40}
          defaultValue={typed.amount ?? creditable}
          error={faultOf("amount")}
          className="max-w-48 tabular-nums"
        />
        <TextAreaField
          label={t.reason}
          name="reason"
          rows={2}
          maxLength={1000}
          defaultValue={typed.reason ?? ""}
          error={faultOf("reason")}
        />
        <ConfirmAction label={t.issueCredit} lost="" question={t.creditQuestion} isHarmless isAtStart intent="credit" />
      </Form>
    </Section>
  );
}
