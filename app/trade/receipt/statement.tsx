import { data, type LoaderFunctionArgs, type MetaFunction, type SerializeFrom } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { formatDay } from "#app/day/format-day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { Button } from "#app/kit/button.tsx";
import { codeOptions, SelectField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { CURRENCIES, isCurrency } from "#app/money/currency.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { getStatementDraft, importStatement } from "#app/trade/seller/bank-statement.server.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import {
  openStatement,
  readStatement,
  STATEMENT_FIELDS,
  type StatementMapping,
  suggestColumns,
} from "./bank-statement.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.receipt.statementTitle);

const SHOWN = 20;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "trade.bill", async (tx, { tenantId }) => {
    const draft = await getStatementDraft(tx, requireId(params.draftId));
    const table = openStatement(draft.content);
    if (!table) throw new AppError("not_found");
    const mapping: StatementMapping = {
      columns: suggestColumns(table),
      currency: (await getSellerDetail(tx))?.homeCurrency ?? "USD",
      decimal: "grouped_point",
      dates: "ymd",
    };
    return {
      base: `/tenants/${tenantId}`,
      name: draft.name,
      headings: table.headings,
      values: valuesOf(mapping),
      preview: previewOf(table, mapping),
    };
  });

function valuesOf({ columns, ...rest }: StatementMapping): Record<string, string> {
  const taken = STATEMENT_FIELDS.map((field) => [field, columns[field] === null ? "" : String(columns[field])]);
  return { ...rest, ...Object.fromEntries(taken) };
}

function previewOf(table: NonNullable<ReturnType<typeof openStatement>>, mapping: StatementMapping) {
  const read = readStatement(table, mapping);
  return {
    count: read.lines.length,
    leftOut: read.leftOut,
    faultCount: read.faults.length,
    faults: read.faults.slice(0, SHOWN),
    lines: read.lines.slice(0, SHOWN).map(({ amountMinor, ...line }) => ({
      ...line,
      amount: formatMoney(money(amountMinor, mapping.currency)),
    })),
  };
}

const column = z
  .string()
  .default("")
  .refine((typed) => /^\d{0,3}$/.test(typed), "column_missing")
  .transform((typed) => (typed === "" ? null : Number(typed)));
const needed = column.refine((index) => index !== null, "column_missing");
const MappingForm = z.object({
  date: needed,
  amount: needed,
  payer: column,
  note: column,
  reference: column,
  currency: z.string().refine(isCurrency, "currency"),
  decimal: z.enum(["point", "grouped_point", "comma"]),
  dates: z.enum(["ymd", "dmy", "mdy"]),
});

const mapping = { right: "trade.bill", schema: MappingForm } as const;
const StatementActions = defineActions({ preview: mapping, import: mapping });

export const action = tenantAction(
  StatementActions,
  {
    preview: async (tx, { params, typed }) =>
      data({ errors: {} as Record<string, string>, typed, preview: await previewTyped(tx, params, typed) }),
    import: async (tx, { actor, params, value: { currency, decimal, dates, ...columns } }) => {
      const { draftId, table } = await openDraft(tx, params);
      const read = readStatement(table, { columns, currency, decimal, dates });
      const [fault] = read.faults;
      if (fault) return refuse({ [fault.fault === "date_unreadable" ? "dates" : "decimal"]: fault.fault });
      const added = await importStatement(tx, actor, { draftId, currency, lines: read.lines });
      return `/tenants/${actor.tenantId}/receipts?imported=${added}`;
    },
  },
  async (tx, { params, typed }) => ({ preview: await previewTyped(tx, params, typed) }),
);

async function openDraft(tx: TenantTx, params: LoaderFunctionArgs["params"]) {
  const draftId = requireId(params.draftId);
  const table = openStatement((await getStatementDraft(tx, draftId)).content);
  if (!table) throw new AppError("not_found");
  return { draftId, table };
}

/** A preview with the chosen columns. Null while the choice is invalid. */
async function previewTyped(tx: TenantTx, params: LoaderFunctionArgs["params"], typed: Record<string, string>) {
  const { table } = await openDraft(tx, params);
  const form = MappingForm.safeParse(typed);
  if (!form.success) return null;
  const { currency, decimal, dates, ...columns } = form.data;
  return previewOf(table, { columns, currency, decimal, dates });
}

export default function StatementPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { receipt: t } = useMessages();
  const values = answer?.typed ?? page.values;
  const errors = answer?.errors ?? {};
  const preview = answer ? answer.preview : page.preview;
  const say = (name: string) => (errors[name] ? (t.fault[errors[name]] ?? errors[name]) : undefined);
  const field = (name: string) => ({ name, defaultValue: values[name] ?? "", error: say(name) });
  const columns = page.headings.map((label, index) => ({ value: String(index), label: label || String(index + 1) }));
  const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <PageBody>
      <PageHeader
        title={t.statementTitle}
        about={t.statementAbout}
        crumbs={[{ to: `${page.base}/receipts`, label: t.title }]}
      />
      <Form method="post" className="space-y-6">
        <FormErrors errors={listErrors(errors, (fault) => t.fault[fault])} />
        <div className="grid gap-4 sm:grid-cols-2 desk:grid-cols-4">
          {STATEMENT_FIELDS.map((name) => (
            <SelectField
              key={name}
              {...field(name)}
              label={t.columns[name]}
              placeholder={t.noColumn}
              options={columns}
            />
          ))}
          <SelectField {...field("currency")} label={t.currency} options={codeOptions(CURRENCIES)} />
          <SelectField {...field("decimal")} label={t.decimal} options={options(t.decimals)} />
          <SelectField {...field("dates")} label={t.dates} options={options(t.dateOrders)} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button name="intent" value="preview" variant="secondary">
            {t.preview}
          </Button>
          <Button name="intent" value="import" variant="primary">
            {t.import}
          </Button>
        </div>
      </Form>
      {preview && <StatementPreview name={page.name} preview={preview} />}
    </PageBody>
  );
}

interface StatementPreviewProps {
  name: string;
  preview: NonNullable<SerializeFrom<typeof loader>["preview"]>;
}

/** The lines as read with the chosen columns, and the rows that can't be read. */
function StatementPreview({ name, preview }: StatementPreviewProps) {
  const { receipt: t } = useMessages();
  const locale = useLocale();
  return (
    <div className="mt-8 space-y-8">
      <Section title={name} aside={t.found(preview.count, preview.leftOut)}>
        <Table
          caption={name}
          rows={preview.lines}
          rowKey={({ key }) => key}
          columns={[
            { key: "day", head: t.columns.date, cell: (row) => formatDay(row.bookedOn, locale) },
            { key: "amount", head: t.columns.amount, isNumeric: true, cell: (row) => row.amount },
            { key: "payer", head: t.columns.payer, cell: (row) => row.payer },
            { key: "note", head: t.columns.note, cell: (row) => row.note },
            { key: "reference", head: t.columns.reference, cell: (row) => row.reference, isHiddenOnPhone: true },
          ]}
        />
      </Section>
      {preview.faults.length > 0 && (
        <Section title={t.faultsTitle} count={preview.faultCount}>
          <ul className="mt-2 space-y-1 text-14">
            {preview.faults.map((one) => (
              <li key={one.row}>
                {t.row(one.row)}: {t.fault[one.fault]} <span className="text-muted">{one.text}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
