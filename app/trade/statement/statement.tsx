import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { Button } from "#app/kit/button.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { CheckField } from "#app/trade/seller/check-field.tsx";
import { listOfferedCurrencies } from "#app/trade/seller/used-currency.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { BankFile, ReadBankFile } from "./bank-file.ts";
import { proposeMapping, rememberMapping } from "./bank-mapping.server.ts";
import { MappingForm, valuesOf } from "./bank-mapping.ts";
import { getStatementDraft, importStatement } from "./bank-statement.server.ts";
import { MappingFields } from "./mapping-fields.tsx";
import { readTable, splitTable, toLines } from "./read-bank-table.ts";
import { StatementLines } from "./statement-lines.tsx";
import { choicesOf, previewOf } from "./statement-view.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.bankStatement.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "trade.bill", async (tx, { tenantId }) => {
    const { name, content } = await getStatementDraft(tx, requireId(params.draftId));
    const base = `/tenants/${tenantId}`;
    if (content.kind !== "table") {
      const preview = previewOf(readEntries(content));
      return { base, name, kind: content.kind, values: {}, isRemembered: false, form: null, preview };
    }
    const { table, mapping, version } = await proposeMapping(tx, content.rows);
    const values = valuesOf(mapping, table.headingRow);
    return {
      base,
      name,
      kind: content.kind,
      values,
      isRemembered: version > 0,
      form: {
        ...choicesOf(content.rows, table, mapping.date, localeOf(request)),
        currencies: await listOfferedCurrencies(tx),
      },
      preview: readTyped(content, values),
    };
  });

function readEntries({ entries, faults }: Exclude<BankFile, { kind: "table" }>): ReadBankFile {
  const read = toLines(entries);
  return { ...read, faults: [...faults, ...read.faults] };
}

/** A preview with the chosen columns. Null while the choice is incomplete. */
function readTyped(content: BankFile, typed: Record<string, string>) {
  if (content.kind !== "table") return previewOf(readEntries(content));
  const form = MappingForm.safeParse(typed);
  if (!form.success) return null;
  const { mapping, headingRow } = form.data;
  return previewOf(readTable(splitTable(content.rows, headingRow), mapping));
}

const EntriesForm = z.object({ leaveOut: z.literal("on").optional() });
const StatementActions = defineActions({
  preview: { right: "trade.bill", schema: MappingForm },
  import: { right: "trade.bill", schema: MappingForm },
  entries: { right: "trade.bill", schema: EntriesForm },
});

export const action = tenantAction(
  StatementActions,
  {
    preview: async (tx, { params, typed }) =>
      data({ errors: {} as Record<string, string>, typed, preview: await previewTyped(tx, params, typed) }),
    import: async (tx, { actor, params, value: { mapping, headingRow, leaveOut } }) => {
      const draftId = requireId(params.draftId);
      const { content } = await getStatementDraft(tx, draftId);
      if (content.kind !== "table") return refuse({ leaveOut: "column_missing" });
      const table = splitTable(content.rows, headingRow);
      const read = readTable(table, mapping);
      if (read.faults.length > 0 && !leaveOut) return refuse({ leaveOut: "faults_left" });
      if (read.lines.length === 0) return refuse({ leaveOut: "no_lines" });
      await rememberMapping(tx, actor, { headings: table.headings, mapping });
      const added = await importStatement(tx, actor, { draftId, lines: read.lines });
      return `/tenants/${actor.tenantId}/receipts?imported=${added}`;
    },
    entries: async (tx, { actor, params, value: { leaveOut } }) => {
      const draftId = requireId(params.draftId);
      const { content } = await getStatementDraft(tx, draftId);
      if (content.kind === "table") return refuse({ leaveOut: "column_missing" });
      const read = readEntries(content);
      if (read.faults.length > 0 && !leaveOut) return refuse({ leaveOut: "faults_left" });
      if (read.lines.length === 0) return refuse({ leaveOut: "no_lines" });
      const added = await importStatement(tx, actor, { draftId, lines: read.lines });
      return `/tenants/${actor.tenantId}/receipts?imported=${added}`;
    },
  },
  async (tx, { params, typed }) => ({ preview: await previewTyped(tx, params, typed) }),
);

async function previewTyped(tx: TenantTx, params: LoaderFunctionArgs["params"], typed: Record<string, string>) {
  return readTyped((await getStatementDraft(tx, requireId(params.draftId))).content, typed);
}

export default function StatementPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { bankStatement: t, receipt } = useMessages();
  const values: Record<string, string> = answer?.typed ?? page.values;
  const errors = answer?.errors ?? {};
  const preview = answer ? answer.preview : page.preview;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={page.form ? (page.isRemembered ? t.remembered : t.about) : t.standard[page.kind as "mt940" | "camt053"]}
        crumbs={[{ to: `${page.base}/receipts`, label: receipt.title }]}
      />
      <Form method="post" className="space-y-6">
        <FormErrors errors={listErrors(errors, (fault) => t.fault[fault])} />
        {page.form && <MappingFields form={page.form} values={values} errors={errors} />}
        {preview && preview.faultCount > 0 && (
          <CheckField
            name="leaveOut"
            label={t.leaveOut(preview.faultCount)}
            isChecked={values.leaveOut === "on"}
            error={errors.leaveOut ? t.fault[errors.leaveOut] : undefined}
          />
        )}
        <div className="flex flex-wrap gap-2">
          {page.form && (
            <Button name="intent" value="preview" variant="secondary">
              {t.preview}
            </Button>
          )}
          <Button name="intent" value={page.form ? "import" : "entries"} variant="primary">
            {t.import}
          </Button>
        </div>
      </Form>
      {preview && <StatementLines name={page.name} preview={preview} />}
    </PageBody>
  );
}
