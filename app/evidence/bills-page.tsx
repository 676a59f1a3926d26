import { Form, Link } from "@remix-run/react";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { formatQuantity } from "#app/carbon/format.ts";
import { Button } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { InventoryField } from "#app/records/inventory-field.tsx";
import { unitText } from "#app/records/sheet/fault-text.ts";
import { type BillRefusal, InAdditionField, tellRefusal } from "./enter-records-page.tsx";
import type { readEvidenceFrame } from "./evidence-frame.server.ts";
import { EvidenceFrame } from "./evidence-frame.tsx";
import { type EvidenceSource, sourceGroups } from "./evidence-source.ts";
import { type BillByHand, groupsOf, meterOf, twinOf, type WaitingRow } from "./waiting-bill.ts";
import type { BillConversion } from "./waiting-bills.server.ts";
import { WhereToEnter } from "./where-to-enter.tsx";

interface BillsPageProps {
  frame: Awaited<ReturnType<typeof readEvidenceFrame>>;
  sources: EvidenceSource[];
  inventories: { id: string; period: Period }[];
  inventory: { id: string; period: Period } | null;
  rows: WaitingRow[];
  /** Meters with the source that their last bill had. */
  recalled: [meter: string, sourceId: string][];
  isInAddition: boolean;
  byHand: BillByHand[];
  entered: number;
  /** The last file of this page, if there are more. */
  next: string | null;
  refusal: BillRefusal | null;
  conversions: BillConversion[];
}

/** Bills that were read and are not entered yet: one source for each meter, then all of them at once. */
export function BillsPage(props: BillsPageProps) {
  const { frame, sources, inventory, rows, byHand, entered, next } = props;
  const t = useMessages().evidence.bills;
  const base = `/organizations/${frame.organizationId}`;
  return (
    <EvidenceFrame {...frame} view="bills" mayEdit>
      <div className="space-y-9">
        {entered > 0 && <DoneNote>{t.entered(entered)}</DoneNote>}
        {rows.length + byHand.length === 0 ? (
          <EmptyState title={t.emptyTitle} reason={t.emptyReason} />
        ) : (
          rows.length > 0 && (
            <WhereToEnter
              organizationId={frame.organizationId}
              hasInventory={inventory !== null}
              hasSources={sources.length > 0}
            >
              <WaitingForm {...props} />
            </WhereToEnter>
          )
        )}
        {byHand.length > 0 && <ByHand base={base} bills={byHand} />}
        {next !== null && (
          <Link className="text-14 text-link" to={`?after=${next}`}>
            {t.next}
          </Link>
        )}
      </div>
    </EvidenceFrame>
  );
}

function WaitingForm(props: BillsPageProps) {
  const { frame, sources, inventories, inventory, rows, isInAddition, refusal, conversions } = props;
  const recalled = new Map(props.recalled);
  const messages = useMessages();
  const { evidence, bill, activity } = messages;
  const t = evidence.bills;
  const locale = useLocale();
  const base = `/organizations/${frame.organizationId}/evidence`;
  const groups = groupsOf(rows);
  const told = refusal ? tellOnce(tellRefusal(refusal, messages), rows) : [];
  const indexOf = new Map(rows.map((row, index) => [row.recordId, index]));
  const isUnplaced = (group: string) =>
    told.some(({ index, field }) => field === "sourceId" && rows[index]!.group === group);
  return (
    <Form method="post" reloadDocument className="space-y-6">
      <p className="max-w-160 text-14 text-muted">{t.about}</p>
      <FormErrors
        errors={
          refusal?.isEmpty
            ? [{ field: "use-0", message: t.nothing }]
            : told.map(({ index, field, message }) => ({
                field:
                  field === "sourceId"
                    ? `source-${groups.findIndex(({ group }) => group === rows[index]!.group)}`
                    : `use-${index}`,
                message: t.rowFault(rows[index]!.fileName, message),
              }))
        }
      />
      {conversions.map((one) => (
        <div
          key={`${one.reference} ${one.from}`}
          className="flex flex-wrap items-center justify-between gap-3 rounded-6 bg-accent-tint px-4 py-3 text-14"
        >
          <p className="max-w-120">{one.why}</p>
          <Button
            variant="secondary"
            name="intent"
            value="convert"
            formAction={`?${new URLSearchParams({ reference: one.reference, from: one.from })}`}
          >
            {t.convert(one.fromText, one.toText)}
          </Button>
        </div>
      ))}
      {(isInAddition || (refusal?.overlaps ?? []).length > 0) && <InAdditionField isStated={isInAddition} />}
      <InventoryField inventories={inventories} inventory={inventory} />
      {groups.map(({ group, energy, meter }, place) => {
        const own = rows.filter((row) => row.group === group);
        const name = t.groupOf(energy ? bill.energy[energy] : "", meter);
        return (
          <Section key={group} title={name} count={t.count(own.length)}>
            <div className="mt-3 max-w-120">
              <SelectField
                id={`source-${place}`}
                name={`source-${place}`}
                label={t.sourceOf(name)}
                placeholder={evidence.entry.choosePlace}
                defaultValue={own[0]!.sourceId}
                hint={isRecalled(own[0]!, recalled) ? t.recalled : undefined}
                options={sourceGroups(sources, locale)}
                error={isUnplaced(group) ? evidence.entry.choosePlace : undefined}
              />
            </div>
            <div className="mt-3">
              <Table
                caption={name}
                isStacked
                rows={own}
                rowKey={({ recordId }) => recordId}
                columns={[
                  {
                    key: "use",
                    head: <span className="sr-only">{t.use}</span>,
                    cell: (row) => {
                      const index = indexOf.get(row.recordId)!;
                      return (
                        <label className="inline-flex size-6 items-center justify-center touch:size-11">
                          <input
                            type="checkbox"
                            id={`use-${index}`}
                            name={`use-${index}`}
                            defaultChecked={row.isChosen}
                            className="size-4 accent-accent"
                          />
                          <span className="sr-only">{t.choiceOf(row.fileName)}</span>
                        </label>
                      );
                    },
                  },
                  {
                    key: "file",
                    head: evidence.name,
                    isRowHead: true,
                    cell: (row) => (
                      <>
                        <Hidden row={row} index={indexOf.get(row.recordId)!} />
                        <Link className="break-all text-link" to={`${base}/${row.fileId}/records`}>
                          {row.fileName}
                        </Link>
                        <Twin name={twinOf(row, rows)} />
                      </>
                    ),
                  },
                  { key: "period", head: activity.field.period, cell: ({ period }) => period },
                  {
                    key: "quantity",
                    head: activity.field.quantity,
                    isNumeric: true,
                    cell: ({ quantity, unit }) =>
                      checkDecimal(quantity, BOUNDS.quantity) === null
                        ? formatQuantity(quantity, unitText(messages, unit), { locale })
                        : `${quantity} ${unit}`,
                  },
                  {
                    key: "note",
                    head: activity.field.note,
                    isMuted: true,
                    isHiddenOnPhone: true,
                    cell: ({ note }) => note,
                  },
                ]}
              />
            </div>
          </Section>
        );
      })}
      <div className="border-t border-line pt-5">
        <Button name="intent" value="enter">
          {t.enter}
        </Button>
      </div>
    </Form>
  );
}

function isRecalled(row: WaitingRow, recalled: ReadonlyMap<string, string>): boolean {
  const meter = meterOf(row);
  return meter !== null && row.sourceId !== "" && recalled.get(meter) === row.sourceId;
}

function Twin({ name }: { name: string | null }) {
  const t = useMessages().evidence.bills;
  return name === null ? null : <span className="block text-12 text-warning-ink">{t.twin(name)}</span>;
}

/** Without a source, each row of a meter has the same errors: the first one is enough. */
function tellOnce(told: ReturnType<typeof tellRefusal>, rows: readonly WaitingRow[]) {
  const groups = new Set<string>();
  return told.filter(({ field, index }) => {
    if (field !== "sourceId") return true;
    const { group } = rows[index]!;
    const isFirst = !groups.has(group);
    groups.add(group);
    return isFirst;
  });
}

/** What was read of a row, as the form sends it back. */
function Hidden({ row, index }: { row: WaitingRow; index: number }) {
  const sent = { record: row.recordId, file: row.fileId, name: row.fileName, group: row.group, bill: row.bill };
  const { period, quantity, unit, dataQuality, note } = row;
  return Object.entries({ ...sent, period, quantity, unit, dataQuality, note }).map(([name, value]) => (
    <input key={name} type="hidden" name={`${name}-${index}`} value={value} />
  ));
}

function ByHand({ base, bills }: { base: string; bills: BillByHand[] }) {
  const { evidence, bill } = useMessages();
  const t = evidence.bills;
  const why = ({ refusal, state, problems }: BillByHand) => {
    if (refusal !== null) return bill.refused[refusal] ?? refusal;
    const noted = problems.map((problem) => bill.problems[problem] ?? problem);
    return noted.length > 0 ? noted.join(" ") : state ? bill.explained[state] : "";
  };
  return (
    <Section title={t.byHandTitle} count={t.count(bills.length)}>
      <p className="mt-3 max-w-160 text-14 text-muted">{t.byHandAbout}</p>
      <ul className="mt-3 divide-y divide-line text-14">
        {bills.map((one) => (
          <li key={one.fileId} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-2.5">
            <span className="min-w-0 max-w-160">
              <span className="font-medium break-all">{one.fileName}</span>
              <span className="block text-12 text-muted">{why(one)}</span>
            </span>
            <Link
              className="text-link whitespace-nowrap"
              to={`${base}/evidence/${one.fileId}/records`}
              aria-label={evidence.entry.actionOf(one.fileName)}
            >
              {evidence.entry.action}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
