import { Form, Link } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { CheckField } from "#app/trade/seller/check-field.tsx";
import { DisputeList, type DisputeView } from "./dispute-list.tsx";
import { isOnHold } from "./dispute-state.ts";
import type { PaymentDetail } from "./payment-detail.server.ts";
import type { OtherRefund } from "./refund-list.server.ts";
import { RefundList, type RefundView } from "./refund-list.tsx";

interface PaymentPageProps extends Omit<PaymentDetail, "ref" | "amountMinor" | "fee" | "kind"> {
  base: string;
  reference: string;
  amount: string;
  fee: string | null;
  left: string;
  /** The amount of a full refund, formatted for the form. Null if the user can't refund anything. */
  refundable: string | null;
  mayBill: boolean;
  waits: Record<string, string>;
  refunds: RefundView[];
  others: (Omit<OtherRefund, "amountMinor"> & { amount: string })[];
  disputes: DisputeView[];
  done: string | null;
  errors: Record<string, string>;
  typed: Record<string, string>;
}

export function PaymentPage(page: PaymentPageProps) {
  const { refund: t, invoice, payment } = useMessages();
  const locale = useLocale();
  const faults = listErrors(page.errors, (fault) => t.fault[fault]);
  const hasDispute = page.disputes.some(isOnHold);
  return (
    <PageBody>
      <PageHeader
        crumbs={[
          { to: `${page.base}/payments`, label: payment.title },
          { to: `${page.base}/invoices/${page.invoiceId}`, label: page.invoiceNumber },
        ]}
        title={t.one(formatDay(page.receivedOn, locale))}
        state={hasDispute && <Chip tone="warning">{t.onHold}</Chip>}
        about={`${invoice.provider[page.provider]} · ${page.amount}`}
      />
      {page.done && faults.length === 0 && <DoneLine>{t.done[page.done]}</DoneLine>}
      <FormErrors errors={faults} />
      <PageColumns aside={<Aside {...page} />}>
        <div className="space-y-12">
          {page.disputes.length > 0 && (
            <Section title={t.disputes}>
              <p className="mt-2 text-14 text-muted">{t.disputesAbout}</p>
              <DisputeList disputes={page.disputes} />
            </Section>
          )}
          <Section title={t.title}>
            <p className="mt-2 max-w-160 text-14 text-muted">{t.about}</p>
            {page.refunds.length + page.others.length === 0 && <p className="py-3 text-14">{t.none}</p>}
            <RefundList refunds={page.refunds} waits={page.waits} mayAct={page.mayBill} typed={page.typed} />
            <Others rows={page.others} />
          </Section>
          {page.refundable !== null && <Ask {...page} refundable={page.refundable} />}
        </div>
      </PageColumns>
    </PageBody>
  );
}

function Aside(page: PaymentPageProps) {
  const { refund: t, invoice } = useMessages();
  const locale = useLocale();
  const facts: Fact[] = [
    {
      label: t.invoice,
      value: (
        <Link to={`${page.base}/invoices/${page.invoiceId}`} className="text-link tabular-nums">
          {page.invoiceNumber}
        </Link>
      ),
    },
    { label: t.provider, value: invoice.provider[page.provider] },
    { label: t.ref, value: <span className="break-all">{page.reference}</span> },
    { label: t.receivedOn, value: formatDay(page.receivedOn, locale) },
    { label: t.amount, value: <span className="tabular-nums">{page.amount}</span> },
    { label: t.fee, value: <span className="tabular-nums">{page.fee ?? "—"}</span> },
    { label: t.left, value: <span className="font-semibold tabular-nums">{page.left}</span> },
  ];
  return (
    <Section title={t.facts} isAside>
      <FactList isNarrow facts={facts} />
      {page.reversal && <p className="mt-2 text-12 text-bad-ink">{t.reversed(page.reversal)}</p>}
    </Section>
  );
}

function Others({ rows }: { rows: PaymentPageProps["others"] }) {
  const { refund: t } = useMessages();
  const locale = useLocale();
  if (rows.length === 0) return null;
  return (
    <ul className="divide-y divide-line border-t border-line">
      {rows.map((one) => (
        <li key={one.id} className="space-y-1 py-3 text-14">
          <p className="flex flex-wrap items-center gap-x-3">
            <strong className="tabular-nums">{one.amount}</strong>
            <span>{t.other[one.kind]}</span>
            <span className="text-muted">
              <WholeDays>{formatDay(one.on, locale)}</WholeDays>
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function Ask({
  provider,
  currency,
  refundable,
  invoiceNumber,
  errors,
  typed,
}: PaymentPageProps & { refundable: string }) {
  const { refund: t } = useMessages();
  const faultOf = (field: string) => (errors[field] ? (t.fault[errors[field]] ?? errors[field]) : undefined);
  const isAgain = typed.intent === "ask";
  return (
    <Section title={t.ask}>
      <div className="mt-3 max-w-160 space-y-1 text-14 text-muted">
        <p>{t.askAbout[provider]}</p>
        <p>{t.askLimit}</p>
      </div>
      <Form method="post" className="mt-4 max-w-160 space-y-5" preventScrollReset>
        <input type="hidden" name="intent" value="ask" />
        <TextField
          label={t.askAmount(currency)}
          name="amount"
          inputMode="decimal"
          maxLength={40}
          defaultValue={typed.amount ?? refundable}
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
        <CheckField
          name="withCreditNote"
          label={t.withCreditNote}
          hint={t.withCreditNoteHint}
          isChecked={isAgain ? typed.withCreditNote === "on" : true}
        />
        <ConfirmAction label={t.ask} lost="" question={t.askQuestion(invoiceNumber)} isHarmless isAtStart />
      </Form>
    </Section>
  );
}
