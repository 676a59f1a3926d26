import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import {
  codeOptions,
  SelectField,
  type SelectGroup,
  type SelectOption,
  TextAreaField,
  TextField,
} from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { CheckField } from "#app/trade/seller/check-field.tsx";
import { WorkSection } from "./quote-work-section.tsx";

export interface QuoteEditorProps {
  quoteId: string;
  version: number;
  values: Record<string, string>;
  /** A key of `quote.faults` by field. */
  errors: Record<string, string>;
  /** The line numbers in the form: the seller's services, and third-party fees. */
  places: { own: number[]; others: number[] };
  services: SelectOption[];
  currencies: string[];
  homeCurrency: string;
  taxRules: SelectOption[];
  inventories: SelectGroup[];
}

export type FieldOf = (name: string) => { name: string; defaultValue: string; error: string | undefined };

/** The editor of a draft. Works without scripts: a button adds lines. */
export function QuoteEditor(props: QuoteEditorProps) {
  const { quote: t } = useMessages();
  const field: FieldOf = (name) => {
    const key = props.errors[name] as keyof typeof t.faults | undefined;
    return { name, defaultValue: props.values[name] ?? "", error: key && t.faults[key] };
  };
  return (
    <Form method="post" noValidate className="space-y-10">
      <BasedOn setting={nameSetting("quote_draft", [props.quoteId])} version={props.version} />
      <Section title={t.edit.lines} id="lines">
        <p className="mt-3 text-14 text-muted">{t.edit.linesAbout}</p>
        <div className="divide-y divide-line">
          {props.places.own.map((index) => (
            <ServiceLine key={index} index={index} field={field} {...props} />
          ))}
        </div>
        <Button name="intent" value="more" variant="secondary" size="row">
          {t.edit.moreLines}
        </Button>
      </Section>
      <Section title={t.edit.thirdParty}>
        <p className="mt-3 max-w-160 text-14 text-muted">{t.edit.thirdPartyAbout}</p>
        <div className="divide-y divide-line">
          {props.places.others.map((index) => (
            <FeeLine key={index} index={index} field={field} />
          ))}
        </div>
      </Section>
      <WorkSection field={field} values={props.values} />
      <MoneySection {...props} field={field} />
      <TermsSection values={props.values} inventories={props.inventories} field={field} />
      <Button name="intent" value="save">
        {t.edit.save}
      </Button>
    </Form>
  );
}

function ServiceLine({
  index,
  field,
  services,
  values,
}: { index: number; field: FieldOf } & Pick<QuoteEditorProps, "services" | "values">) {
  const { quote: t } = useMessages();
  const of = (part: string) => field(`line-${index}-${part}`);
  const option = `line-${index}-isOption`;
  return (
    <div className="grid items-start gap-3 py-4 sm:grid-cols-[minmax(0,3fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,2fr)]">
      <SelectField label={t.edit.service} placeholder={t.edit.noService} {...of("serviceId")} options={services} />
      <TextField label={t.edit.quantity} inputMode="decimal" {...of("quantity")} />
      <TextField label={t.edit.discount} inputMode="decimal" unit="%" {...of("discountPercent")} />
      <TextField label={t.edit.discountReason} maxLength={200} {...of("discountReason")} />
      <div className="sm:col-span-4">
        <CheckField name={option} label={t.edit.option} isChecked={values[option] !== undefined} />
      </div>
    </div>
  );
}

function FeeLine({ index, field }: { index: number; field: FieldOf }) {
  const { quote: t } = useMessages();
  const of = (part: string) => field(`line-${index}-${part}`);
  return (
    <div className="grid items-start gap-3 py-4 sm:grid-cols-4">
      <TextField label={t.edit.payee} maxLength={200} {...of("payee")} />
      <TextField label={t.edit.feeEn} maxLength={200} {...of("nameEn")} />
      <TextField label={t.edit.feeZh} maxLength={200} {...of("nameZh")} />
      <TextField label={t.edit.fee} inputMode="decimal" {...of("amount")} />
    </div>
  );
}

function MoneySection({ currencies, homeCurrency, taxRules, field }: QuoteEditorProps & { field: FieldOf }) {
  const { quote: t } = useMessages();
  return (
    <Section title={t.edit.money}>
      <div className="mt-4 grid items-start gap-4 sm:grid-cols-2">
        <SelectField label={t.edit.currency} {...field("currency")} options={codeOptions(currencies)} />
        <TextField
          label={t.edit.rate(homeCurrency)}
          hint={t.edit.rateHint(homeCurrency)}
          inputMode="decimal"
          {...field("exchangeRate")}
        />
        <TextField
          label={t.edit.rateSource}
          hint={t.edit.rateSourceHint}
          maxLength={200}
          {...field("exchangeSource")}
        />
        <TextField label={t.edit.rateDate} type="date" {...field("exchangeDate")} />
        <SelectField
          label={t.edit.taxRule}
          placeholder={t.edit.noTaxRule}
          hint={taxRules.length === 0 ? t.edit.noTaxNotes : undefined}
          {...field("taxRule")}
          options={taxRules}
        />
        <TextField label={t.edit.taxPercent} inputMode="decimal" unit="%" {...field("taxPercent")} />
      </div>
    </Section>
  );
}

function TermsSection({
  values,
  inventories,
  field,
}: Pick<QuoteEditorProps, "values" | "inventories"> & { field: FieldOf }) {
  const { quote: t } = useMessages();
  return (
    <Section title={t.edit.terms}>
      <div className="mt-4 grid items-start gap-4 sm:grid-cols-2">
        <TextField label={t.edit.validUntil} type="date" {...field("validUntil")} />
        <TextField
          label={t.edit.deposit}
          hint={t.edit.depositHint}
          inputMode="decimal"
          unit="%"
          {...field("depositPercent")}
        />
        <TextAreaField label={t.edit.termsEn} rows={4} maxLength={5000} {...field("termsEn")} />
        <TextAreaField label={t.edit.termsZh} rows={4} maxLength={5000} {...field("termsZh")} />
        <SelectField
          label={t.edit.inventory}
          placeholder={t.edit.noInventory}
          {...field("inventoryId")}
          options={inventories}
        />
        <div className="self-center">
          <CheckField
            name="gatesIssue"
            label={t.edit.gates}
            hint={t.edit.gatesHint}
            isChecked={values.gatesIssue !== undefined}
          />
        </div>
      </div>
    </Section>
  );
}
