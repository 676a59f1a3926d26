import { Form, Link } from "@remix-run/react";
import { omit } from "#app/encoding/omit.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { codeOptions, SelectField, type SelectOption, TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import type { PriceLack } from "#app/trade/time/billing.ts";

/** Lines for recorded time. They come first, and their quantities are not typed. */
export interface TimeView {
  digest: string;
  lines: { quantity: string; unit: "h" | "min"; lack: PriceLack | null }[];
}

interface InvoiceFormProps {
  /** Whether the chosen time has more lines than an invoice, before any input. */
  isTooLong: boolean;
  /** Null for an invoice without recorded time. */
  time: TimeView | null;
  base: string;
  hasSeller: boolean;
  homeCurrency: string;
  paymentDays: number;
  today: string;
  clients: SelectOption[];
  services: SelectOption[];
  currencies: string[];
  taxRules: SelectOption[];
  typed: Record<string, string>;
  lineCount: number;
  /** A key of `invoice.draftFault` or `invoice.raiseFault` by field. */
  errors: Record<string, string>;
}

type FieldOf = (name: string) => { name: string; defaultValue: string; error: string | undefined };

/** The form of an invoice without an order. Works without scripts: a button adds lines. */
export function InvoiceForm(page: InvoiceFormProps) {
  const { invoice: t, quote } = useMessages();
  const raiseFault = omit(t.raiseFault, "fields_missing");
  const words: Record<string, string> = { ...raiseFault, ...t.draftFault };
  const field: FieldOf = (name) => ({
    name,
    defaultValue: page.typed[name] ?? "",
    error: page.errors[name] && (words[page.errors[name]] ?? page.errors[name]),
  });
  const idOf = (name: string) => (name === "lineLimit" ? "lines" : name);
  const faults = listErrors(page.errors, (fault) => words[fault], idOf);
  const { time } = page;
  // If another invoice bills the time, the input is kept for an invoice without recorded time.
  const isGone = page.errors.form === "time_gone";
  if (time && (page.isTooLong || (time.lines.length === 0 && !isGone))) return <NoTimeLines {...page} />;
  return (
    <PageBody>
      <PageHeader title={t.newTitle} about={t.newAbout} crumbs={[{ to: `${page.base}/invoices`, label: t.title }]} />
      {page.hasSeller ? (
        // The lines of other time are other fields.
        <Form
          key={time?.digest}
          method="post"
          {...(isGone && { action: `${page.base}/invoices/new` })}
          noValidate
          className="max-w-200 space-y-10"
          preventScrollReset
        >
          <FormErrors errors={faults} />
          {time && !isGone && <input type="hidden" name="timeSeen" value={time.digest} />}
          {time && !isGone && <p className="text-14 text-muted">{t.time.about}</p>}
          <Section title={t.forWhom}>
            <div className="mt-4 grid items-start gap-4 sm:grid-cols-2">
              <SelectField
                label={t.client}
                placeholder={quote.chooseClient}
                {...field("clientId")}
                options={page.clients}
              />
              <SelectField label={quote.edit.currency} {...field("currency")} options={codeOptions(page.currencies)} />
              <TextField label={t.dueOn} type="date" hint={t.dueHint(page.paymentDays)} {...field("dueOn")} />
              <TextField
                label={t.buyerReference}
                hint={t.buyerReferenceHint}
                maxLength={100}
                required={false}
                {...field("buyerReference")}
              />
              <TextField label={t.periodFrom} type="date" required={false} {...field("periodFrom")} />
              <TextField label={t.periodTo} type="date" required={false} {...field("periodTo")} />
            </div>
            <Link className="mt-3 inline-block text-14 text-link" to={`${page.base}/clients/new`}>
              {quote.newClient}
            </Link>
          </Section>
          <Section title={t.lines} id="lines">
            <p className="mt-3 text-14 text-muted">{t.linesAbout}</p>
            <div className="divide-y divide-line">
              {Array.from({ length: page.lineCount }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
                <Line key={index} index={index} field={field} services={page.services} time={time?.lines[index]} />
              ))}
            </div>
            <Button name="intent" value="more" variant="secondary" size="row">
              {quote.edit.moreLines}
            </Button>
          </Section>
          <Money {...page} field={field} />
          <Section title={t.notes}>
            <div className="mt-4 grid items-start gap-4 sm:grid-cols-2">
              <TextAreaField label={t.noteEn} rows={2} maxLength={1000} required={false} {...field("noteEn")} />
              <TextAreaField label={t.noteZh} rows={2} maxLength={1000} required={false} {...field("noteZh")} />
            </div>
          </Section>
          <ConfirmAction label={t.issue} lost="" question={t.issueQuestion} isHarmless isAtStart />
        </Form>
      ) : (
        <EmptyState
          title={t.noSeller.title}
          reason={t.noSeller.reason}
          action={
            <ButtonLink to={`${page.base}/seller`} variant="primary">
              {t.noSeller.action}
            </ButtonLink>
          }
        />
      )}
    </PageBody>
  );
}

/** There is no time to invoice, or too much for one invoice. */
function NoTimeLines({ base, isTooLong }: { base: string; isTooLong: boolean }) {
  const { invoice: t, time } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.newTitle} crumbs={[{ to: `${base}/invoices`, label: t.title }]} />
      <EmptyState
        title={isTooLong ? t.time.tooLong : t.time.none}
        reason={isTooLong ? t.time.tooLongReason : t.time.noneReason}
        action={<ButtonLink to={`${base}/time`}>{time.title}</ButtonLink>}
      />
    </PageBody>
  );
}

interface LineProps {
  index: number;
  field: FieldOf;
  services: SelectOption[];
  time: TimeView["lines"][number] | undefined;
}

function Line({ index, field, services, time }: LineProps) {
  const { invoice: t, quote } = useMessages();
  const of = (part: string) => field(`line-${index}-${part}`);
  return (
    <div className="grid items-start gap-3 py-4 sm:grid-cols-4">
      {time ? (
        <>
          <input type="hidden" name={of("time").name} value={of("time").defaultValue} />
          <p className="text-14 sm:col-span-2">
            {t.time.line(time.quantity, time.unit)}
            {time.lack && <span className="block text-muted">{t.time.lack[time.lack]}</span>}
          </p>
          <div className="sm:col-span-2">
            <TextField label={t.time.price[time.unit]} inputMode="decimal" {...of("price")} />
          </div>
        </>
      ) : (
        <>
          <div className="sm:col-span-2">
            <SelectField label={quote.edit.service} placeholder={t.ownWords} {...of("serviceId")} options={services} />
          </div>
          <TextField label={t.quantity} inputMode="decimal" {...of("quantity")} placeholder="1" />
          <TextField label={t.unitPrice} inputMode="decimal" placeholder={t.priceOfCatalogue} {...of("price")} />
        </>
      )}
      <div className="sm:col-span-2">
        <TextField label={t.lineEn} maxLength={500} required={false} {...of("nameEn")} />
      </div>
      <div className="sm:col-span-2">
        <TextField label={t.lineZh} maxLength={500} required={false} {...of("nameZh")} />
      </div>
    </div>
  );
}

function Money({ homeCurrency, taxRules, field }: InvoiceFormProps & { field: FieldOf }) {
  const { quote, invoice } = useMessages();
  const { edit: t } = quote;
  return (
    <Section title={t.money}>
      <div className="mt-4 grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label={t.taxRule}
          placeholder={t.noTaxRule}
          hint={taxRules.length === 0 ? t.noTaxNotes : undefined}
          {...field("taxRule")}
          options={taxRules}
        />
        <TextField label={t.taxPercent} inputMode="decimal" unit="%" placeholder="0" {...field("taxPercent")} />
        <TextField
          label={t.rate(homeCurrency)}
          hint={invoice.rateHint(homeCurrency)}
          inputMode="decimal"
          {...field("exchangeRate")}
        />
        <TextField label={t.rateSource} hint={t.rateSourceHint} maxLength={200} {...field("exchangeSource")} />
        <TextField label={t.rateDate} type="date" {...field("exchangeDate")} />
      </div>
    </Section>
  );
}
