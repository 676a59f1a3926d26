import { codeOptions, SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { columnLetter } from "#app/records/import/activity-column.ts";
import type { OfferedCurrencies } from "#app/trade/seller/used-currency.server.ts";
import type { BankColumns, DateOrder } from "./bank-file.ts";
import { TEXT_FIELDS } from "./bank-mapping.ts";

interface MappingFieldsProps {
  form: {
    headings: string[];
    headingRows: { row: number; text: string }[];
    dates: { order: DateOrder; text: string; day: string }[];
    currencies: OfferedCurrencies;
  };
  values: Record<string, string>;
  errors: Record<string, string>;
}

const FIRST = ["date", "amount", "credit", "debit", "direction"] as const satisfies (keyof BankColumns)[];
const SECOND = ["payer", "reference"] as const satisfies (keyof BankColumns)[];

/** The columns of a file and its formats, with a suggestion for each. */
export function MappingFields({ form, values, errors }: MappingFieldsProps) {
  const { bankStatement: t } = useMessages();
  const field = (name: string) => ({
    name,
    defaultValue: values[name] ?? "",
    error: errors[name] ? (t.fault[errors[name]] ?? errors[name]) : undefined,
  });
  const columns = form.headings.map((label, index) => ({
    value: String(index),
    label: label ? `${columnLetter(index)} · ${label}` : columnLetter(index),
  }));
  const column = (name: keyof typeof t.columns) => (
    <SelectField key={name} {...field(name)} label={t.columns[name]} placeholder={t.noColumn} options={columns} />
  );
  const grid = "grid gap-4 sm:grid-cols-2 desk:grid-cols-4";
  return (
    <>
      <fieldset className={grid}>
        <legend className="mb-3 text-16 font-semibold">{t.amounts}</legend>
        {FIRST.map(column)}
        <SelectField
          {...field("decimal")}
          label={t.decimal}
          placeholder={t.choose}
          options={Object.entries(t.decimals).map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          {...field("dates")}
          label={t.dates}
          hint={form.dates.length > 0 ? t.datesAmbiguous : undefined}
          placeholder={t.choose}
          options={
            form.dates.length > 0
              ? form.dates.map(({ order, text, day }) => ({ value: order, label: t.dateMeans(text, day) }))
              : Object.entries(t.dateOrders).map(([value, label]) => ({ value, label }))
          }
        />
      </fieldset>
      <fieldset className={grid}>
        <legend className="mb-3 text-16 font-semibold">{t.currencies}</legend>
        {column("currency")}
        <SelectField
          {...field("account")}
          label={t.account}
          hint={t.accountHint}
          placeholder={t.inColumn}
          options={[
            { label: t.used, options: codeOptions(form.currencies.used) },
            { label: t.others, options: codeOptions(form.currencies.rest) },
          ]}
        />
      </fieldset>
      <fieldset className={grid}>
        <legend className="mb-3 text-16 font-semibold">{t.texts}</legend>
        {SECOND.map(column)}
        {TEXT_FIELDS.map(column)}
      </fieldset>
      <details open={Boolean(errors.headingRow)}>
        <summary className="text-14 text-accent touch:py-2">{t.headingRow}</summary>
        <div className="mt-3 max-w-160">
          <SelectField
            {...field("headingRow")}
            label={t.headingRow}
            hint={t.headingRowHint}
            options={[
              { value: "0", label: t.noHeadings },
              ...form.headingRows.map(({ row, text }) => ({ value: String(row), label: t.rowIs(row, text) })),
            ]}
          />
        </div>
      </details>
    </>
  );
}
