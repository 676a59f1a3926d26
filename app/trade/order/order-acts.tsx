import { Form, Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Messages } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { CheckField } from "#app/trade/seller/check-field.tsx";
import type { OrderPart } from "./order-invoice.server.ts";
import type { OrderAnswer, OrderPageProps } from "./order-view.ts";

export function sayFault(t: Messages["order"], fault: string): string {
  const said = t.faults[fault as keyof typeof t.faults];
  return typeof said === "string" ? said : fault;
}

/** The next step and who takes it. */
export function NextStep({ order, maySell, mayBill, answer }: OrderPageProps) {
  const { order: t, draft } = useMessages();
  const { next } = order;
  if (next === null) return null;
  const isBilling = next === "invoice_deposit" || next === "invoice_balance";
  const off = isBilling ? (mayBill ? undefined : t.needsBill) : maySell ? undefined : t.needsSell;
  return (
    <Section title={t.next}>
      {order.lacking.map((part) => (
        <Again key={part} order={order} part={part} off={mayBill ? undefined : t.needsBill} answer={answer} />
      ))}
      {next === "wait_payment" ? (
        <p className="mt-3 text-14">{t.actsAbout.wait_payment}</p>
      ) : next === "deliver" ? (
        <Deliver order={order} off={off} isFirst />
      ) : (
        <Form method="post" className="mt-3 space-y-3">
          <p className="text-14 text-muted">{t.actsAbout[next]}</p>
          {order.isReportMissing && (
            <p className="text-14">
              {t.needsReport}
              <SentenceGap />
              <Link className="text-link" to={order.inventory!.reports}>
                {t.openReports}
              </Link>
            </p>
          )}
          {next === "release" && order.review && order.review.decision?.kind !== "approved" && (
            <p className="text-14 text-warning-ink">{draft.unapproved(order.review.draft)}</p>
          )}
          {isBilling && mayBill && <InvoiceFields order={order} intent={next} answer={answer} />}
          {!order.isReportMissing && (
            <Button name="intent" value={next} offReason={off}>
              {t.acts[next]}
            </Button>
          )}
        </Form>
      )}
      {order.mayDeliverAgain && maySell && <Deliver order={order} off={undefined} isFirst={false} />}
    </Section>
  );
}

function Again({
  order,
  part,
  off,
  answer,
}: Pick<OrderPageProps, "order" | "answer"> & { part: OrderPart; off: string | undefined }) {
  const { order: t } = useMessages();
  const act = `invoice_${part}` as const;
  return (
    <Form method="post" className="mt-3 space-y-2">
      <p className="text-14">{t.invoiceAgain}</p>
      {!off && <InvoiceFields order={order} intent={act} answer={answer} />}
      <Button name="intent" value={act} variant="secondary" offReason={off}>
        {t.acts[act]}
      </Button>
    </Form>
  );
}

const INVOICE_FIELDS = ["buyerReference", "periodFrom", "periodTo"];

/** Whether an error is shown at one of these fields. */
export function isAtInvoiceField({ errors }: OrderAnswer): boolean {
  return INVOICE_FIELDS.some((name) => errors[name] !== undefined);
}

/** What the buyer's accounts department asked to read on the invoice. */
function InvoiceFields({
  order,
  intent,
  answer,
}: Pick<OrderPageProps, "order" | "answer"> & { intent: "invoice_deposit" | "invoice_balance" }) {
  const { invoice: t } = useMessages();
  const answered = answer?.typed.intent === intent ? answer : null;
  const proposed: Record<string, string> = { buyerReference: order.work.purchaseOrder };
  const field = (name: string) => {
    const fault = answered?.errors[name];
    const words: Record<string, string> = t.draftFault;
    return {
      name,
      id: `${intent}-${name}`,
      defaultValue: answered ? (answered.typed[name] ?? "") : (proposed[name] ?? ""),
      error: fault && (words[fault] ?? fault),
      required: false,
    };
  };
  return (
    <div className="grid items-start gap-4 sm:grid-cols-3">
      <TextField label={t.buyerReference} hint={t.buyerReferenceHint} maxLength={100} {...field("buyerReference")} />
      <TextField label={t.periodFrom} type="date" {...field("periodFrom")} />
      <TextField label={t.periodTo} type="date" {...field("periodTo")} />
    </div>
  );
}

function Deliver({
  order,
  off,
  isFirst,
}: {
  order: OrderPageProps["order"];
  off: string | undefined;
  isFirst: boolean;
}) {
  const { order: t, common } = useMessages();
  const clock = useClock();
  const { inventory } = order;
  const label = isFirst ? t.acts.deliver : t.acts.deliver_again;
  if (inventory && !inventory.runId) {
    return (
      <p className="mt-3 text-14">
        {t.noRun}
        <SentenceGap />
        <Link className="text-link" to={inventory.href}>
          {t.openInventory}
        </Link>
      </p>
    );
  }
  return (
    <Form method="post" className="mt-3 space-y-3">
      {isFirst && <p className="text-14 text-muted">{t.actsAbout.deliver}</p>}
      {inventory?.runId && (
        <>
          <input type="hidden" name="runId" value={inventory.runId} />
          <p className="text-14">
            <WholeDays>{common.labelled(t.run, inventory.runAt ? clock.instant(inventory.runAt) : "")}</WholeDays>
          </p>
        </>
      )}
      <Button name="intent" value="deliver" variant={isFirst ? "primary" : "secondary"} offReason={off}>
        {label}
      </Button>
    </Form>
  );
}

/** Allows reports on credit, with a reason. Requires billing permission. */
export function LiftGate({ order, mayBill, answer }: OrderPageProps) {
  const { order: t } = useMessages();
  if (order.gate.state !== "closed" || !mayBill) return null;
  return (
    <Form method="post" className="mt-3">
      <input type="hidden" name="intent" value="lift" />
      <ConfirmAction label={t.acts.lift} lost="" question={t.liftQuestion} isAtStart>
        <Reason answer={answer} intent="lift" />
      </ConfirmAction>
    </Form>
  );
}

export function CancelOrder({ order, mayBill, answer }: OrderPageProps) {
  const { order: t } = useMessages();
  if (!order.mayCancel || !mayBill) return null;
  return (
    <Form method="post" className="mt-4">
      <input type="hidden" name="intent" value="cancel" />
      <ConfirmAction label={t.acts.cancel} lost="" question={t.cancelQuestion} isAtStart>
        <Reason answer={answer} intent="cancel" />
        <div className="mb-3">
          <CheckField name="all" label={t.cancelAll} isChecked={false} />
        </div>
      </ConfirmAction>
    </Form>
  );
}

function Reason({ answer, intent }: { answer: OrderAnswer | null; intent: string }) {
  const { order: t } = useMessages();
  return (
    <div className="mb-3">
      <TextAreaField
        label={t.reason}
        name="reason"
        id={`${intent}-reason`}
        rows={2}
        maxLength={1000}
        defaultValue={answer?.typed.intent === intent ? (answer.typed.reason ?? "") : ""}
      />
    </div>
  );
}
