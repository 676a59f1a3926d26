import { Link } from "@remix-run/react";
import { useMemo } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { type ListPage, PAGE_SIZE, type PageMark } from "#app/kit/list-page.ts";
import { UnitText } from "#app/kit/unit-text.tsx";
import { qualityText, shownText, type Words } from "./cell-text.ts";
import { COLUMNS, type ColumnKey, type GridColumn } from "./grid-column.ts";
import type { GridData, GridRecord } from "./grid-data.ts";
import { StateChip } from "./grid-row.tsx";
import { type Evaluation, makeEvaluator } from "./row-evaluation.ts";

/** The list's address with changed parameters. Empty text removes a parameter. */
export type HrefWith = (changes: Record<string, string>) => string;

interface PlainListProps {
  grid: GridData;
  page: ListPage<GridRecord>;
  hrefWith: HrefWith;
  words: Words;
}

/** Records as a table, or as cards on a phone, each with an edit link. Works without JavaScript. */
export function PlainList({ grid, page, hrefWith, words }: PlainListProps) {
  const { activity, common, sheet } = useMessages();
  const year = grid.period.start.slice(0, 4);
  const evaluator = useMemo(() => makeEvaluator(grid), [grid]);
  const { shown } = page;
  if (shown.length === 0) {
    const { isHead, isMore } = grid.extent;
    const text = isHead && isMore ? sheet.loadingPart : activity.noneMatch;
    return <p className="py-6 text-14 text-muted">{text}</p>;
  }
  return (
    <>
      <section
        aria-label={`${activity.grid.label(year)}. ${common.tablePosition}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="overflow-x-auto max-desk:hidden"
      >
        <table className="w-full border-collapse text-14">
          <caption className="sr-only">{activity.grid.label(year)}</caption>
          <thead className="bg-sunken text-12 text-muted">
            <tr>
              <th scope="col" className="border-b border-rule px-2.5 py-1.5 text-right font-medium">
                {activity.column.row}
              </th>
              {COLUMNS.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  className={`border-b border-rule px-2.5 py-1.5 font-medium ${column.isNumeric ? "text-right" : "text-left"}`}
                >
                  <UnitText text={activity.column[column.key]} />
                </th>
              ))}
              <th scope="col" className="border-b border-rule px-2.5 py-1.5">
                <span className="sr-only">{activity.form.edit}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((record, index) => (
              <PlainRow
                key={record.id}
                number={(page.number - 1) * PAGE_SIZE + index + 1}
                record={record}
                evaluation={evaluator.evaluate(record.entry)}
                editHref={grid.mayEdit ? hrefWith({ edit: record.id }) : null}
                words={words}
              />
            ))}
          </tbody>
        </table>
      </section>
      <ul aria-label={activity.grid.label(year)} className="desk:hidden">
        {shown.map((record) => (
          <RecordCard
            key={record.id}
            record={record}
            evaluation={evaluator.evaluate(record.entry)}
            editHref={grid.mayEdit ? hrefWith({ edit: record.id }) : null}
            words={words}
          />
        ))}
      </ul>
      <PageLinks page={page} grid={grid} hrefWith={hrefWith} />
    </>
  );
}

/** Pages outside the loaded records are loaded as a new document, not through the window. */
function PageLinks({ page, grid, hrefWith }: Omit<PlainListProps, "words">) {
  const { form } = useMessages().activity;
  const { number, pages, previous, next } = page;
  if (!previous && !next) return null;
  const text = pages === null ? form.pageOfMany(String(number)) : form.page(String(number), String(pages));
  const hrefOf = (mark: PageMark) =>
    hrefWith({ after: mark.after, page: mark.after === "" ? "" : String(mark.number) });
  const isLast = next?.after === grid.records.at(-1)?.id;
  return (
    <nav aria-label={text} className="flex items-center gap-4 py-3 text-14">
      {previous && (
        <Link to={hrefOf(previous)} reloadDocument={grid.extent.isHead} className="text-link">
          {form.previous}
        </Link>
      )}
      <span className="text-muted">{text}</span>
      {next && (
        <Link to={hrefOf(next)} reloadDocument={grid.extent.isHead || isLast} className="text-link">
          {form.next}
        </Link>
      )}
    </nav>
  );
}

interface PlainRowProps {
  number: number;
  record: GridRecord;
  evaluation: Evaluation;
  editHref: string | null;
  words: Words;
}

function PlainRow({ number, record, evaluation, editHref, words }: PlainRowProps) {
  return (
    <tr className="border-b border-line">
      <td className="px-2.5 py-1.5 text-right text-12 text-muted">{number}</td>
      {COLUMNS.map((column) => (
        <td key={column.key} className={`px-2.5 py-1.5 whitespace-nowrap ${cellClasses(column)}`}>
          <PlainCell column={column} record={record} evaluation={evaluation} words={words} />
        </td>
      ))}
      <td className="px-2.5 py-1.5 text-right">
        {editHref && <EditLink record={record} href={editHref} words={words} />}
      </td>
    </tr>
  );
}

/** A row on a phone, with the same fields in the same order. */
function RecordCard({ record, evaluation, editHref, words }: Omit<PlainRowProps, "number">) {
  const { activity } = words.messages;
  const show = (key: ColumnKey) => {
    const column = COLUMNS.find((one) => one.key === key)!;
    return <PlainCell column={column} record={record} evaluation={evaluation} words={words} />;
  };
  return (
    <li className="border-b border-line py-3 text-14 wrap-anywhere">
      <p className="text-12 text-muted">
        {show("facility")} · {show("period")}
      </p>
      <p className="flex items-baseline justify-between gap-4 font-semibold">
        <span className="min-w-0">{show("source")}</span>
        <span className="shrink-0 tabular-nums">
          {show("tonnes")} <UnitText text={activity.column.tonnes} />
        </span>
      </p>
      <p className="flex items-baseline justify-between gap-4 tabular-nums">
        <span>
          {show("quantity")} {show("unit")}
        </span>
        <span className="text-12 text-muted">{show("factor")}</span>
      </p>
      <div className="flex min-h-11 items-center justify-between gap-4">
        <span className="flex min-w-0 items-center gap-3 text-12 text-muted">
          {show("state")}
          <span className="truncate">{show("evidence")}</span>
        </span>
        {editHref && <EditLink record={record} href={editHref} words={words} />}
      </div>
    </li>
  );
}

function EditLink({ record, href, words }: { record: GridRecord; href: string; words: Words }) {
  return (
    <Link to={href} className="text-link inline-flex shrink-0 items-center whitespace-nowrap touch:min-h-11">
      {words.messages.activity.form.edit}
      <span className="sr-only">
        {" "}
        {record.entry.source}, {record.entry.period}
      </span>
    </Link>
  );
}

function PlainCell({
  column,
  record,
  evaluation,
  words,
}: Omit<PlainRowProps, "number" | "editHref"> & { column: GridColumn }) {
  if (column.key === "state") {
    const review = record.review?.state ?? "draft";
    return <StateChip state="saved" review={review} isLocked={false} evaluation={evaluation} words={words} />;
  }
  if (column.key === "dataQuality") return <>{qualityText(record.entry.dataQuality, words.messages)}</>;
  const text = shownText(column, record.entry, evaluation, words);
  // Names can be long and wrap. Numbers, units and dates don't wrap.
  if (column.key === "facility" || column.key === "source") return <>{text}</>;
  if (column.key !== "evidence") return <UnitText text={text} />;
  const files = record.fileCount ? words.messages.evidence.fileCount(record.fileCount) : "";
  return <>{[text, files].filter(Boolean).join(" · ")}</>;
}

function cellClasses({ key, isNumeric }: GridColumn): string {
  const strong = key === "tonnes" ? "font-semibold" : "";
  return `${isNumeric ? "text-right tabular-nums" : "text-left"} ${strong} ${key === "factor" ? "text-muted" : ""}`;
}
