import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { Section } from "../section.tsx";
import { Table } from "../table.tsx";
import type { DataDifference, FileDifference } from "./compare-files.ts";
import type { ReportView } from "./report-view.ts";
import type { ReportVerification } from "./use-report-verification.ts";

interface DifferenceRow {
  where: string;
  issued: string;
  yours: string;
  isCode?: boolean;
}

/** What differs between the reader's file and the issued one: the figures first, then the bytes. */
export function FileDifferences({ view, found }: { view: ReportView; found: ReportVerification }) {
  const { differs } = useMessages().verify.page;
  const { difference, file } = found;
  if (difference === null || file === null) return null;
  const isDone = typeof difference !== "string";
  return (
    <Section title={differs.title}>
      {isDone && <DifferenceTable difference={difference} />}
      <p role="status" className="py-3 text-14 text-muted">
        {difference === "comparing" && differs.comparing}
        {difference === "no_issued" && differs.noIssued}
        {isDone && <DifferenceWords {...difference} />}
      </p>
      <dl className="text-12">
        <dt className="font-semibold">
          {differs.sha} · {differs.issued}
        </dt>
        <dd className="mb-2 font-mono break-all">{view.pdfSha256}</dd>
        <dt className="font-semibold">
          {differs.sha} · {differs.yours}
        </dt>
        <dd className="font-mono break-all text-bad-ink">{file.sha256}</dd>
      </dl>
    </Section>
  );
}

function DifferenceTable({ difference }: { difference: FileDifference }) {
  const { differs } = useMessages().verify.page;
  const rows = [...useDataRows(difference.data), ...useByteRows(difference)];
  return (
    <Table
      caption={differs.title}
      rowKey={(row) => row.where}
      rows={rows}
      columns={[
        {
          key: "where",
          head: differs.where,
          isRowHead: true,
          cell: (row) => <span className={row.isCode ? "font-mono text-12 break-all" : ""}>{row.where}</span>,
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

function useDataRows(data: DataDifference): DifferenceRow[] {
  const { differs } = useMessages().verify.page;
  const locale = useLocale();
  if (data.kind !== "differs") return [];
  const shown = (text: string) => formatDecimal(text, { locale });
  const totals = data.totals.map((one) => {
    return { where: differs.figures[one.name], issued: shown(one.issued), yours: shown(one.found) };
  });
  if (!data.first) return totals;
  const { pointer, stated, recomputed } = data.first;
  const short = (text: string | null) =>
    text === null ? differs.none : text.length > 40 ? `${text.slice(0, 40)}…` : text;
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
