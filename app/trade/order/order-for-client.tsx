import { Form } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { ORDER } from "#app/order/order-state.ts";
import type { Bank } from "#app/trade/document/model.ts";
import { EINVOICE_FILES } from "#app/trade/einvoice/einvoice-files.ts";
import { INVOICE } from "#app/trade/invoice/invoice-state.ts";
import type { CheckoutState } from "#app/trade/payment/checkout-state.ts";
import type { InvoiceKind, InvoiceState } from "#db/money-schema.ts";
import type { OrderState } from "#db/order-schema.ts";

interface InvoiceForClient {
  id: string;
  number: string;
  kind: InvoiceKind;
  dueOn: string;
  state: InvoiceState;
  total: string;
  due: string | null;
  reference: string;
  /** Whether it can currently be paid by card or wallet. */
  online: boolean;
  /** The state of the newest payment page, as reported by the provider. */
  checkout: CheckoutState | null;
  bank: Omit<Bank, "bankAddress"> | null;
  /** Whether it has a file by EN 16931. */
  hasEInvoice: boolean;
  credits: CreditForClient[];
}

interface CreditForClient {
  id: string;
  number: string;
  issuedOn: string;
  reason: string;
  amount: string;
  hasEInvoice: boolean;
}

export interface OrderForClientView {
  state: OrderState;
  invoices: InvoiceForClient[];
  hasDraft: boolean;
  reportNumber: string | null;
}

export interface OrderForClientProps {
  order: OrderForClientView;
  address: string;
  back: string | null;
  /** Characters of the draft that can't be printed, with their places. */
  unprinted: { en: string; zh: string; character: string; codePoint: string }[];
}

/** The client's view of an order: status, invoices, payment, draft and report. */
export function OrderForClient(props: OrderForClientProps) {
  const { order, address, back, unprinted } = props;
  const { order: t, common } = useMessages();
  const { recipient } = t;
  return (
    <>
      <Section title={recipient.stage}>
        <p className="mt-3 flex flex-wrap items-center gap-3 text-16">
          <Chip tone={ORDER.tones[order.state]}>{t.states[order.state]}</Chip>
          {recipient[order.state]}
        </p>
      </Section>
      {order.reportNumber && <Report number={order.reportNumber} />}
      {order.invoices.length > 0 && (
        <Section title={recipient.invoices}>
          <PaymentNote invoices={order.invoices} back={back} />
          <ul className="divide-y divide-line">
            {order.invoices.map((invoice) => (
              <Invoice key={invoice.id} invoice={invoice} address={address} back={back} />
            ))}
          </ul>
        </Section>
      )}
      {order.hasDraft && (
        <Section title={recipient.draftTitle}>
          <p className="mt-3 text-14 text-muted">{recipient.draftAbout}</p>
          {unprinted.length > 0 && (
            <div role="alert" className="mt-3 text-14 text-bad-ink">
              <p>{recipient.draftRefused}</p>
              <ul className="mt-1 list-disc pl-5">
                {unprinted.map((facts) => (
                  <li key={`${facts.en} ${facts.codePoint}`}>{common.unprintableAt(facts)}</li>
                ))}
              </ul>
            </div>
          )}
          <div className="mt-3">
            <ButtonLink to={`${address}/draft.pdf`} icon="download" reloadDocument>
              {recipient.draftPdf}
            </ButtonLink>
          </div>
        </Section>
      )}
    </>
  );
}

function Report({ number }: { number: string }) {
  const { recipient: t } = useMessages().order;
  return (
    <Section title={t.reportTitle}>
      <p className="mt-3 text-20 font-semibold tabular-nums">{number}</p>
      <p className="mt-1 text-14 text-muted">{t.reportAbout}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <ButtonLink to={`/verify/${number}`} variant="primary" reloadDocument>
          {t.verify}
        </ButtonLink>
        <ButtonLink to={`/verify/${number}/report.pdf`} icon="download" reloadDocument>
          {t.reportPdf}
        </ButtonLink>
      </div>
    </Section>
  );
}

/** The payment is not confirmed yet: it is pending at the provider, or the client has just paid. */
function isUnderWay({ due, checkout }: InvoiceForClient, back: string | null): boolean {
  return due !== null && (checkout === "pending" || (checkout === "open" && back === "done"));
}

function PaymentNote({ invoices, back }: { invoices: InvoiceForClient[]; back: string | null }) {
  const { payment: t } = useMessages().order.recipient;
  const isWaiting = invoices.some((one) => isUnderWay(one, back));
  const isDue = invoices.some(({ due }) => due !== null);
  const hasFailed = invoices.some(({ due, checkout }) => due !== null && checkout === "failed");
  const note = isWaiting
    ? t.underWay
    : back === "done" && !isDue
      ? t.received
      : hasFailed
        ? t.failed
        : back === "given_up" && isDue
          ? t.givenUp
          : null;
  if (!note) return null;
  return (
    <p
      role="status"
      className={`mt-3 rounded-6 px-4 py-3 text-14 ${note === t.received ? "bg-good-tint text-good-ink" : "bg-warning-tint text-warning-ink"}`}
    >
      {note}
    </p>
  );
}

function Invoice({ invoice, address, back }: { invoice: InvoiceForClient; address: string; back: string | null }) {
  const { order: t } = useMessages();
  const { recipient } = t;
  const locale = useLocale();
  const isWaiting = isUnderWay(invoice, back);
  return (
    <li className="py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div>
          <p className="flex flex-wrap items-center gap-2 text-14 font-medium">
            <span className="tabular-nums">{invoice.number}</span>
            <span className="font-normal text-muted">{t.kinds[invoice.kind]}</span>
            {isWaiting ? (
              <Chip tone="accent">{recipient.payment.pending}</Chip>
            ) : (
              <Chip tone={INVOICE.tones[invoice.state]}>{t.invoiceStates[invoice.state]}</Chip>
            )}
          </p>
          <p className="mt-0.5 text-14 text-muted tabular-nums">
            {invoice.total} · <WholeDays>{recipient.due(formatDay(invoice.dueOn, locale))}</WholeDays>
          </p>
        </div>
        <Files
          address={`${address}/invoices/${invoice.id}`}
          number={invoice.number}
          pdf={{ file: "invoice.pdf", label: recipient.invoicePdf }}
          hasEInvoice={invoice.hasEInvoice}
        />
      </div>
      {invoice.credits.length > 0 && <Credits credits={invoice.credits} address={address} />}
      {invoice.due && !isWaiting && <WaysToPay invoice={invoice} due={invoice.due} address={address} />}
    </li>
  );
}

interface FilesProps {
  address: string;
  number: string;
  pdf: { file: string; label: string };
  hasEInvoice: boolean;
}

function Files({ address, number, pdf, hasEInvoice }: FilesProps) {
  const { einvoice: t } = useMessages().invoice;
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink to={`${address}/${pdf.file}`} icon="download" size="row" reloadDocument>
        {pdf.label}
      </ButtonLink>
      {hasEInvoice &&
        EINVOICE_FILES.map(({ file, words }) => (
          <ButtonLink
            key={file}
            to={`${address}/${file}`}
            icon="download"
            size="row"
            aria-label={t.fileOf(number, t[words])}
            reloadDocument
          >
            {t[words]}
          </ButtonLink>
        ))}
    </div>
  );
}

/** The credit notes of an invoice, oldest first. */
function Credits({ credits, address }: { credits: CreditForClient[]; address: string }) {
  const { recipient: t } = useMessages().order;
  const locale = useLocale();
  return (
    <ul className="mt-3 space-y-2 border-l-2 border-rule pl-4">
      {credits.map((credit) => (
        <li key={credit.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-14">
          <div>
            <p>
              {t.creditNote} <span className="tabular-nums">{credit.number}</span>
            </p>
            <p className="mt-0.5 text-muted tabular-nums">
              −{credit.amount} · <WholeDays>{formatDay(credit.issuedOn, locale)}</WholeDays>
            </p>
            <p className="mt-0.5 break-words text-muted">{credit.reason}</p>
          </div>
          <Files
            address={`${address}/credit-notes/${credit.id}`}
            number={credit.number}
            pdf={{ file: "credit-note.pdf", label: t.creditNotePdf }}
            hasEInvoice={credit.hasEInvoice}
          />
        </li>
      ))}
    </ul>
  );
}

/** Card or wallet if the seller's account accepts them, and always bank transfer. */
function WaysToPay({ invoice, due, address }: { invoice: InvoiceForClient; due: string; address: string }) {
  const { recipient: t } = useMessages().order;
  const { bank, online } = invoice;
  return (
    <div className="mt-3 divide-y divide-line rounded-6 border border-rule px-4">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6 py-3 text-14">
        <span className="text-muted">{t.pay}</span>
        <span className="text-16 font-semibold tabular-nums">{due}</span>
      </p>
      {online && (
        <Form method="post" action={address} className="space-y-2 py-4">
          <input type="hidden" name="invoiceId" value={invoice.id} />
          <Button name="intent" value="pay" size="large" isWide>
            {t.payOnline}
          </Button>
          <p className="text-12 text-muted">{t.payOnlineAbout}</p>
        </Form>
      )}
      {bank && (
        <div className="py-2">
          {online && <h3 className="pt-1 text-14 font-medium">{t.orByTransfer}</h3>}
          <FactList
            facts={[
              {
                label: t.reference,
                value: (
                  <>
                    <span className="font-semibold tabular-nums">{invoice.reference}</span>
                    <span className="block text-12 text-muted">{t.referenceHint}</span>
                  </>
                ),
              },
              { label: t.holder, value: bank.holder },
              { label: t.bank, value: bank.bankName },
              { label: t.account, value: <span className="tabular-nums">{bank.accountNumber}</span> },
              { label: t.bic, value: bank.bic },
              ...(bank.intermediary ? [{ label: t.intermediary, value: bank.intermediary }] : []),
            ]}
          />
        </div>
      )}
    </div>
  );
}
