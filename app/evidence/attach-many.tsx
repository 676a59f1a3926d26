import { Form } from "@remix-run/react";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { EvidencedRecord } from "#app/records/evidenced-record.server.ts";
import { InventoryField } from "#app/records/inventory-field.tsx";
import { monthsOf } from "#app/records/sheet/grid-data.ts";
import { type EvidenceSource, sourceOptions, sourceText } from "./evidence-source.ts";
import { recordColumns } from "./record-columns.tsx";

export interface OfferedRecords {
  total: number;
  /** Whether there are more records than were counted. */
  isMore: boolean;
  listed: number;
  records: EvidencedRecord[];
}

interface AttachManyProps {
  search: { sourceId: string; month: string };
  sources: EvidenceSource[];
  inventories: { id: string; period: Period }[];
  inventory: { id: string; period: Period } | null;
  offered: OfferedRecords | null;
  /** The values of a rejected form. */
  typed: Record<string, string>;
}

/** Attaches one bill to many records, filtered by source and month, or to a whole period. */
export function AttachMany({ search, sources, inventories, inventory, offered, typed }: AttachManyProps) {
  const { evidence: t } = useMessages();
  const locale = useLocale();
  return (
    <Section title={t.manyTitle}>
      <p className="mt-3 mb-4 text-14 text-muted">{t.manyAbout}</p>
      <Form
        method="get"
        role="search"
        aria-label={t.manyTitle}
        key={`${search.sourceId} ${search.month}`}
        className="mb-4 flex flex-wrap items-end gap-3"
      >
        <InventoryField inventories={inventories} inventory={inventory} />
        <div className="w-60 max-w-full">
          <SelectField
            label={t.source}
            name="source"
            placeholder={t.anySource}
            defaultValue={search.sourceId}
            options={sourceOptions(sources, locale)}
          />
        </div>
        <div className="w-36">
          <SelectField
            label={t.month}
            name="month"
            placeholder={t.anyMonth}
            defaultValue={search.month}
            options={(inventory ? monthsOf(inventory.period) : []).map((value) => ({ value, label: value }))}
          />
        </div>
        <Button variant="secondary">{t.show}</Button>
      </Form>
      {!offered || offered.records.length === 0 ? (
        <p className="text-14 text-muted">{t.manyNone}</p>
      ) : (
        <RecordChoice offered={offered} sources={sources} typed={typed} />
      )}
      <Form method="post" className="mt-8 flex flex-wrap items-end gap-3 border-t border-line pt-6">
        <input type="hidden" name="intent" value="attach-period" />
        <div className="w-60 max-w-full">
          <TextField
            label={t.periodLabel}
            name="period"
            maxLength={40}
            placeholder={search.month || inventory?.period.start.slice(0, 4)}
            defaultValue={typed.period ?? ""}
          />
        </div>
        <div className="w-60 max-w-full">
          <SelectField
            label={t.periodSource}
            name="sourceId"
            placeholder={t.anySource}
            defaultValue={typed.sourceId ?? search.sourceId}
            options={sourceOptions(sources, locale)}
          />
        </div>
        <Button variant="secondary">{t.attachPeriod}</Button>
      </Form>
    </Section>
  );
}

function RecordChoice({
  offered,
  sources,
  typed,
}: {
  offered: OfferedRecords;
  sources: EvidenceSource[];
  typed: Record<string, string>;
}) {
  const { evidence: t, common } = useMessages();
  const locale = useLocale();
  const nameOf = (id: string) =>
    sourceText(
      sources.find((source) => source.id === id),
      locale,
    );
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="attach-records" />
      <div className="max-h-96 overflow-y-auto">
        <Table
          caption={t.manyTitle}
          rows={offered.records}
          rowKey={({ recordId }) => recordId}
          columns={[
            {
              key: "tick",
              head: <span className="sr-only">{t.attach}</span>,
              cell: ({ recordId, sourceId, period }) => (
                <label className="inline-flex size-6 items-center justify-center touch:size-11">
                  <input
                    type="checkbox"
                    name={`record-${recordId}`}
                    defaultChecked={Boolean(typed[`record-${recordId}`])}
                    className="size-4 accent-accent"
                  />
                  <span className="sr-only">
                    {t.select(common.placed([nameOf(sourceId), printPeriodText(period)]))}
                  </span>
                </label>
              ),
            },
            ...recordColumns(t, nameOf),
          ]}
        />
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        <Button>{t.attachTicked}</Button>
        {offered.total > offered.listed && (
          <span className="text-12 text-muted">
            {t.manyMore(
              offered.listed.toLocaleString("en"),
              `${offered.total.toLocaleString("en")}${offered.isMore ? "+" : ""}`,
            )}
          </span>
        )}
      </div>
    </Form>
  );
}
