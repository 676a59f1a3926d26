import { Link } from "@remix-run/react";
import { useMemo } from "react";
import { useMessages } from "../i18n-context.tsx";
import { UnitText } from "../unit-text.tsx";
import { qualityText, shownText, type Words } from "./cell-text.ts";
import { COLUMNS, type GridColumn } from "./grid-column.ts";
import type { GridData, GridRecord } from "./grid-data.ts";
import { StateChip } from "./grid-row.tsx";
import { type Evaluation, makeEvaluator } from "./row-evaluation.ts";

const PAGE_SIZE = 50;

interface PlainListProps {
  grid: GridData;
  records: GridRecord[];
  page: number;
  /** Address of the list with one parameter set. */
  hrefWith: (name: string, value: string) => string;
  words: Words;
}

/** The records as a plain table, as cards on a phone; each with a way to edit it. Needs no scripts. */
export function PlainList({ grid, records, page, hrefWith, words }: PlainListProps) {
  const { activity } = useMessages();
  const evaluator = useMemo(() => makeEvaluator(grid), [grid]);
  const pages = Math.max(1, Math.ceil(records.length / PAGE_SIZE));
  const current = Math.min(Math.max(1, page), pages);
  const shown = records.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE);
  if (records.length === 0) return <p className="py-6 text-14 text-muted">{activity.noneMatch}</p>;
  return (
    <>
      <table className="w-full border-collapse text-14 max-desk:block">
        <caption className="sr-only">{activity.grid.label(grid.period.start.slice(0, 4))}</caption>
        <thead className="bg-sunken text-12 text-muted max-desk:sr-only">
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
        <tbody className="max-desk:block">
          {shown.map((record, index) => (
            <PlainRow
              key={record.id}
              number={(current - 1) * PAGE_SIZE + index + 1}
              record={record}
              evaluation={evaluator.evaluate(record.entry)}
              editHref={grid.mayEdit ? hrefWith("edit", record.id) : null}
              words={words}
            />
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <nav
          aria-label={activity.form.page(String(current), String(pages))}
          className="flex items-center gap-4 py-3 text-14"
        >
          {current > 1 && (
            <Link to={hrefWith("page", String(current - 1))} className="text-link">
              {activity.form.previous}
            </Link>
          )}
          <span className="text-muted">{activity.form.page(String(current), String(pages))}</span>
          {current < pages && (
            <Link to={hrefWith("page", String(current + 1))} className="text-link">
              {activity.form.next}
            </Link>
          )}
        </nav>
      )}
    </>
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
  const { activity } = words.messages;
  return (
    <tr className="border-b border-line max-desk:grid max-desk:grid-cols-[minmax(0,1fr)_auto] max-desk:gap-x-4 max-desk:py-3">
      <td className="px-2.5 py-1.5 text-right text-12 text-muted max-desk:hidden">{number}</td>
      {COLUMNS.map((column) => (
        <td key={column.key} className={`px-2.5 py-1.5 max-desk:px-0 max-desk:py-0.5 ${cellClasses(column)}`}>
          <span className="mr-2 text-12 text-muted desk:hidden">
            <UnitText text={activity.column[column.key]} />
          </span>
          <PlainCell column={column} record={record} evaluation={evaluation} words={words} />
        </td>
      ))}
      <td className="px-2.5 py-1.5 text-right max-desk:px-0">
        {editHref && (
          <Link to={editHref} className="text-link inline-flex items-center touch:min-h-11">
            {activity.form.edit}
            <span className="sr-only">
              {" "}
              {record.entry.source}, {record.entry.period}
            </span>
          </Link>
        )}
      </td>
    </tr>
  );
}

function PlainCell({
  column,
  record,
  evaluation,
  words,
}: Omit<PlainRowProps, "number" | "editHref"> & { column: GridColumn }) {
  if (column.key === "state") return <StateChip state="saved" evaluation={evaluation} words={words} />;
  if (column.key === "dataQuality") return <>{qualityText(record.entry.dataQuality, words.messages)}</>;
  return <UnitText text={shownText(column, record.entry, evaluation, words)} />;
}

function cellClasses({ key, isNumeric }: GridColumn): string {
  const strong = key === "tonnes" ? "font-semibold" : "";
  return `${isNumeric ? "text-right tabular-nums max-desk:text-left" : "text-left"} ${strong} ${key === "factor" ? "text-muted" : ""}`;
}
