import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import { moveBetweenCells } from "./grid-keys.ts";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";
import { ScopeMark } from "./scope-mark.tsx";
import { UnitText } from "./unit-text.tsx";

export type CellState =
  | "complete"
  | "estimated"
  | "missing"
  | "review"
  | "returned"
  | "approved"
  | "locked"
  | "no_activity"
  | "not_applicable";

export interface CompletenessCell {
  /** `YYYY-MM`. */
  month: string;
  state: CellState;
  href?: string | undefined;
}

export interface CompletenessRow {
  id: string;
  scope: ScopeNumber;
  source: string;
  facility: string;
  /** Opens the source's rows. On a phone, this is the link to all of its months. */
  href?: string | undefined;
  cells: CompletenessCell[];
  /** Tonnes so far, as displayed. Without it, the map has no such column. */
  tonnes?: ReactNode;
}

interface CompletenessMapProps {
  caption: string;
  months: { key: string; label: string /** For a phone. */; short: string }[];
  /** Sorted by scope, with a gap between scopes. */
  rows: CompletenessRow[];
}

const LOOKS: Record<CellState, string> = {
  complete: "bg-complete",
  estimated: "bg-warning-tint stripes text-warning-ink",
  missing: "border-2 border-bad bg-bad-tint text-bad-ink",
  review: "border-2 border-accent bg-surface text-accent",
  returned: "border-2 border-dashed border-bad bg-surface text-bad-ink",
  approved: "bg-accent-tint text-accent",
  locked: "bg-accent-fill text-on-accent",
  no_activity: "border border-line bg-sunken text-muted",
  not_applicable: "border border-dashed border-line",
};

function useStateWords() {
  const { completeness } = useMessages().common;
  const words: Record<CellState, { word: string; sign: ReactNode }> = {
    complete: { word: completeness.complete, sign: "" },
    estimated: { word: completeness.estimated, sign: completeness.signEstimated },
    missing: { word: completeness.missing, sign: completeness.signMissing },
    review: { word: completeness.review, sign: completeness.signReview },
    returned: { word: completeness.returned, sign: completeness.signReturned },
    approved: { word: completeness.approved, sign: <Icon name="check" size={12} /> },
    locked: { word: completeness.locked, sign: completeness.signLocked },
    no_activity: { word: completeness.noActivity, sign: "–" },
    not_applicable: { word: completeness.notApplicable, sign: "" },
  };
  return words;
}

/** Sources × months: what is complete and what is missing. Each state has a colour and a sign. */
export function CompletenessMap({ caption, months, rows }: CompletenessMapProps) {
  const { common } = useMessages();
  const hasTonnes = rows.some(({ tonnes }) => tonnes !== undefined);
  return (
    <table
      onKeyDown={moveBetweenCells}
      className="w-full table-fixed border-separate border-spacing-x-[3px] border-spacing-y-0 text-14 max-md:border-spacing-x-0.5"
    >
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-12 text-muted">
          <th scope="col" className="w-44 pb-2 text-left font-medium max-md:w-28">
            <span className="sr-only">{common.completeness.source}</span>
          </th>
          <th scope="col" className="w-14 pb-2 text-left font-medium max-md:hidden">
            <span className="sr-only">{common.completeness.facility}</span>
          </th>
          {months.map((month) => (
            <th key={month.key} scope="col" className="pb-2 text-center font-normal">
              <span className="max-md:hidden">{month.label}</span>
              <span className="md:hidden">{month.short}</span>
            </th>
          ))}
          {hasTonnes && (
            <th scope="col" className="w-24 pb-2 text-right font-normal max-md:hidden">
              <UnitText text="tCO2e" />
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <MapRow
            key={row.id}
            row={row}
            months={months}
            startsScope={index > 0 && rows[index - 1]?.scope !== row.scope}
          />
        ))}
      </tbody>
    </table>
  );
}

interface MapRowProps {
  row: CompletenessRow;
  months: CompletenessMapProps["months"];
  startsScope: boolean;
}

function MapRow({ row, months, startsScope }: MapRowProps) {
  const { common } = useMessages();
  const space = startsScope ? "pt-2.5 pb-[3px]" : "py-[3px]";
  const stateOf = new Map(row.cells.map((cell) => [cell.month, cell]));
  return (
    <tr>
      <th scope="row" className={`text-left font-normal ${space}`}>
        <span className="flex items-center gap-2">
          <ScopeMark scope={row.scope} />
          <span className="sr-only">{common.scope[row.scope]}, </span>
          {row.href ? (
            <Link to={row.href} className="truncate py-0.5 text-ink no-underline hover:underline touch:leading-6">
              {row.source}
            </Link>
          ) : (
            <span className="truncate">{row.source}</span>
          )}
        </span>
      </th>
      <td className={`truncate text-12 text-muted max-md:hidden ${space}`}>{row.facility}</td>
      {months.map((month) => (
        <td key={month.key} className={`p-0 ${space}`}>
          <MapCell row={row} monthLabel={month.label} cell={stateOf.get(month.key)} />
        </td>
      ))}
      {row.tonnes !== undefined && <td className={`text-right tabular-nums max-md:hidden ${space}`}>{row.tonnes}</td>}
    </tr>
  );
}

interface MapCellProps {
  row: CompletenessRow;
  monthLabel: string;
  cell: CompletenessCell | undefined;
}

/** A cell is too small for touch, so on a phone the row's name is the link. */
function MapCell({ row, monthLabel, cell }: MapCellProps) {
  const { common } = useMessages();
  const words = useStateWords();
  const state = cell?.state ?? "not_applicable";
  const label = common.completeness.cell(`${row.source} ${row.facility}`, monthLabel, words[state].word);
  const look = `print-exact flex h-6 items-center justify-center rounded-3 text-11 font-semibold no-underline ${LOOKS[state]}`;
  const content = (
    <>
      <span aria-hidden="true">{words[state].sign}</span>
      <span className="sr-only">{label}</span>
    </>
  );
  if (!cell?.href) return <span className={look}>{content}</span>;
  return (
    <>
      <Link to={cell.href} preventScrollReset title={label} className={`max-md:hidden ${look}`}>
        {content}
      </Link>
      <span className={`md:hidden ${look}`}>{content}</span>
    </>
  );
}

const STATES = Object.keys(LOOKS) as CellState[];

/** A legend of colours and signs with counts. States without a count are left out. */
export function CompletenessLegend({ counts }: { counts: Partial<Record<CellState, number>> }) {
  const words = useStateWords();
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-12 text-muted">
      {STATES.filter((state) => counts[state] !== undefined).map((state) => (
        <li key={state} className="flex items-center gap-2">
          <span
            aria-hidden="true"
            className={`print-exact flex h-4 w-6 items-center justify-center rounded-3 text-11 font-semibold ${LOOKS[state]}`}
          >
            {words[state].sign}
          </span>
          {words[state].word} {counts[state]}
        </li>
      ))}
    </ul>
  );
}
