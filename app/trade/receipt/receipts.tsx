import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { TenantActor } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import type { ProposalEnd } from "#app/access/proposal-state.ts";
import { listDecidableFrom } from "#app/access/two-people.server.ts";
import { type Asked, refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { shownRows } from "#app/http/shown-rows.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { ShownNote } from "#app/kit/shown-note.tsx";
import { WaitNote } from "#app/kit/wait-note.tsx";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { reversePayment } from "#app/trade/payment/payment.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { dismissLine, listOpenLines } from "#app/trade/statement/bank-statement.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { bookDifference, type DifferenceKind, endReceipt } from "./receipt.server.ts";
import { listDifferences, listWaitingReceipts } from "./receipt-list.server.ts";
import { receipts } from "./receipts.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.receipt.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(receipts, routed, async (tx, { base, may, scope: { userId } }, rows) => {
    const { searchParams } = new URL(routed.request.url);
    const shown = (minor: bigint, currency: string) => formatMoney(money(minor, currency));
    const waiting = await listWaitingReceipts(tx);
    const lines = shownRows(await listOpenLines(tx), routed.request);
    const mayBill = offers(ReceiptsActions, { may }).reverse;
    return {
      base,
      mayBill,
      imported: searchParams.get("imported"),
      fault: searchParams.get("fault"),
      waiting: waiting.map(({ id, invoiceNumber, receivedOn, payer, bankReference, authorName, ...row }) => ({
        ...{ id, invoiceNumber, receivedOn, payer, bankReference, authorName },
        amount: shown(row.arrivedMinor, row.currency),
        isOwn: row.personId === userId,
      })),
      waits: await listDecidableFrom(
        tx,
        waiting
          .filter(({ personId }) => personId !== userId && mayBill)
          .map(({ id, bookedBy, bookedAt }) => ({
            id,
            act: "receipt" as const,
            proposer: bookedBy,
            proposedAt: bookedAt,
            organizationId: null,
          })),
        userId,
      ),
      /** The payment of each recorded receipt shown. */
      payments: Object.fromEntries(
        rows.flatMap(({ key, view }) => (view.state === "booked" && view.paymentId ? [[key, view.paymentId]] : [])),
      ) as Record<string, string>,
      differences: (await listDifferences(tx)).map(({ openMinor, ...row }) => ({
        ...row,
        isShort: openMinor > 0n,
        amount: shown(openMinor < 0n ? -openMinor : openMinor, row.currency),
      })),
      lineCount: lines.total,
      lines: lines.rows.map(({ amountMinor, ...row }) => ({
        ...row,
        amount: shown(amountMinor, row.currency),
      })),
    };
  });

const act = {
  right: "trade.bill",
  schema: z.object({ id: z.uuid(), reason: z.string().max(1000, "too_long").default("") }),
} as const;
const ReceiptsActions = defineActions({
  confirmed: act,
  declined: act,
  taken_back: act,
  bank_charge: act,
  short_payment: act,
  overpayment_kept: act,
  dismiss: act,
  reverse: act,
});

type Ending = Asked<TenantActor, z.output<typeof act.schema>>;

const endAs =
  (state: ProposalEnd) =>
  async (tx: TenantTx, { actor, value }: Ending) =>
    told(actor, await endReceipt(tx, actor, { receiptId: value.id, state, note: value.reason }));

const bookAs =
  (kind: DifferenceKind) =>
  async (tx: TenantTx, { actor, value }: Ending) =>
    told(actor, await bookDifference(tx, actor, { invoiceId: value.id, kind, today: await sellerToday(tx) }));

export const action = tenantAction(ReceiptsActions, {
  confirmed: endAs("confirmed"),
  declined: endAs("declined"),
  taken_back: endAs("taken_back"),
  bank_charge: bookAs("bank_charge"),
  short_payment: bookAs("short_payment"),
  overpayment_kept: bookAs("overpayment_kept"),
  dismiss: async (tx, { actor, value: { id, reason } }) =>
    told(actor, await dismissLine(tx, actor, { bankLineId: id, reason })),
  reverse: async (tx, { actor, value: { id, reason } }) => {
    const on = await sellerToday(tx);
    return told(actor, await reversePayment(tx, actor, { paymentId: id, reason, on }));
  },
});

function told({ tenantId }: TenantActor, fault: string | null) {
  return fault ? refuse({ form: fault }) : `/tenants/${tenantId}/receipts`;
}

export default function ReceiptsPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { receipt: t, payment, bankStatement } = useMessages();
  const refused = Object.values(answer?.errors ?? {})[0];
  const unread = page.fault
    ? (bankStatement.fileFault[page.fault as "other"] ?? bankStatement.fileFault.other)
    : undefined;
  const problem = refused ? t.fault[refused] : unread;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          <>
            <ListFile list={page.list} />
            <ButtonLink to={`${page.base}/payments`}>{payment.title}</ButtonLink>
            {page.mayBill && (
              <ButtonLink variant="primary" to={`${page.base}/receipts/new`}>
                {t.add}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="space-y-10">
        {page.imported && <DoneLine isStacked>{t.imported(Number(page.imported))}</DoneLine>}
        <FormErrors errors={problem ? [{ field: answer?.typed.id ?? "statement-file", message: problem }] : []} />
        {page.waiting.length > 0 && (
          <Waiting rows={page.waiting} waits={page.waits} mayBill={page.mayBill} typed={answer?.typed} />
        )}
        {page.differences.length > 0 && <Differences rows={page.differences} base={page.base} mayBill={page.mayBill} />}
        <Lines rows={page.lines} total={page.lineCount} base={page.base} mayBill={page.mayBill} typed={answer?.typed} />
        <Booked page={page} typed={answer?.typed} />
      </div>
    </PageBody>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;
type Typed = Record<string, string | undefined> | undefined;

/** A form with a reason and its buttons. */
function Act(props: { id: string; intents: [string, string][]; label: string; typed: Typed }) {
  const { id, intents, label, typed } = props;
  return (
    <Form method="post" className="flex flex-wrap items-end gap-2" preventScrollReset>
      <input type="hidden" name="id" value={id} />
      <div className="min-w-48 grow">
        <TextField name="reason" id={id} label={label} defaultValue={typed?.id === id ? typed.reason : ""} />
      </div>
      {intents.map(([intent, words], index) => (
        <Button key={intent} name="intent" value={intent} variant={index === 0 ? "primary" : "secondary"}>
          {words}
        </Button>
      ))}
    </Form>
  );
}

function Waiting(props: { rows: Page["waiting"]; waits: Page["waits"]; mayBill: boolean; typed: Typed }) {
  const { rows, waits, mayBill, typed } = props;
  const { receipt: t } = useMessages();
  const locale = useLocale();
  return (
    <Section title={t.waiting} count={rows.length}>
      <p className="mt-2 text-14 text-muted">{t.waitingAbout}</p>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="space-y-2 py-3">
            <p className="text-14">
              <strong>{row.amount}</strong> · {row.invoiceNumber} ·{" "}
              <WholeDays>{formatDay(row.receivedOn, locale)}</WholeDays> · {row.payer} · {row.bankReference} · {t.by}{" "}
              {row.authorName}
            </p>
            <WaitNote until={waits[row.id]} />
            {mayBill && (
              <Act
                id={row.id}
                label={t.note}
                typed={typed}
                intents={
                  row.isOwn
                    ? [["taken_back", t.takeBack]]
                    : [
                        ...(waits[row.id] ? [] : [["confirmed", t.confirm] as [string, string]]),
                        ["declined", t.decline],
                      ]
                }
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const SHORT = ["bank_charge", "short_payment"] as const;
const OVER = ["overpayment_kept"] as const;

function Differences({ rows, base, mayBill }: { rows: Page["differences"]; base: string; mayBill: boolean }) {
  const { receipt: t } = useMessages();
  return (
    <Section title={t.differences} count={rows.length}>
      <p className="mt-2 text-14 text-muted">{t.differencesAbout}</p>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.invoiceId} className="space-y-2 py-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-14">
              <Link to={`${base}/invoices/${row.invoiceId}`} className="text-link">
                {row.invoiceNumber}
              </Link>
              <Chip tone="warning">{row.isShort ? t.short(row.amount) : t.over(row.amount)}</Chip>
              {!row.isWithinTolerance && <span className="text-muted">{t.aboveTolerance}</span>}
            </p>
            {mayBill && row.isWithinTolerance && (
              <Form method="post" className="flex flex-wrap gap-2" preventScrollReset>
                <input type="hidden" name="id" value={row.invoiceId} />
                {(row.isShort ? SHORT : OVER).map((kind) => (
                  <Button key={kind} name="intent" value={kind} variant="secondary">
                    {t.differenceKinds[kind]}
                  </Button>
                ))}
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Lines(props: { rows: Page["lines"]; total: number; base: string; mayBill: boolean; typed: Typed }) {
  const { rows, total, base, mayBill, typed } = props;
  const { receipt: t, bankStatement } = useMessages();
  const locale = useLocale();
  return (
    <Section title={t.lines} count={total}>
      {rows.length === 0 && <p className="mt-2 text-14 text-muted">{t.linesNone}</p>}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="space-y-2 py-3">
            <p className="text-14">
              <strong>{row.amount}</strong> · <WholeDays>{formatDay(row.bookedOn, locale)}</WholeDays> · {row.payer} ·{" "}
              {row.note}
            </p>
            <p className="flex flex-wrap items-center gap-3 text-14 text-muted">
              {row.matches.length === 0 && t.noMatch}
              {mayBill && row.matches.length === 0 && (
                <ButtonLink size="row" variant="secondary" to={`${base}/receipts/new?line=${row.id}`}>
                  {t.bookLine}
                </ButtonLink>
              )}
            </p>
            {row.matches.length > 0 && (
              <ul className="space-y-1">
                {row.matches.map(({ invoiceId, number, reasons }) => (
                  <li key={invoiceId} className="flex flex-wrap items-center gap-3 text-14">
                    <span>
                      {t.mayPay(
                        number,
                        reasons.map((reason) => t.matchReasons[reason]),
                      )}
                    </span>
                    {mayBill && (
                      <ButtonLink
                        size="row"
                        variant="secondary"
                        to={`${base}/receipts/new?line=${row.id}&invoice=${invoiceId}`}
                      >
                        {t.bookLine}
                      </ButtonLink>
                    )}
                  </li>
                ))}
              </ul>
            )}
            {mayBill && (
              <details open={typed?.id === row.id}>
                <summary className="text-14 text-accent touch:py-2">{t.dismiss}</summary>
                <Act id={row.id} label={t.reason} typed={typed} intents={[["dismiss", t.dismiss]]} />
              </details>
            )}
          </li>
        ))}
      </ul>
      <ShownNote shown={rows.length} total={total} />
      {mayBill && (
        <Form
          method="post"
          action={`${base}/receipts/statements`}
          encType="multipart/form-data"
          reloadDocument
          className="mt-4 space-y-2 rounded-6 border border-rule p-4"
        >
          <h3 className="text-14 font-semibold">{t.importTitle}</h3>
          <p className="text-14 text-muted">{t.importAbout}</p>
          <div className="flex flex-wrap items-end gap-3">
            <label className="text-14">
              <span className="sr-only">{t.file}</span>
              <input
                id="statement-file"
                type="file"
                name="file"
                accept=".csv,.txt,.xlsx,.xml,.sta,.940,.mt940,text/csv,text/plain,text/xml"
                required
                className="block max-w-full text-14 file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-6 file:border file:border-solid file:border-rule file:bg-raised file:px-3.5 file:font-medium file:text-ink touch:file:min-h-11"
              />
            </label>
            <SelectField
              name="encoding"
              label={bankStatement.encoding}
              options={Object.entries(bankStatement.encodings).map(([value, label]) => ({ value, label }))}
              required={false}
            />
            <Button variant="secondary">{t.upload}</Button>
          </div>
        </Form>
      )}
    </Section>
  );
}

function Booked({ page, typed }: { page: Page; typed: Typed }) {
  const { receipt: t } = useMessages();
  const reverse = (key: string) => {
    const paymentId = page.payments[key];
    if (!paymentId) return null;
    return (
      <details open={typed?.id === paymentId}>
        <summary className="whitespace-nowrap text-accent touch:py-2">{t.reverse}</summary>
        <Act id={paymentId} label={t.reason} typed={typed} intents={[["reverse", t.reverse]]} />
      </details>
    );
  };
  return (
    <Section title={t.list}>
      <div className="mt-4">
        <ListBody list={page.list} {...(page.mayBill ? { act: { head: t.reverse, of: reverse } } : {})} />
      </div>
    </Section>
  );
}
