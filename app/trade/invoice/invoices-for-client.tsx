import { Form } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { Bank } from "#app/trade/document/model.ts";
import { EINVOICE_FILES } from "#app/trade/einvoice/einvoice-files.ts";
import type { CheckoutState } from "#app/trade/payment/checkout-state.ts";
import type { InvoiceKind, InvoiceState } from "#db/money-schema.ts";
import { INVOICE } from "./invoice-state.ts";

export interface InvoiceForClient {
  id: string;
  number: string;
  /** Its part of an order. Null without one. */
  kind: InvoiceKind | null;
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

interface InvoicesForClientProps {
  invoices: InvoiceForClient[];
  /** The path of the page of the link, below which the files are. */
  files: string;
  /** The path that takes a payment. */
  action: string;
  /** The result of a payment according to the return URL, or null. It proves nothing. */
  back: string | null;
}

/** Invoices of a client with their files, credit notes and ways to pay. */
export function InvoicesForClient(props: InvoicesForClientProps) {
  return (
    <>
      <PaymentNote {...props} />
      <ul className="divide-y divide-line">
        {props.invoices.map((invoice) => (
          <Invoice key={invoice.id} {...props} invoice={invoice} />
        ))}
      </ul>
    </>
  );
}

/** The payment is not confirmed yet: it is pending at the provider, or the client has just paid. */
function isUnderWay({ due, checkout }: InvoiceForClient, back: string | null): boolean {
  return due !== null && (checkout === "pending" || (checkout === "open" && back === "done"));
}

function PaymentNote({ invoices, back }: Pick<InvoicesForClientProps, "invoices" | "back">) {
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

function Invoice({ invoice, files, action, back }: InvoicesForClientProps & { invoice: InvoiceForClient }) {
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
            {invoice.kind && <span className="font-normal text-muted">{t.kinds[invoice.kind]}</span>}
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
          address={`${files}/invoices/${invoice.id}`}
          number={invoice.number}
          pdf={{ file: "invoice.pdf", label: recipient.invoicePdf }}
          hasEInvoice={invoice.hasEInvoice}
        />
      </div>
      {invoice.credits.length > 0 && <Credits credits={invoice.credits} address={files} />}
      {invoice.due && !isWaiting && <WaysToPay invoice={invoice} due={invoice.due} action={action} />}
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
function WaysToPay({ invoice, due, action }: { invoice: InvoiceForClient; due: string; action: string }) {
  const { recipient: t } = useMessages().order;
  const { bank, online } = invoice;
  return (
    <div className="mt-3 divide-y divide-line rounded-6 border border-rule px-4">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6 py-3 text-14">
        <span className="text-muted">{t.pay}</span>
        <span className="text-16 font-semibold tabular-nums">{due}</span>
      </p>
      {online && (
        <Form method="post" action={action} className="space-y-2 py-4">
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
