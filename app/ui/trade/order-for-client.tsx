import { ButtonLink } from "../button.tsx";
import { Chip } from "../chip.tsx";
import { FactList } from "../fact-list.tsx";
import { formatDay } from "../format-day.ts";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { Section } from "../section.tsx";
import { ORDER_TONES } from "./state-tones.ts";

interface InvoiceForClient {
  id: string;
  number: string;
  kind: "deposit" | "balance" | "full" | "plan";
  dueOn: string;
  state: "open" | "partly_paid" | "paid" | "overpaid" | "credited";
  total: string;
  /** What is still to be paid; null where nothing is. */
  due: string | null;
  reference: string;
  bank: {
    holder: string;
    bankName: string;
    accountNumber: string;
    bic: string;
    intermediary: string;
    note: string;
  } | null;
}

export interface OrderForClientView {
  state: keyof typeof ORDER_TONES;
  invoices: InvoiceForClient[];
  hasDraft: boolean;
  reportNumber: string | null;
}

const INVOICE_TONES = {
  open: "warning",
  partly_paid: "warning",
  paid: "good",
  overpaid: "good",
  credited: "neutral",
} as const;

/** How far the order is, what is to be paid and where, the draft, and the report once it is released. */
export function OrderForClient({ order, address }: { order: OrderForClientView; address: string }) {
  const { order: t } = useMessages();
  const { recipient } = t;
  return (
    <>
      <Section title={recipient.stage}>
        <p className="mt-3 flex flex-wrap items-center gap-3 text-16">
          <Chip tone={ORDER_TONES[order.state]}>{t.states[order.state]}</Chip>
          {recipient[order.state]}
        </p>
      </Section>
      {order.reportNumber && <Report number={order.reportNumber} />}
      {order.invoices.length > 0 && (
        <Section title={recipient.invoices}>
          <ul className="divide-y divide-line">
            {order.invoices.map((invoice) => (
              <Invoice key={invoice.id} invoice={invoice} address={address} />
            ))}
          </ul>
        </Section>
      )}
      {order.hasDraft && (
        <Section title={recipient.draftTitle}>
          <p className="mt-3 text-14 text-muted">{recipient.draftAbout}</p>
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

function Invoice({ invoice, address }: { invoice: InvoiceForClient; address: string }) {
  const { order: t } = useMessages();
  const { recipient } = t;
  const locale = useLocale();
  const { bank } = invoice;
  return (
    <li className="py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div>
          <p className="flex flex-wrap items-center gap-2 text-14 font-medium">
            <span className="tabular-nums">{invoice.number}</span>
            <span className="font-normal text-muted">{t.kinds[invoice.kind]}</span>
            <Chip tone={INVOICE_TONES[invoice.state]}>{t.invoiceStates[invoice.state]}</Chip>
          </p>
          <p className="mt-0.5 text-14 text-muted tabular-nums">
            {invoice.total} · {recipient.due(formatDay(invoice.dueOn, locale))}
          </p>
        </div>
        <ButtonLink to={`${address}/invoices/${invoice.id}/invoice.pdf`} icon="download" size="row" reloadDocument>
          {recipient.invoicePdf}
        </ButtonLink>
      </div>
      {invoice.due && bank && (
        <div className="mt-3 rounded-6 border border-rule px-4 py-2">
          <FactList
            facts={[
              {
                label: recipient.pay,
                value: <span className="text-16 font-semibold tabular-nums">{invoice.due}</span>,
              },
              {
                label: recipient.reference,
                value: (
                  <>
                    <span className="font-semibold tabular-nums">{invoice.reference}</span>
                    <span className="block text-12 text-muted">{recipient.referenceHint}</span>
                  </>
                ),
              },
              { label: recipient.holder, value: bank.holder },
              { label: recipient.bank, value: bank.bankName },
              { label: recipient.account, value: <span className="tabular-nums">{bank.accountNumber}</span> },
              { label: recipient.bic, value: bank.bic },
              ...(bank.intermediary ? [{ label: recipient.intermediary, value: bank.intermediary }] : []),
            ]}
          />
        </div>
      )}
    </li>
  );
}
