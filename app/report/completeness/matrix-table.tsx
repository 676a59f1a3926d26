import { Link } from "@remix-run/react";
import { localName } from "#app/i18n/index.ts";
import { moveBetweenCells } from "#app/kit/grid-keys.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { ScopeMark } from "#app/kit/scope-mark.tsx";
import type { MatrixView } from "./completeness-view.ts";
import { EVERY_FACILITY, MATRIX_STATES, type MatrixState } from "./matrix.ts";

const LOOKS: Record<MatrixState, string> = {
  covered: "bg-accent-tint text-accent",
  not_applicable: "border border-line bg-sunken text-muted",
  excluded: "bg-warning-tint stripes text-warning-ink",
  not_evaluated: "border-2 border-bad bg-bad-tint text-bad-ink",
};

export type AddressOf = (category: string, facility: string) => string;

interface MatrixTableProps {
  matrix: MatrixView;
  caption: string;
  addressOf: AddressOf;
  /** Rows can be ticked in the form around it, to get one answer. */
  maySelect: boolean;
}

/** Categories × facilities. It scrolls on its own, with the categories in view. */
export function MatrixTable({ matrix, caption, addressOf, maySelect }: MatrixTableProps) {
  const { completeness: t } = useMessages();
  const locale = useLocale();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={caption} tabIndex={0} className="relative overflow-x-auto">
      <table
        onKeyDown={moveBetweenCells}
        className="border-separate border-spacing-x-[3px] border-spacing-y-0 text-14 max-md:border-spacing-x-0.5"
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-12 text-muted">
            <th
              scope="col"
              className="sticky left-0 z-10 w-64 min-w-64 bg-(--ground) pb-2 text-left align-bottom font-medium max-md:w-36 max-md:min-w-36"
            >
              {t.category}
            </th>
            {matrix.facilities.map(({ id, name }) => (
              <th
                key={id}
                scope="col"
                className="w-28 max-w-28 min-w-16 px-0.5 pb-2 text-center align-bottom font-normal break-words"
              >
                {localName(name, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row, index) => (
            <MatrixLine
              key={row.category}
              row={row}
              facilities={matrix.facilities}
              addressOf={addressOf}
              maySelect={maySelect}
              startsScope={index > 0 && matrix.rows[index - 1]?.scope !== row.scope}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface MatrixLineProps {
  row: MatrixView["rows"][number];
  facilities: MatrixView["facilities"];
  addressOf: AddressOf;
  maySelect: boolean;
  startsScope: boolean;
}

function MatrixLine({ row, facilities, addressOf, maySelect, startsScope }: MatrixLineProps) {
  const { completeness: t, carbon, common } = useMessages();
  const locale = useLocale();
  const category = (carbon.category as Record<string, string>)[row.category] ?? row.category;
  const space = startsScope ? "pt-2.5 pb-[3px]" : "py-[3px]";
  const nameOf = (id: string) => localName(facilities.find((one) => one.id === id)?.name ?? {}, locale);
  const isWhole = row.cells.every(({ state }) => state === "covered");
  return (
    <tr>
      <th scope="row" className={`sticky left-0 z-10 bg-(--ground) text-left font-normal ${space}`}>
        <span className="flex items-center gap-2">
          {maySelect && (
            <input
              type="checkbox"
              name="category"
              value={row.category}
              disabled={isWhole}
              aria-label={t.select(category)}
              className="size-4 shrink-0 accent-accent touch:size-6"
            />
          )}
          <ScopeMark scope={row.scope} />
          <span className="sr-only">{common.scope[row.scope]}, </span>
          {isWhole ? (
            <span className="min-w-0">{category}</span>
          ) : (
            <Link
              to={addressOf(row.category, EVERY_FACILITY)}
              preventScrollReset
              className="min-w-0 py-0.5 text-ink no-underline hover:underline touch:py-2.5"
            >
              {category}
            </Link>
          )}
        </span>
      </th>
      {row.cells.map(({ facility, state }) => {
        const label = t.cell(category, nameOf(facility), t.states[state]);
        const look = `print-exact flex h-6 items-center justify-center rounded-3 text-11 font-semibold no-underline touch:h-11 ${LOOKS[state]}`;
        const content = (
          <>
            <Sign state={state} />
            <span className="sr-only">{label}</span>
          </>
        );
        return (
          <td key={facility} className={`p-0 ${space}`}>
            {state === "covered" ? (
              <span className={look} title={label}>
                {content}
              </span>
            ) : (
              <Link to={addressOf(row.category, facility)} preventScrollReset title={label} className={look}>
                {content}
              </Link>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** So that a state doesn't depend on its colour. The fonts of the pages have no check mark. */
function Sign({ state }: { state: MatrixState }) {
  const { completeness: t } = useMessages();
  return <span aria-hidden="true">{state === "covered" ? <Icon name="check" size={12} /> : t.signs[state]}</span>;
}

/** Signs and colours of the states, with their numbers. */
export function MatrixLegend({ counts }: { counts: MatrixView["counts"] }) {
  const { completeness: t } = useMessages();
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-12 text-muted">
      {MATRIX_STATES.map((state) => (
        <li key={state} className="flex items-center gap-2">
          <span
            aria-hidden="true"
            className={`print-exact flex h-4 w-6 items-center justify-center rounded-3 text-11 font-semibold ${LOOKS[state]}`}
          >
            <Sign state={state} />
          </span>
          {t.states[state]} <span className="tabular-nums">{counts[state]}</span>
        </li>
      ))}
    </ul>
  );
}
