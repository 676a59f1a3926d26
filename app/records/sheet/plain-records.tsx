import { Link, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { markOf, pageOf } from "#app/kit/list-page.ts";
import { Section } from "#app/kit/section.tsx";
import { RecordFiles } from "#app/records/files/record-files.tsx";
import { isFiltered, makeFilter } from "./activity-filter.ts";
import type { Words } from "./cell-text.ts";
import { entryContextOf, type GridData, type GridRecord, recordOf } from "./grid-data.ts";
import { MethodLink } from "./method-link.tsx";
import { type HrefWith, PlainList } from "./plain-list.tsx";
import { RecordForm, type RejectedForm } from "./record-form.tsx";
import { makeEvaluator } from "./row-evaluation.ts";
import { placesIn } from "./sheet-order.ts";
import type { View } from "./use-shown-rows.ts";

interface PlainRecordsProps {
  grid: GridData;
  /** The initial page around the record in the address, used if the window doesn't contain it. */
  head: GridData;
  view: View;
  rejected: RejectedForm | null;
  hrefWith: HrefWith;
  words: Words;
}

/** A page of records as a list, and the form of one record below. */
export function PlainRecords({ grid: held, head, view, rejected, hrefWith, words }: PlainRecordsProps) {
  const { sheet } = words.messages;
  const [search] = useSearchParams();
  const mark = markOf(search);
  const isBeyond = mark.after !== "" && !recordOf(held, mark.after) && recordOf(head, mark.after);
  const grid = isBeyond ? head : held;
  const { extent } = grid;
  const records = useMemo(() => listedRecords(grid, view, words.locale), [grid, view, words.locale]);
  const editId = rejected?.typed.recordId || search.get("edit");
  const edited = grid.records.find(({ id }) => id === editId) ?? null;
  return (
    <div className="px-8 pb-16 max-md:px-4">
      {grid.records.length === 0 && extent.isWhole ? (
        <NoRecords />
      ) : (
        <PlainList
          grid={grid}
          page={pageOf(records, mark, extent.isMore || extent.count > grid.records.length)}
          hrefWith={hrefWith}
          words={words}
        />
      )}
      {extent.isHead && (view.order || view.filter.words || view.filter.state) && (
        <noscript>
          <p className="py-3 text-14">
            <Link to={hrefWith({ whole: "1" })} className="text-link">
              {sheet.showWhole}
            </Link>
          </p>
        </noscript>
      )}
      {grid.mayEdit && (
        <div className="mt-8">
          {edited && <MethodLink grid={grid} recordId={edited.id} />}
          <RecordForm
            key={edited?.id ?? "new"}
            grid={grid}
            record={edited}
            rejected={rejected}
            listHref={hrefWith({ edit: "" })}
          />
          {edited && <FilesOf record={edited} organizationId={grid.organizationId} />}
        </div>
      )}
    </div>
  );
}

function listedRecords(grid: GridData, { filter, order }: View, locale: Words["locale"]): readonly GridRecord[] {
  const passes = makeFilter(filter, { sources: grid.sources, context: entryContextOf(grid) });
  const isAt = ({ review }: GridRecord) => filter.state === "" || (review?.state ?? "draft") === filter.state;
  const some = isFiltered(filter)
    ? grid.records.filter((record) => passes(record.entry) && isAt(record))
    : grid.records;
  if (!order) return some;
  const rows = some.map(({ id, entry }) => ({ id, cells: entry }));
  const places = placesIn(rows, order, { evaluator: makeEvaluator(grid), locale });
  return some.toSorted((a, b) => places.get(a.id)! - places.get(b.id)!);
}

function NoRecords() {
  const { empty } = useMessages().activity;
  return (
    <EmptyState
      title={empty.title}
      reason={empty.reason}
      example={
        <a className="text-link text-14" href="/samples/activities-2025.csv">
          {empty.example}
        </a>
      }
    />
  );
}

function FilesOf({ record: { id, version }, organizationId }: { record: GridRecord; organizationId: string }) {
  const { evidence } = useMessages();
  return (
    <div className="mt-8 max-w-3xl">
      <Section title={evidence.files} level={3}>
        <div className="mt-3">
          <RecordFiles key={id} organizationId={organizationId} recordId={id} version={version} mayEdit />
        </div>
      </Section>
    </div>
  );
}
