import { Form, useSubmit } from "@remix-run/react";
import type { ReactNode } from "react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { Section } from "#app/kit/section.tsx";
import { COLUMN } from "#app/requests/recipient-frame.tsx";
import { type ContractView, type CopyDone, isAboutCopies } from "#app/trade/contract/contract-copy.ts";
import { ContractSection } from "#app/trade/contract/contract-section.tsx";
import { type DraftReview, isAboutDraft } from "#app/trade/draft/draft-comment.ts";
import { DraftReviewSection } from "#app/trade/draft/draft-review.tsx";
import {
  OrderForClient,
  type OrderForClientProps,
  type OrderForClientView,
} from "#app/trade/order/order-for-client.tsx";
import { QUOTE, type QuoteState } from "#app/trade/quote/quote-state.ts";
import { CheckField } from "#app/trade/seller/check-field.tsx";
import { type QuoteLineView, QuoteSheet, type QuoteSums, type QuoteVersionView, Sums } from "./quote-sheet.tsx";

interface QuotedPageProps {
  page: {
    /** The path of this page, below which its files are. */
    address: string;
    number: string;
    state: QuoteState;
    client: string;
    quote: QuoteVersionView;
    /** Positions of the options chosen so far, and the sums with them. */
    chosen: { options: number[]; sums: QuoteSums };
    accepted: { name: string; at: string } | null;
    order: OrderForClientView | null;
    review: DraftReview | null;
    contract: ContractView | null;
    unprinted: OrderForClientProps["unprinted"];
  };
  /** The result of a payment according to the return URL, or null. It proves nothing. */
  back: string | null;
  copyDone: CopyDone | null;
  isCommentAdded: boolean;
  answer: { fault: string; errors: Record<string, string>; typed: Record<string, string> } | null;
}

/** The client's page: the quote and its answer, later the order. */
export function QuotedPage({ page, back, copyDone, isCommentAdded, answer: given }: QuotedPageProps) {
  const { quote: t, order: o } = useMessages();
  const clock = useClock();
  const { recipient } = t;
  const { address } = page;
  const isOfCopies = given !== null && isAboutCopies(given.typed);
  const isOfDraft = given !== null && isAboutDraft(given.typed);
  const answer = isOfCopies || isOfDraft ? null : given;
  const note =
    page.state === "expired" || page.state === "withdrawn" || page.state === "declined" ? recipient[page.state] : null;
  return (
    <div className={`${COLUMN} space-y-10 pt-8 pb-14 max-md:pt-6`}>
      <div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-25 font-semibold max-md:text-20">
            {t.one} <span className="tabular-nums">{page.number}</span>
          </h1>
          {!page.order && <Chip tone={QUOTE.tones[page.state]}>{t.states[page.state]}</Chip>}
        </div>
        <p className="mt-1 text-14 text-muted">
          {recipient.from(page.quote.seller.name)} · {recipient.for(page.client)}
        </p>
        {page.accepted && (
          <p className="mt-1 text-14 text-good-ink">
            <WholeDays>{recipient.accepted(page.accepted.name, clock.day(page.accepted.at))}</WholeDays>
          </p>
        )}
        {note && <p className="mt-3 text-16">{note}</p>}
      </div>
      {page.order && <OrderForClient order={page.order} address={address} back={back} unprinted={page.unprinted} />}
      {page.review && (
        <DraftReviewSection
          review={page.review}
          address={address}
          mayComment
          isDone={isCommentAdded && !given}
          answer={isOfDraft ? given : null}
        />
      )}
      {page.contract && (
        <ContractSection
          contract={page.contract}
          address={address}
          mayUpload
          done={given ? null : copyDone}
          answer={isOfCopies ? given : null}
        />
      )}
      <Section
        title={page.order ? o.recipient.quoteTitle : t.version(page.quote.version)}
        aside={
          <ButtonLink to={`${address}/quote.pdf`} icon="download" size="row" reloadDocument>
            {t.pdf}
          </ButtonLink>
        }
      >
        <div className="mt-2">
          <QuoteSheet quote={page.quote} />
        </div>
      </Section>
      {page.state === "sent" && <Answer page={page} address={address} answer={answer} />}
      {page.state !== "sent" && answer && <Refusal fault={answer.fault} />}
    </div>
  );
}

/** Errors of these fields are shown at the field, all others above the form. */
const FIELDS: Record<string, string> = {
  name_missing: "name",
  role_missing: "role",
  not_agreed: "agree",
  purchase_order: "purchaseOrder",
  reason_missing: "reason",
};

function Answer({
  page,
  address,
  answer,
}: {
  page: QuotedPageProps["page"];
  address: string;
  answer: QuotedPageProps["answer"];
}) {
  const { recipient: t } = useMessages().quote;
  const stated = page.quote.work.purchaseOrder;
  const errorOf = (field: string) =>
    answer && FIELDS[answer.fault] === field ? t.faults[answer.fault as keyof typeof t.faults] : undefined;
  const { common } = useMessages();
  const { chosen, quote } = page;
  const added = quote.options.filter(({ position }) => chosen.options.includes(position));
  const options = common.listed(added.map(({ name, net }) => `${name} (${net})`));
  return (
    <>
      {quote.options.length > 0 && <Options options={quote.options} chosen={chosen} />}
      <Section title={t.acceptTitle}>
        <Form method="post" action={`${address}${searchOf(chosen.options)}`} noValidate className="mt-4 space-y-4">
          {answer && !FIELDS[answer.fault] && <Refusal fault={answer.fault} />}
          <input type="hidden" name="version" value={page.quote.version} />
          <input type="hidden" name="options" value={chosen.options.join(" ")} />
          <p className="text-14 text-muted">{t.acceptAbout}</p>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <NameField
              label={t.name}
              name="name"
              autoComplete="name"
              maxLength={100}
              defaultValue={answer?.typed.name ?? ""}
              error={errorOf("name")}
            />
            <TextField
              label={t.role}
              name="role"
              hint={t.roleHint}
              maxLength={100}
              defaultValue={answer?.typed.role ?? ""}
              error={errorOf("role")}
            />
          </div>
          <TextField
            label={t.purchaseOrder}
            name="purchaseOrder"
            hint={stated ? t.purchaseOrderStated(stated) : t.purchaseOrderHint}
            required={false}
            maxLength={100}
            defaultValue={answer?.typed.purchaseOrder ?? ""}
            error={errorOf("purchaseOrder")}
          />
          <CheckField
            name="agree"
            label={t.agree(page.number, chosen.sums.total, options)}
            isChecked={false}
            error={errorOf("agree")}
          />
          <Button name="intent" value="accept" size="large">
            {t.accept}
          </Button>
        </Form>
      </Section>
      <details open={answer?.fault === "reason_missing"}>
        <summary className="cursor-pointer text-14 text-link touch:py-2">{t.declineTitle}</summary>
        <Form method="post" action={address} noValidate className="mt-4 max-w-120 space-y-4">
          <input type="hidden" name="version" value={page.quote.version} />
          <TextAreaField
            label={t.declineReason}
            name="reason"
            maxLength={1000}
            defaultValue={answer?.typed.reason ?? ""}
            error={errorOf("reason")}
          />
          <Button name="intent" value="decline" variant="destructive">
            {t.decline}
          </Button>
        </Form>
      </details>
    </>
  );
}

const searchOf = (options: readonly number[]) =>
  options.length === 0 ? "" : `?${options.map((position) => `option=${position}`).join("&")}`;

/** Each choice is another address, so that its total is calculated by the server and works without scripts. */
function Options({ options, chosen }: { options: QuoteLineView[]; chosen: QuotedPageProps["page"]["chosen"] }) {
  const { quote, service } = useMessages();
  const { recipient: t } = quote;
  const submit = useSubmit();
  return (
    <Section title={t.optionsTitle}>
      <Form
        method="get"
        className="mt-4"
        onChange={({ currentTarget }) => submit(currentTarget, { replace: true, preventScrollReset: true })}
      >
        <fieldset>
          <legend className="text-14 text-muted">{t.optionsAbout}</legend>
          <div className="mt-3 space-y-2">
            {options.map(({ position, name, description, quantity, unit, discount, net }) => (
              <label key={position} className="flex items-start gap-3 text-14 touch:min-h-11">
                <input
                  type="checkbox"
                  name="option"
                  value={position}
                  defaultChecked={chosen.options.includes(position)}
                  className="mt-[3px] size-4 shrink-0 accent-accent"
                />
                <span className="min-w-0 grow">
                  {name}
                  <span className="block text-12 text-muted">
                    {[`${quantity} ${service.units[unit as keyof typeof service.units] ?? ""}`, discount, description]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
                <span className="whitespace-nowrap tabular-nums">+ {net}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <noscript>
          <div className="mt-3">
            <Button variant="secondary">{t.optionsShow}</Button>
          </div>
        </noscript>
      </Form>
      <div className="mt-3" role="status">
        <Sums quote={chosen.sums} />
      </div>
    </Section>
  );
}

function Refusal({ fault }: { fault: string }): ReactNode {
  const { quote, payment } = useMessages();
  const { faults } = quote.recipient;
  return (
    <p role="alert" className="text-14 text-bad-ink">
      {faults[fault as keyof typeof faults] ?? payment.fault[fault] ?? fault}
    </p>
  );
}

/** The same page for every invalid link, whatever the reason. */
export function DeadQuote() {
  const { recipient: t } = useMessages().quote;
  return (
    <div className={`${COLUMN} py-12`}>
      <h1 className="text-25 font-semibold">{t.deadTitle}</h1>
      <p className="mt-3 max-w-140 text-16 text-muted">{t.deadText}</p>
    </div>
  );
}
