import { Form } from "@remix-run/react";
import { useState } from "react";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { EntryFault } from "#app/carbon/entry/activity-entry.ts";
import { Button } from "#app/kit/button.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { useScripts } from "#app/kit/use-scripts.ts";
import type { ModelName } from "#app/model/consent.ts";
import type { EvidenceView } from "#app/records/files/evidence-view.ts";
import { InventoryField } from "#app/records/inventory-field.tsx";
import { faultText } from "#app/records/sheet/fault-text.ts";
import type { CopiedSuggestion } from "./ask-for-bill.server.ts";
import { BillDocument } from "./bill-document.tsx";
import { BillFindings } from "./bill-findings.tsx";
import { BillRowFields, type BillSource } from "./bill-row-fields.tsx";
import { BILL_FIELDS, type BillField, type EnteredRow, MAX_BILL_ROWS, withMoreRows } from "./bill-rows.ts";
import { BillSuggestions } from "./bill-suggestions.tsx";
import type { ShownBill } from "./bill-view.ts";
import { AskForBill, CopiedTexts } from "./copied-texts.tsx";
import { FilePreview } from "./file-preview.tsx";
import { FileWays } from "./file-ways.tsx";
import { WhereToEnter } from "./where-to-enter.tsx";

interface EnterRecordsPageProps {
  organizationId: string;
  file: EvidenceView;
  sources: BillSource[];
  inventories: { id: string; period: Period }[];
  inventory: { id: string; period: Period } | null;
  rows: EnteredRow[];
  isInAddition: boolean;
  /** What a model copied from the pictures. */
  copied: CopiedSuggestion | null;
  /** The model that may be asked to read pictures. */
  model: ModelName | null;
  /** Null for files that are not read. */
  bill: ShownBill | null;
  refusal: BillRefusal | null;
}

/**
 * Errors of bills by row index. `there` lists rows that were already saved with other values, `overlaps` rows whose
 * source has other records in the same days.
 */
export interface BillRefusal {
  isEmpty: boolean;
  faults: { index: number; faults: EntryFault[] }[];
  there: number[];
  overlaps: number[];
  /** Copied rows that a person has not compared, or whose data quality no one chose. */
  unclear: { index: number; what: "compared" | "dataQuality" }[];
  /** Why the model gave nothing. A key of its messages. */
  asked: string | null;
}

type RowField = BillField | "compared";
const ROW_FIELDS: readonly RowField[] = [...BILL_FIELDS, "compared"];

export const NO_FAULT: BillRefusal = {
  isEmpty: false,
  faults: [],
  there: [],
  overlaps: [],
  unclear: [],
  asked: null,
};

/** The form field for an error. Facility and source are one field here. */
const FIELD_OF: Partial<Record<EntryFault["field"], BillField>> = {
  period: "period",
  quantity: "quantity",
  unit: "unit",
  dataQuality: "dataQuality",
  note: "note",
};

/** The records of one bill, entered next to the file and saved together. */
export function EnterRecordsPage(props: EnterRecordsPageProps) {
  const { organizationId, file, sources, inventory, bill } = props;
  const { evidence: t } = useMessages();
  const base = `/organizations/${organizationId}`;
  const address = `${base}/evidence/${file.fileId}`;
  return (
    <PageBody>
      <PageHeader
        title={t.entry.title}
        crumbs={[
          { to: `${base}/evidence`, label: t.title },
          { to: address, label: file.name },
        ]}
        about={t.entry.about}
        actions={<FileWays address={address} canPreview={file.canPreview} />}
      />
      <div className="grid grid-cols-2 gap-8 max-wide:grid-cols-1 max-wide:gap-10">
        <div className="min-w-0 space-y-10">
          {bill && <BillFindings bill={bill} attachedCount={file.attachedCount} />}
          {props.copied && <CopiedTexts {...props.copied} />}
          <WhereToEnter
            organizationId={organizationId}
            hasInventory={inventory !== null}
            hasSources={sources.length > 0}
          >
            <BillForm {...props} />
          </WhereToEnter>
        </div>
        <div className="min-w-0">
          <div className="space-y-10 wide:sticky wide:top-20">
            {bill?.ok && bill.view.pages.length > 0 && <BillDocument pages={bill.view.pages} />}
            <Section title={t.factsTitle}>
              <p className="mt-3 text-14 break-words">{file.name}</p>
              <FilePreview address={address} file={file} isBeside />
            </Section>
          </div>
        </div>
      </div>
    </PageBody>
  );
}

function BillForm({
  sources,
  inventories,
  inventory,
  isInAddition,
  refusal,
  copied,
  model,
  ...props
}: EnterRecordsPageProps) {
  const messages = useMessages();
  const { entry: t } = messages.evidence;
  const { activity } = messages;
  const [rows, setRows] = useState(props.rows);
  const hasScripts = useScripts();
  const told = refusal ? tellRefusal(refusal, messages) : [];
  const errorOf = (index: number, field: RowField) =>
    told.find((one) => one.index === index && one.field === field)?.message;
  return (
    <Form method="post" reloadDocument className="space-y-5">
      {refusal?.asked && <FormErrors errors={[{ field: "ask", message: messages.model.faults[refusal.asked]! }]} />}
      <FormErrors
        errors={
          refusal?.isEmpty
            ? [{ field: "sourceId-0", message: t.nothing }]
            : told.map(({ index, field, message }) => ({
                field: `${field}-${index}`,
                message: t.rowFault(String(index + 1), message),
              }))
        }
      />
      {model && <AskForBill model={model} />}
      {copied && <input type="hidden" name="suggestion" value={copied.id} />}
      {(isInAddition || (refusal?.overlaps ?? []).length > 0) && <InAdditionField isStated={isInAddition} />}
      <InventoryField inventories={inventories} inventory={inventory} />
      <p className="text-12 text-muted">
        {activity.field.period} · {activity.hint.period}
      </p>
      <BillSuggestions inventories={inventories} units={sources.map(({ unit }) => unit)} />
      {rows.map((row, index) => (
        <div key={row.recordId} className="space-y-2">
          <BillRowFields index={index} row={row} sources={sources} errorOf={(field) => errorOf(index, field)} />
          {hasScripts && rows.length > 1 && (
            <Button
              type="button"
              variant="secondary"
              onClick={() => setRows(rows.filter(({ recordId }) => recordId !== row.recordId))}
            >
              {t.removeRow(String(index + 1))}
            </Button>
          )}
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-3 border-t border-line pt-5">
        <Button name="intent" value="save">
          {t.save}
        </Button>
        {rows.length < MAX_BILL_ROWS ? (
          <Button
            variant="secondary"
            name="intent"
            value="more"
            formNoValidate
            onClick={(event) => {
              event.preventDefault();
              setRows(withMoreRows(rows));
            }}
          >
            {t.more}
          </Button>
        ) : (
          <span className="text-12 text-muted">{t.full(String(MAX_BILL_ROWS))}</span>
        )}
      </div>
    </Form>
  );
}

/** A person states that the amounts are not in the records of the same days. It is never ticked at first. */
export function InAdditionField({ isStated }: { isStated: boolean }) {
  const { entry: t } = useMessages().evidence;
  return (
    <label className="flex max-w-160 items-start gap-2 text-14">
      <input type="checkbox" name="inAddition" defaultChecked={isStated} className="mt-0.5 size-4 accent-accent" />
      {t.inAddition}
    </label>
  );
}

/** One error message per field, in the order of the fields. */
export function tellRefusal(
  { faults, there, overlaps, unclear }: BillRefusal,
  messages: ReturnType<typeof useMessages>,
) {
  const told: { index: number; field: RowField; message: string }[] = [
    ...faults.flatMap(({ index, faults: ofRow }) =>
      ofRow.map((fault) => ({
        index,
        field: FIELD_OF[fault.field] ?? ("sourceId" as const),
        message: faultText(messages, fault),
      })),
    ),
    ...there.map((index) => ({ index, field: "quantity" as const, message: messages.evidence.entry.there })),
    ...overlaps.map((index) => ({ index, field: "period" as const, message: messages.evidence.entry.overlaps })),
    ...unclear.map(({ index, what }) => ({ index, field: what, message: messages.model.bill.unsettled[what] })),
  ];
  const placeOf = ({ index, field }: { index: number; field: RowField }) =>
    index * ROW_FIELDS.length + ROW_FIELDS.indexOf(field);
  return told.sort((one, two) => placeOf(one) - placeOf(two));
}
