import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Table } from "#app/kit/table.tsx";
import type { CellView, ColumnView, FilterView, ListView } from "./list-view.ts";

interface ListPageProps extends Pick<ListBodyProps, "cells" | "pick"> {
  list: ListView;
  actions?: ReactNode;
  /** What follows the rows, such as acts on the selected ones. */
  below?: ReactNode;
  children?: ReactNode;
}

/** A page that consists of a list. */
export function ListPage({ list, actions, below, children, cells, pick }: ListPageProps) {
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={list.about}
        actions={
          <>
            <ListFile list={list} />
            {actions}
            {list.start?.isPrimary && !isListEmpty(list) && <Start list={list} />}
          </>
        }
      />
      {children}
      <ListBody list={list} cells={cells} pick={pick} />
      {below}
    </PageBody>
  );
}

/** The list is empty without any filter. */
export function isListEmpty({ rows, isNarrowed, errors }: ListView): boolean {
  return rows.length === 0 && !isNarrowed && errors.length === 0;
}

function Start({ list: { start } }: { list: ListView }) {
  if (!start) return null;
  return (
    <ButtonLink to={start.to} variant={start.isPrimary ? "primary" : "secondary"}>
      {start.label}
    </ButtonLink>
  );
}

/** The link to all rows as a file. */
export function ListFile({ list }: { list: ListView }) {
  const { list: t } = useMessages();
  if (list.rows.length === 0) return null;
  return (
    <ButtonLink to={list.file} icon="download" reloadDocument>
      {t.file}
    </ButtonLink>
  );
}

/** The rows as a workbook, for lists with a route for it. */
export function ListWorkbook({ list }: { list: ListView }) {
  const { list: t } = useMessages();
  if (list.rows.length === 0) return null;
  return (
    <ButtonLink to={list.file.replace("/export.csv", "/export.xlsx")} icon="download" reloadDocument>
      {t.workbook}
    </ButtonLink>
  );
}

interface ListBodyProps {
  list: ListView;
  /** How to create the first row if it has no address. */
  start?: ReactNode;
  /** An action for a row, by its key. Its column head is only read by screen readers. */
  act?: { head: string; of: (key: string) => ReactNode } | undefined;
  /** How to select a row, in front of it. */
  pick?: { head: ReactNode; of: (key: string) => ReactNode } | undefined;
  /** The key of the row that is open. Absent if rows don't open on the page. */
  current?: string | null | undefined;
  /** What replaces a text, by the key of the column and then of the row. */
  cells?: Record<string, (key: string) => ReactNode> | undefined;
}

/** Filters, rows and page links, or the first step if the list is empty. */
export function ListBody({ list, start, act, pick, current, cells }: ListBodyProps) {
  const { list: t } = useMessages();
  if (isListEmpty(list))
    return <EmptyState title={list.empty.title} reason={list.empty.reason} action={start ?? <Start list={list} />} />;
  const clear = (
    <Link to={list.all} className="text-link touch:py-2">
      {t.clear}
    </Link>
  );
  return (
    <>
      {list.errors.length > 0 && (
        <div className="mb-6">
          <FormErrors errors={list.errors} />
        </div>
      )}
      {list.filters.length > 0 && <Filters list={list} />}
      {list.rows.length > 0 && <Rows {...{ list, act, pick, current, cells }} />}
      {list.rows.length === 0 && list.errors.length === 0 && <EmptyState {...list.noMatch} action={clear} />}
      {list.rows.length === 0 && list.errors.length > 0 && <p className="text-14">{clear}</p>}
      <Pager list={list} />
    </>
  );
}

/** Several fields would fill a phone's screen before the first row, so they are collapsed there, without a script. */
const FOLD = "sm:[&::details-content]:[content-visibility:visible]";
const UNFOLDER = "mb-3 text-14 text-accent touch:py-2 supports-[selector(::details-content)]:sm:hidden";

function Filters({ list: { address, filters, sort, kept, isNarrowed } }: { list: ListView }) {
  const { list: t } = useMessages();
  // New fields for each address, with the values of that address.
  const key = filters.map(({ value }) => value).join("\n");
  const fields = (
    <div className="flex flex-wrap items-end gap-3">
      {filters.map((filter) => (
        <div key={filter.name} className="w-44 max-sm:w-full">
          <FilterField filter={filter} />
        </div>
      ))}
      <Button variant="secondary">{t.show}</Button>
    </div>
  );
  return (
    <Form key={key} method="get" action={address} className="mb-6">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {sort && <input type="hidden" name="sort" value={sort} />}
      {filters.length === 1 ? (
        fields
      ) : (
        <details open={isNarrowed} className={FOLD}>
          <summary className={UNFOLDER}>{t.filters}</summary>
          {fields}
        </details>
      )}
    </Form>
  );
}

const INPUT_TYPES = { text: "search", month: "month", from: "date", to: "date" } as const;

function FilterField({ filter }: { filter: FilterView }) {
  const { name, label, kind, value, error, options, everything } = filter;
  const said = { id: `filter-${name}`, name, label, defaultValue: value, ...(error ? { error } : {}) };
  if (kind === "choice" || kind === "reference")
    return <SelectField {...said} placeholder={everything} options={options} />;
  return <TextField {...said} type={error ? "text" : INPUT_TYPES[kind]} />;
}

function Rows({ list, act, pick, current, cells: shown = {} }: Omit<ListBodyProps, "start">) {
  const acts = act && {
    key: "act",
    head: <span className="sr-only">{act.head}</span>,
    cell: ({ key }: ListView["rows"][number]) => act.of(key),
  };
  const picks = pick && {
    key: "pick",
    head: pick.head,
    isNarrow: true,
    cell: ({ key }: ListView["rows"][number]) => pick.of(key),
  };
  return (
    <Table
      caption={list.title}
      rows={list.rows}
      rowKey={({ key }) => key}
      {...(current === undefined ? {} : { isCurrent: ({ key }: ListView["rows"][number]) => key === current })}
      columns={[
        ...(picks ? [picks] : []),
        ...list.columns.map((column, index) => ({
          key: column.key,
          head: <Head column={column} />,
          isNumeric: column.isNumeric,
          isHiddenOnPhone: column.isHiddenOnPhone,
          isRowHead: index === 0,
          ...(column.sort ? { sorted: column.sort.current ?? ("none" as const) } : {}),
          cell: ({ key, cells }: ListView["rows"][number]) =>
            shown[column.key]?.(key) ?? <Cell cell={cells[index]!} isNumeric={column.isNumeric} />,
        })),
        ...(acts ? [acts] : []),
      ]}
    />
  );
}

function Head({ column: { head, sort } }: { column: ColumnView }) {
  const { list: t } = useMessages();
  if (!sort) return head;
  return (
    <Link to={sort.to} title={t.sortBy(head)} preventScrollReset className="text-muted hover:text-ink touch:py-2">
      {head}
      {sort.current && (
        <Icon name="chevron" size={12} className={`ml-1 inline ${sort.current === "ascending" ? "rotate-180" : ""}`} />
      )}
    </Link>
  );
}

/** Document numbers, two short words and four Chinese characters are not broken across lines. */
const WHOLE = /^([\w./-]{1,24}|(?=.{1,10}$)[\w.]+ [\w.]+|\p{Script=Han}{1,4})$/u;

function Cell({ cell: { text, to, tone, below, figure }, isNumeric }: { cell: CellView; isNumeric: boolean }) {
  const isWhole = isNumeric || WHOLE.test(text);
  const said = figure ? <Figure {...figure} /> : tone ? <Chip tone={tone}>{text}</Chip> : text;
  return (
    <>
      {to ? (
        <Link to={to} className={`text-link ${isWhole ? "whitespace-nowrap" : "break-words"}`}>
          {said}
        </Link>
      ) : (
        <span className={isWhole ? "whitespace-nowrap" : ""}>{said}</span>
      )}
      {below && <span className="mt-0.5 block text-12 font-normal text-muted">{below}</span>}
    </>
  );
}

function Pager({ list: { title, first, previous, next } }: { list: ListView }) {
  const { list: t, common } = useMessages();
  if (!previous && !next) return null;
  const ways = [
    { to: first, label: t.firstPage },
    { to: previous, label: common.previousPage },
    { to: next, label: common.nextPage },
  ];
  return (
    <nav aria-label={t.pages(title)} className="mt-4 flex flex-wrap items-center gap-4 text-14 print:hidden">
      {ways.map(
        ({ to, label }) =>
          to && (
            <Link key={label} to={to} className="text-link touch:py-2">
              {label}
            </Link>
          ),
      )}
    </nav>
  );
}
