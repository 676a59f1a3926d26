import { Link } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Steps } from "#app/kit/steps.tsx";
import { Table } from "#app/kit/table.tsx";
import { ORDER } from "#app/order/order-state.ts";
import { isAboutCopies } from "#app/trade/contract/contract-copy.ts";
import { ContractSection } from "#app/trade/contract/contract-section.tsx";
import { isAboutDraft } from "#app/trade/draft/draft-comment.ts";
import { DraftReviewSection } from "#app/trade/draft/draft-review.tsx";
import { hasWork } from "#app/trade/quote/quote-work.ts";
import { QuoteWorkFacts } from "#app/trade/quote/quote-work-facts.tsx";
import { TimeWorthSection } from "#app/trade/time/time-worth-section.tsx";
import { CancelOrder, isAtInvoiceField, LiftGate, NextStep, sayFault } from "./order-acts.tsx";
import { Hold } from "./order-hold.tsx";
import { OrderTime } from "./order-time.tsx";
import type { OrderPageProps, OrderView } from "./order-view.ts";

export function OrderPage(props: OrderPageProps) {
  const { order, base, answer, isDone } = props;
  const { order: t } = useMessages();
  const locale = useLocale();
  return (
    <PageBody>
      <PageHeader
        title={<span className="tabular-nums">{order.number}</span>}
        state={<Chip tone={ORDER.tones[order.state]}>{t.states[order.state]}</Chip>}
        about={
          <>
            <Link className="text-link" to={`${base}/clients/${order.clientId}`}>
              {localName(order.clientName, locale)}
            </Link>
            {` · ${t.total} ${order.total} · ${t.paid} ${order.paid}`}
          </>
        }
        crumbs={[{ to: `${base}/orders`, label: t.title }]}
        actions={<ButtonLink to={`${base}/quotes/${order.quoteId}`}>{t.quote}</ButtonLink>}
      />
      {isDone && !answer && (
        <p role="status" className="mb-4 text-14 text-good-ink">
          {t.done}
        </p>
      )}
      {answer && !isShownBelow(answer) && (
        <p role="alert" className="mb-4 text-14 text-bad-ink">
          {sayFault(t, Object.values(answer.errors)[0] ?? "")}
        </p>
      )}
      {order.state !== "cancelled" && <Way order={order} />}
      <div className="mt-8">
        <PageColumns aside={<Aside {...props} />}>
          <div className="space-y-10">
            <NextStep {...props} />
            {hasWork(order.work) && (
              <Section title={t.work}>
                <div className="mt-2">
                  <QuoteWorkFacts work={order.work} />
                </div>
              </Section>
            )}
            {order.review && (
              <DraftReviewSection
                review={order.review}
                address={`${base}/orders/${order.id}`}
                mayComment={props.maySell}
                isDone={props.isCommentAdded && !answer}
                answer={answer && isAboutDraft(answer.typed) ? answer : null}
              />
            )}
            <ContractSection
              contract={order.contract}
              address={`${base}/orders/${order.id}`}
              mayUpload={props.maySell}
              done={answer ? null : props.copyDone}
              answer={answer && isAboutCopies(answer.typed) ? answer : null}
            />
            <Invoices order={order} base={base} />
            {props.time && <OrderTime base={base} orderId={order.id} time={props.time} answer={answer} />}
            {props.worth && <TimeWorthSection base={base} worth={props.worth} of={`order=${order.id}`} />}
          </div>
        </PageColumns>
      </div>
    </PageBody>
  );
}

/** Whether the errors are shown at their form. */
function isShownBelow(answer: NonNullable<OrderPageProps["answer"]>): boolean {
  const { typed } = answer;
  return isAtInvoiceField(answer) || isAboutCopies(typed) || isAboutDraft(typed) || typed.intent === "budget";
}

/** The stages that this order has. */
function Way({ order }: { order: OrderView }) {
  const { order: t } = useMessages();
  const isIn = (state: OrderView["state"]) =>
    state !== "cancelled" &&
    (order.hasDeposit || !state.startsWith("deposit_")) &&
    (order.hasBalance || state !== "balance_invoiced");
  const way = ORDER.all.filter(isIn);
  const isEnded = order.state === "closed";
  return (
    <Steps labels={way.map((state) => t.states[state])} current={isEnded ? way.length : way.indexOf(order.state)} />
  );
}

function Invoices({ order, base }: { order: OrderView; base: string }) {
  const { order: t } = useMessages();
  const locale = useLocale();
  return (
    <Section title={t.invoices}>
      {order.invoices.length === 0 ? (
        <p className="mt-3 text-14 text-muted">{t.noInvoices}</p>
      ) : (
        <Table
          caption={t.invoices}
          rows={order.invoices}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "number",
              head: t.invoice,
              isRowHead: true,
              cell: ({ id, number, kind }) => (
                <>
                  <Link className="text-link whitespace-nowrap tabular-nums" to={`${base}/invoices/${id}`}>
                    {number}
                  </Link>
                  <span className="block text-12 text-muted">{t.kinds[kind]}</span>
                </>
              ),
            },
            { key: "total", head: t.total, isNumeric: true, cell: ({ total }) => total },
            { key: "paid", head: t.paid, isNumeric: true, isHiddenOnPhone: true, cell: ({ paid }) => paid },
            { key: "due", head: t.dueOn, isHiddenOnPhone: true, cell: ({ dueOn }) => formatDay(dueOn, locale) },
            { key: "state", head: t.stage, cell: ({ state }) => t.invoiceStates[state] },
          ]}
        />
      )}
    </Section>
  );
}

function Aside(props: OrderPageProps) {
  const { order } = props;
  const { order: t } = useMessages();
  const clock = useClock();
  const { gate } = order;
  return (
    <>
      <Section title={t.gate.title} isAside>
        <p className="text-14">
          <WholeDays>
            {gate.lift ? t.gate.lifted(gate.lift.name, clock.day(gate.lift.at)) : t.gate[gate.state]}
          </WholeDays>
        </p>
        {gate.lift && <p className="mt-1 text-12 text-muted">{gate.lift.reason}</p>}
        <Hold {...props} />
        {order.inventory && (
          <p className="mt-2 flex flex-wrap gap-x-4 text-14">
            <Link className="text-link" to={order.inventory.href}>
              {t.openInventory}
            </Link>
            <Link className="text-link" to={order.inventory.reports}>
              {t.openReports}
            </Link>
          </p>
        )}
        {order.reportNumber && (
          <p className="mt-2 text-14">
            {t.released}:{" "}
            <Link className="text-link tabular-nums" to={`/verify/${order.reportNumber}`}>
              {order.reportNumber}
            </Link>
          </p>
        )}
        <LiftGate {...props} />
      </Section>
      {order.drafts.length > 0 && (
        <Section title={t.drafts} isAside>
          <ul className="divide-y divide-line text-14">
            {order.drafts.map(({ number, at, authorName }) => (
              <li key={number} className="py-2">
                {t.draft(number)}
                <span className="block text-12 text-muted">
                  <WholeDays>{`${clock.instant(at)} · ${authorName ?? ""}`}</WholeDays>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t.history} isAside>
        <ol className="divide-y divide-line text-14">
          {[...order.steps].reverse().map(({ state, note, at, authorName, isClient }) => (
            <li key={state} className="py-2">
              {t.states[state]}
              {note && <span className="block">{note}</span>}
              <span className="block text-12 text-muted">
                <WholeDays>
                  {[clock.instant(at), authorName, isClient && t.byClient].filter(Boolean).join(" · ")}
                </WholeDays>
              </span>
            </li>
          ))}
        </ol>
        <CancelOrder {...props} />
      </Section>
    </>
  );
}
