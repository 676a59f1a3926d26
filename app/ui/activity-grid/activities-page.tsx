import { Link, useLocation, useSearchParams } from "@remix-run/react";
import { useEffect, useMemo, useState } from "react";
import { ButtonLink } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { RecordFiles } from "../evidence/record-files.tsx";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { markOf, pageOf } from "../list-page.ts";
import { PageBody } from "../page-body.tsx";
import { PageHeader } from "../page-header.tsx";
import { Section } from "../section.tsx";
import { filterOf, filterParameters, isFiltered, makeFilter } from "./activity-filter.ts";
import type { Words } from "./cell-text.ts";
import { FilterBar } from "./filter-bar.tsx";
import { entryContextOf, type GridData, type GridRecord, recordOf } from "./grid-data.ts";
import { MethodLink } from "./method-link.tsx";
import { PlainList } from "./plain-list.tsx";
import { RecordForm, type RejectedForm } from "./record-form.tsx";
import { makeEvaluator } from "./row-evaluation.ts";
import { SaveStateText } from "./save-state-text.tsx";
import { parseOrder, placesIn, printOrder, turnOrder } from "./sheet-order.ts";
import { SheetView } from "./sheet-view.tsx";
import { useHeldRecords } from "./use-held-records.ts";
import { useSheet } from "./use-sheet.ts";
import type { View } from "./use-shown-rows.ts";

interface ActivitiesPageProps {
  organizationId: string;
  inventories: { id: string; period: { start: string; end: string } }[];
  /** Null where no inventory has been opened yet. */
  grid: GridData | null;
  rejected: RejectedForm | null;
}

/** Activity data: the sheet at a desk, a list with a form on a phone and without scripts. */
export function ActivitiesPage({ organizationId, inventories, grid, rejected }: ActivitiesPageProps) {
  const { activity } = useMessages();
  const base = `/organizations/${organizationId}`;
  if (!grid || grid.sources.length === 0) {
    const what = grid ? "Sources" : "Inventory";
    const { empty } = activity;
    return (
      <PageBody>
        <PageHeader title={activity.title} />
        <EmptyState
          title={empty[`no${what}`]}
          reason={empty[`no${what}Reason`]}
          action={
            <ButtonLink variant="primary" to={grid ? `${base}/sources` : `${base}/inventories`}>
              {grid ? empty.addSource : empty.openInventory}
            </ButtonLink>
          }
        />
      </PageBody>
    );
  }
  return <Records key={grid.inventoryId} base={base} inventories={inventories} grid={grid} rejected={rejected} />;
}

interface RecordsProps {
  base: string;
  inventories: ActivitiesPageProps["inventories"];
  grid: GridData;
  rejected: RejectedForm | null;
}

function Records({ base, inventories, grid: head, rejected }: RecordsProps) {
  const messages = useMessages();
  const locale = useLocale();
  const [search, setSearch] = useSearchParams();
  const { pathname } = useLocation();
  const filter = useMemo(() => filterOf(search), [search]);
  const order = useMemo(() => parseOrder(search.get("sort") ?? ""), [search]);
  const view = useMemo(() => ({ filter, order }), [filter, order]);
  const { grid, isReady, isOtherPart } = useHeldRecords(head, filter, search.get("record") ?? search.get("edit"));
  const words = useMemo(() => ({ messages, locale }), [messages, locale]);
  const used = useSheet(grid, isReady);
  // Until the sheet has its records the list stands in its place, as it does without scripts.
  const [hasSheet, setSheet] = useState(false);
  const isLoaded = isReady && used.state.loaded === grid.records;
  useEffect(() => {
    if (isLoaded) setSheet(true);
  }, [isLoaded]);
  const hrefWith: HrefWith = (changes) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === "") next.delete(name);
      else next.set(name, value);
    }
    return `${pathname}?${next}${changes.edit ? "#record" : ""}`;
  };
  const exportQuery = new URLSearchParams({ inventory: grid.inventoryId, ...filterParameters(filter) });
  return (
    <div className="desk:flex desk:h-[calc(100dvh-3.5rem)] desk:flex-col">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3 px-8 py-4 max-md:px-4">
        <h1 className="text-25 font-semibold tracking-[-0.01em] max-md:text-20">{messages.activity.title}</h1>
        <div className="ml-auto flex flex-wrap items-center gap-2 max-desk:ml-0">
          {hasSheet && (
            <div className="mr-2 max-desk:hidden">
              <SaveStateText save={used.save} isStorageFull={used.isStorageFull} />
            </div>
          )}
          {grid.mayEdit && (
            <ButtonLink to={`${base}/activities/by-method?inventory=${grid.inventoryId}`}>
              {messages.method.page.title}
            </ButtonLink>
          )}
          {grid.mayEdit && (
            <ButtonLink to={`${base}/activities/import?inventory=${grid.inventoryId}`} icon="import">
              {messages.activity.import}
            </ButtonLink>
          )}
          <ButtonLink to={`${base}/activities/export.csv?${exportQuery}`} icon="download" reloadDocument>
            {messages.activity.export}
          </ButtonLink>
        </div>
        <FilterBar grid={grid} filter={filter} order={order} inventories={inventories} />
      </div>
      {used.state.restoredCount > 0 && hasSheet && (
        <p className="bg-warning-tint px-8 py-1.5 text-12 text-warning-ink max-desk:hidden">
          {messages.activity.save.restored(used.state.restoredCount)}
        </p>
      )}
      <ExtentText grid={grid} isOtherPart={isOtherPart} words={words} />
      {hasSheet && (
        <div className="flex min-h-0 grow flex-col max-desk:hidden">
          <SheetView
            grid={grid}
            used={used}
            view={view}
            recordId={search.get("record")}
            onOrder={(column) =>
              setSearch(
                (before) => {
                  const next = new URLSearchParams(before);
                  next.set("sort", printOrder(turnOrder(order, column)));
                  return next;
                },
                { replace: true, preventScrollReset: true },
              )
            }
            words={words}
          />
        </div>
      )}
      <div className={hasSheet ? "desk:hidden" : "desk:overflow-y-auto"}>
        <PlainRecords grid={grid} head={head} view={view} rejected={rejected} hrefWith={hrefWith} words={words} />
      </div>
    </div>
  );
}

/** How many records there are where the page does not hold them all, and how to reach the others. */
function ExtentText({ grid, isOtherPart, words }: { grid: GridData; isOtherPart: boolean; words: Words }) {
  const { extent, records } = grid;
  if (extent.isWhole || extent.isHead) return null;
  const { sheet } = words.messages;
  const count = (value: number) => value.toLocaleString(words.locale);
  const say = extent.isMore ? sheet.partOfMore : sheet.part;
  const isPart = extent.isMore || extent.count > records.length;
  return (
    <p role="status" className="bg-warning-tint px-8 py-1.5 text-12 text-warning-ink empty:hidden max-md:px-4">
      {isOtherPart ? sheet.loadingPart : isPart ? say(count(records.length), count(extent.count)) : ""}
    </p>
  );
}

/** Address of the list with some parameters set; an empty text takes one away. */
export type HrefWith = (changes: Record<string, string>) => string;

interface PlainRecordsProps {
  grid: GridData;
  /** What the page began with: around the record that the address goes on after, where the window has not got it. */
  head: GridData;
  view: View;
  rejected: RejectedForm | null;
  hrefWith: HrefWith;
  words: Words;
}

function PlainRecords({ grid: held, head, view, rejected, hrefWith, words }: PlainRecordsProps) {
  const { activity, sheet } = words.messages;
  const [search] = useSearchParams();
  const mark = markOf(search);
  const isBeyond = mark.after !== "" && !recordOf(held, mark.after) && recordOf(head, mark.after);
  const grid = isBeyond ? head : held;
  const records = useMemo(() => {
    const { filter, order } = view;
    const passes = makeFilter(filter, { sources: grid.sources, context: entryContextOf(grid) });
    const isAt = ({ review }: GridRecord) => filter.state === "" || (review?.state ?? "draft") === filter.state;
    const some = isFiltered(filter)
      ? grid.records.filter((record) => passes(record.entry) && isAt(record))
      : grid.records;
    if (!order) return some;
    const rows = some.map(({ id, entry }) => ({ id, cells: entry }));
    const places = placesIn(rows, order, { evaluator: makeEvaluator(grid), locale: words.locale });
    return some.toSorted((a, b) => places.get(a.id)! - places.get(b.id)!);
  }, [grid, view, words.locale]);
  const editId = rejected?.typed.recordId || search.get("edit");
  const edited = grid.records.find(({ id }) => id === editId) ?? null;
  return (
    <div className="px-8 pb-16 max-md:px-4">
      {grid.records.length === 0 && grid.extent.isWhole ? (
        <EmptyState
          title={activity.empty.title}
          reason={activity.empty.reason}
          example={
            <a className="text-link text-14" href="/samples/activities-2025.csv">
              {activity.empty.example}
            </a>
          }
        />
      ) : (
        <PlainList
          grid={grid}
          page={pageOf(records, mark, grid.extent.isMore || grid.extent.count > grid.records.length)}
          hrefWith={hrefWith}
          words={words}
        />
      )}
      {grid.extent.isHead && (view.order || view.filter.words || view.filter.state) && (
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
          {edited && (
            <div className="mt-8 max-w-3xl">
              <Section title={words.messages.evidence.files} level={3}>
                <div className="mt-3">
                  <RecordFiles
                    key={edited.id}
                    organizationId={grid.organizationId}
                    recordId={edited.id}
                    version={edited.version}
                    mayEdit
                  />
                </div>
              </Section>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
