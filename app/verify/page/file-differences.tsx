import { formatDecimal, formatTonnes } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { PrintedDifference } from "../printed/compare-printed-files.ts";
import type { DataDifference, FileDifference } from "./compare-files.ts";
import { PrintedConclusion } from "./printed-conclusion.tsx";
import { type DifferenceRow, describeChange, MOST_CHANGES_SHOWN, orderChanges, shorten } from "./printed-rows.ts";
import type { ReportView } from "./report-view.ts";
import type { ReportVerification } from "./use-report-verification.ts";

const DIGITS = 2;
const LONGEST_VALUE = 18;

/** Differences between the reader's file and the issued one: figures first, then bytes. */
export function FileDifferences({ view, found }: { view: ReportView; found: ReportVerification }) {
  const { differs } = useMessages().verify.page;
  const { difference, file } = found;
  if (difference === null || file === null) return null;
  const isDone = typeof difference !== "string";
  return (
    <Section title={differs.title}>
      {isDone && <FileDifferenceParts difference={difference} />}
      {!isDone && (
        <p role="status" className="py-3 text-14 text-muted">
          {difference === "comparing" ? differs.comparing : differs.noIssued}
        </p>
      )}
      <dl className="text-12">
        <dt className="font-semibold">
          {differs.sha} · {differs.issued}
        </dt>
        {view.editions.map(({ language, pdfSha256 }) => (
          <dd key={language} className="mb-2 font-mono break-all">
            {pdfSha256}
          </dd>
        ))}
        <dt className="font-semibold">
          {differs.sha} · {differs.yours}
        </dt>
        <dd className="font-mono break-all text-bad-ink">{file.sha256}</dd>
      </dl>
    </Section>
  );
}

/** The conclusion about the pages, each difference, and what the data inside show. */
export function FileDifferenceParts({ difference }: { difference: FileDifference }) {
  return (
    <>
      {difference.printed && <PrintedConclusion printed={difference.printed} />}
      <DifferenceTable difference={difference} />
      <p role="status" className="py-3 text-14 text-muted">
        <DifferenceWords {...difference} />
      </p>
    </>
  );
}

function DifferenceTable({ difference }: { difference: FileDifference }) {
  const { differs } = useMessages().verify.page;
  const rows = [...usePrintedRows(difference.printed), ...useDataRows(difference.data), ...useByteRows(difference)];
  return (
    <Table
      caption={differs.title}
      rowKey={(row) => `${rows.indexOf(row)}`}
      rows={rows}
      columns={[
        {
          key: "where",
          head: differs.where,
          isRowHead: true,
          cell: (row) => (
            <span className={`block min-w-36 ${row.isCode ? "font-mono text-12 break-all" : ""}`}>{row.where}</span>
          ),
        },
        { key: "issued", head: differs.issued, isNumeric: true, cell: (row) => row.issued },
        {
          key: "yours",
          head: differs.yours,
          isNumeric: true,
          cell: (row) => (
            <span className="rounded-3 border border-bad/40 bg-bad-tint px-2 py-0.5 font-semibold text-bad-ink">
              {row.yours}
            </span>
          ),
        },
      ]}
    />
  );
}

function usePrintedRows(printed: PrintedDifference | null): DifferenceRow[] {
  const { altered, differs } = useMessages().verify.page;
  const locale = useLocale();
  if (printed?.kind !== "compared") return [];
  const rows = orderChanges(printed.changes).map((change) => describeChange(change, altered, differs.none));
  const more = rows.length - MOST_CHANGES_SHOWN;
  if (more <= 0) return rows;
  const rest = { where: altered.more(formatDecimal(`${more}`, { locale })), issued: "", yours: "…" };
  return [...rows.slice(0, MOST_CHANGES_SHOWN), rest];
}

function useDataRows(data: DataDifference): DifferenceRow[] {
  const { differs } = useMessages().verify.page;
  const locale = useLocale();
  if (data.kind !== "differs") return [];
  const totals = data.totals.map(({ name, issued, found }) => {
    const shown = (kg: string, digits?: number) =>
      formatTonnes(kg, digits === undefined ? { locale } : { locale, digits });
    // Enough digits that two different figures never look the same.
    const digits = shown(issued, DIGITS) === shown(found, DIGITS) ? undefined : DIGITS;
    return { where: differs.figures[name], issued: shown(issued, digits), yours: shown(found, digits) };
  });
  if (!data.first || (totals.length > 0 && data.first.pointer.startsWith("/results/totals"))) return totals;
  const { pointer, stated, recomputed } = data.first;
  const short = (text: string | null) => (text === null ? differs.none : shorten(text, LONGEST_VALUE));
  return [...totals, { where: pointer, issued: short(stated), yours: short(recomputed), isCode: true }];
}

function useByteRows({ issuedBytes, foundBytes, firstByte }: FileDifference): DifferenceRow[] {
  const { differs } = useMessages().verify.page;
  const locale = useLocale();
  const count = (value: number) => formatDecimal(`${value}`, { locale });
  const byte = (value: number | null) => value?.toString(16).toUpperCase().padStart(2, "0") ?? differs.none;
  const first = {
    where: differs.firstByte(count(firstByte.at + 1)),
    issued: byte(firstByte.issued),
    yours: byte(firstByte.found),
  };
  if (issuedBytes === foundBytes) return [first];
  return [
    { where: differs.size, issued: differs.bytes(count(issuedBytes)), yours: differs.bytes(count(foundBytes)) },
    first,
  ];
}

function DifferenceWords({ data, changedBytes, issuedBytes }: FileDifference) {
  const { differs } = useMessages().verify.page;
  const locale = useLocale();
  const count = (value: number) => formatDecimal(`${value}`, { locale });
  const sentences: Record<DataDifference["kind"], string> = {
    same: differs.dataSame,
    missing: differs.dataMissing,
    differs: differs.dataDiffer,
  };
  return (
    <>
      {changedBytes !== null && `${differs.changedBytes(count(changedBytes), count(issuedBytes))} `}
      {sentences[data.kind]}
    </>
  );
}
