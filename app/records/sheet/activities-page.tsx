import { useLocation, useSearchParams } from "@remix-run/react";
import { useEffect, useMemo, useState } from "react";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { usePageHelp } from "#app/kit/page-help-context.tsx";
import { filterOf, filterParameters } from "./activity-filter.ts";
import type { Words } from "./cell-text.ts";
import { FilterBar } from "./filter-bar.tsx";
import type { GridData } from "./grid-data.ts";
import type { HrefWith } from "./plain-list.tsx";
import { PlainRecords } from "./plain-records.tsx";
import type { RejectedForm } from "./record-form.tsx";
import { SaveStateText } from "./save-state-text.tsx";
import { parseOrder, printOrder, type SheetOrder, turnOrder } from "./sheet-order.ts";
import { SheetView } from "./sheet-view.tsx";
import { useHeldRecords } from "./use-held-records.ts";
import { useSheet } from "./use-sheet.ts";
import type { View } from "./use-shown-rows.ts";

interface ActivitiesPageProps {
  organizationId: string;
  inventories: { id: string; period: { start: string; end: string } }[];
  grid: GridData | null;
  rejected: RejectedForm | null;
}

/** Activity data: the sheet on a desktop, and a list with a form on a phone or without JavaScript. */
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
  const [search] = useSearchParams();
  const view = useView(search);
  const { grid, isReady, isOtherPart } = useHeldRecords(head, view.filter, search.get("record") ?? search.get("edit"));
  const words = useMemo(() => ({ messages, locale }), [messages, locale]);
  const used = useSheet(grid, isReady);
  // Shows the list until the sheet has loaded, and without JavaScript.
  const [hasSheet, setSheet] = useState(false);
  const isLoaded = isReady && used.state.loaded === grid.records;
  useEffect(() => {
    if (isLoaded) setSheet(true);
  }, [isLoaded]);
  const onOrder = useOrdering(view.order);
  const hrefWith = useHrefWith(search);
  const help = usePageHelp();
  return (
    <div className="desk:flex desk:h-[calc(100dvh-3.5rem)] desk:flex-col">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3 px-8 py-4 max-md:px-4">
        <h1 className="text-25 font-semibold tracking-[-0.01em] max-md:text-20">{messages.activity.title}</h1>
        {help}
        <div className="ml-auto flex flex-wrap items-center gap-2 max-desk:ml-0">
          {hasSheet && (
            <div className="mr-2 max-desk:hidden">
              <SaveStateText save={used.save} isStorageFull={used.isStorageFull} />
            </div>
          )}
          <WaysInAndOut base={base} grid={grid} filter={view.filter} />
        </div>
        <FilterBar grid={grid} filter={view.filter} order={view.order} inventories={inventories} />
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
            onOrder={onOrder}
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

function useView(search: URLSearchParams): View {
  const filter = useMemo(() => filterOf(search), [search]);
  const order = useMemo(() => parseOrder(search.get("sort") ?? ""), [search]);
  return useMemo(() => ({ filter, order }), [filter, order]);
}

/** Sets the sort order by a column in the address. */
function useOrdering(order: SheetOrder | null): (column: SheetOrder["column"]) => void {
  const [, setSearch] = useSearchParams();
  return (column) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.set("sort", printOrder(turnOrder(order, column)));
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
}

function useHrefWith(search: URLSearchParams): HrefWith {
  const { pathname } = useLocation();
  return (changes) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === "") next.delete(name);
      else next.set(name, value);
    }
    return `${pathname}?${next}${changes.edit ? "#record" : ""}`;
  };
}

/** Links to other ways of entry (method, file) and to the export of the shown records. */
function WaysInAndOut({ base, grid, filter }: { base: string; grid: GridData; filter: View["filter"] }) {
  const { activity, method } = useMessages();
  const exportQuery = new URLSearchParams({ inventory: grid.inventoryId, ...filterParameters(filter) });
  return (
    <>
      {grid.mayEdit && (
        <ButtonLink to={`${base}/activities/by-method?inventory=${grid.inventoryId}`}>{method.page.title}</ButtonLink>
      )}
      {grid.mayEdit && (
        <ButtonLink to={`${base}/activities/import?inventory=${grid.inventoryId}`} icon="import">
          {activity.import}
        </ButtonLink>
      )}
      <ButtonLink to={`${base}/activities/export.csv?${exportQuery}`} icon="download" reloadDocument>
        {activity.export}
      </ButtonLink>
    </>
  );
}

/** The number of records if the page doesn't hold them all, and how to reach the others. */
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
