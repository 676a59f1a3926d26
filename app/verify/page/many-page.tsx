import { formatDecimal, formatTonnes } from "#app/carbon/format.ts";
import { formatDay, formatInstant } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { UTC } from "#app/day/zone.ts";
import { localName } from "#app/i18n/locale.ts";
import { NO_PROOFS } from "#app/identity/issuer-proof.ts";
import { sayProofs } from "#app/identity/say-proofs.ts";
import { Chip, type ChipTone } from "#app/kit/chip.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Button, ButtonAnchor } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import { nameAssurance, type StandingRow } from "#app/verify/print-standings.ts";
import { nameStandard } from "#app/verify/standard-name.ts";
import { Limits, TrueAddress } from "./verify-aside.tsx";

export interface ListFault {
  fault: "empty" | "too_many" | "too_wide" | "not_a_list" | "workbook" | "too_large";
  count: number;
}

interface ManyPageProps {
  /** Maximum rows of one list. */
  most: number;
  host: string;
  fault: ListFault | null;
  rows: StandingRow[];
  /** ISO 8601. Null before the first query. */
  asOf: string | null;
}

const LONGEST_ON_A_LINE = 40;

const TONES: Record<StandingRow["outcome"], ChipTone> = {
  current: "good",
  superseded: "warning",
  expired: "warning",
  withdrawn: "bad",
  not_public: "neutral",
  mistyped: "warning",
  shape: "warning",
};

/** Looks up many numbers with plain forms: a list in, a table out. */
export function ManyPage({ most, host, fault, rows, asOf }: ManyPageProps) {
  const many = useMessages().verifyMany;
  if (asOf !== null) return <Standings rows={rows} asOf={asOf} host={host} />;
  return (
    <VerifyColumns
      aside={
        <>
          <Limits />
          <TrueAddress host={host} />
        </>
      }
    >
      <div>
        <PageHeader title={many.title} />
        <p className="mb-6 max-w-[40rem] text-16 text-muted">{many.lead}</p>
        <ListForm most={most} fault={fault} />
      </div>
    </VerifyColumns>
  );
}

function ListForm({ most, fault }: { most: number; fault: ListFault | null }) {
  const many = useMessages().verifyMany;
  const locale = useLocale();
  const count = (value: number) => formatDecimal(`${value}`, { locale });
  const sentence =
    fault?.fault === "too_many"
      ? many.fault.too_many(count(fault.count), count(most))
      : fault && many.fault[fault.fault];
  return (
    <form method="post" action="/verify/many" encType="multipart/form-data" className="space-y-5">
      <TextAreaField
        label={many.numbers}
        name="numbers"
        rows={10}
        hint={many.numbersHint(count(most))}
        error={sentence ?? undefined}
        spellCheck={false}
        autoComplete="off"
      />
      <div className="text-14">
        <label htmlFor="file" className="mb-1 block text-12 font-medium text-muted">
          {many.file}
        </label>
        <input
          id="file"
          name="file"
          type="file"
          accept=".csv,.txt,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          className="block w-full max-w-full text-14 file:mr-3 file:min-h-9 file:rounded-6 file:border file:border-rule file:bg-raised file:px-3.5 file:text-14 file:font-medium file:text-ink touch:file:min-h-11"
        />
      </div>
      <Button size="large">{many.check}</Button>
    </form>
  );
}

function Standings({ rows, asOf, host }: { rows: StandingRow[]; asOf: string; host: string }) {
  const many = useMessages().verifyMany;
  const locale = useLocale();
  const count = (value: number) => formatDecimal(`${value}`, { locale });
  const current = rows.filter(({ outcome }) => outcome === "current").length;
  return (
    <div className="page-column space-y-6 py-10 max-md:py-6">
      <div>
        <PageHeader title={many.title} />
        <p className="max-w-[44rem] text-14 text-muted">
          <WholeDays>{many.asOf(formatInstant(asOf, locale, UTC))}</WholeDays>
        </p>
      </div>
      <form
        method="post"
        action="/verify/many.csv"
        encType="multipart/form-data"
        className="flex flex-wrap gap-2 print:hidden"
      >
        <textarea name="numbers" hidden readOnly aria-label={many.numbers} value={toTable(rows)} />
        <Button icon="download">{many.download}</Button>
        <ButtonAnchor href="/verify/many">{many.again}</ButtonAnchor>
      </form>
      <Section title={many.caption} aside={many.summary(count(rows.length), count(current))}>
        <StandingTable rows={rows} host={host} />
      </Section>
    </div>
  );
}

/** The list for the CSV form. A row without content is kept as a row. */
function toTable(rows: StandingRow[]): string {
  const lines = rows.map(({ typed }, at) => `${at + 1},"${typed.replaceAll('"', '""')}"`);
  return ["row,number", ...lines].join("\n");
}

function StandingTable({ rows, host }: { rows: StandingRow[]; host: string }) {
  const { verifyMany: many, issuerProof } = useMessages();
  const locale = useLocale();
  const numbered = rows.map((row, at) => ({ ...row, at: at + 1 }));
  return (
    <Table
      caption={many.caption}
      rowKey={(row) => `${row.at}`}
      isWide
      isStacked
      rows={numbered}
      columns={[
        { key: "row", head: many.column.row, isNumeric: true, isMuted: true, cell: (row) => row.at },
        {
          key: "outcome",
          head: many.column.outcome,
          cell: (row) => <Chip tone={TONES[row.outcome]}>{many.outcome[row.outcome]}</Chip>,
        },
        { key: "typed", head: many.column.typed, isRowHead: true, cell: (row) => <Typed row={row} /> },
        {
          key: "note",
          head: many.column.note,
          isMuted: true,
          cell: (row) => row.outcome !== "current" && <Note row={row} />,
        },
        {
          key: "holder",
          head: many.column.holder,
          cell: (row) =>
            row.organization && <span className="block min-w-36">{localName(row.organization, locale)}</span>,
        },
        {
          key: "issuer",
          head: many.column.issuer,
          cell: (row) => row.issuer && <span className="block min-w-36">{localName(row.issuer, locale)}</span>,
        },
        {
          key: "proof",
          head: many.column.proofOfName,
          isMuted: true,
          cell: (row) => row.issuer && <Proofs row={row} host={host} />,
        },
        {
          key: "assurance",
          head: many.column.assurance,
          cell: (row) => {
            const said = nameAssurance(row, many, issuerProof);
            return said && <span className="block min-w-44">{said}</span>;
          },
        },
        {
          key: "period",
          head: many.column.period,
          cell: (row) =>
            row.period && (
              <span className="block min-w-32">
                <WholeDays>{`${formatDay(row.period.start, locale)} – ${formatDay(row.period.end, locale)}`}</WholeDays>
              </span>
            ),
        },
        {
          key: "total",
          head: many.column.total,
          isNumeric: true,
          cell: (row) => row.co2eKg !== undefined && formatTonnes(row.co2eKg, { locale, digits: 2 }),
        },
        {
          key: "market",
          head: many.column.totalMarket,
          isNumeric: true,
          cell: (row) =>
            row.co2eKgMarketBased !== undefined && formatTonnes(row.co2eKgMarketBased, { locale, digits: 2 }),
        },
        {
          key: "intensity",
          head: many.column.intensity,
          isNumeric: true,
          cell: ({ intensity }) =>
            intensity && (
              <>
                {formatDecimal(intensity.locationBased, { locale })}
                <span className="block text-12 text-muted">{many.per(localName(intensity.per, locale))}</span>
              </>
            ),
        },
        {
          key: "standard",
          head: many.column.standard,
          cell: ({ standards }) =>
            standards && <span className="block min-w-32">{standards.map(nameStandard).join(", ")}</span>,
        },
      ]}
    />
  );
}

/** What is proved of the issuer. Its name remains a claim. */
function Proofs({ row, host }: { row: StandingRow; host: string }) {
  const { issuerProof } = useMessages();
  const locale = useLocale();
  return (
    <span className="block min-w-44">
      <WholeDays>{sayProofs(issuerProof, locale, host, row.issuerProofs ?? NO_PROOFS)}</WholeDays>
    </span>
  );
}

function Typed({ row }: { row: StandingRow }) {
  const many = useMessages().verifyMany;
  if (row.number) {
    return (
      <a
        href={`/verify/${row.number}`}
        className="text-link block max-md:min-w-36 max-md:wrap-anywhere md:whitespace-nowrap"
      >
        {row.number}
      </a>
    );
  }
  // A mistyped number is not broken, so that it can be compared by eye.
  const look =
    row.typed.length > LONGEST_ON_A_LINE
      ? "max-w-72 min-w-36 break-all"
      : "max-md:min-w-36 max-md:wrap-anywhere md:whitespace-nowrap";
  return <span className={`block font-normal ${look}`}>{row.typed || <em>{many.note.empty}</em>}</span>;
}

function Note({ row }: { row: StandingRow }) {
  const many = useMessages().verifyMany;
  const locale = useLocale();
  const { outcome } = row;
  if (outcome === "not_public" || outcome === "mistyped" || outcome === "shape") {
    return <span className="block min-w-44">{many.note[outcome]}</span>;
  }
  return (
    <span className="block min-w-44">
      {row.changedAt && <WholeDays>{many.note.since(formatDay(row.changedAt, locale))}</WholeDays>}{" "}
      {outcome === "superseded" && row.successor && (
        <>
          {many.note.by}{" "}
          <a href={`/verify/${row.successor}`} className="text-link break-all">
            {row.successor}
          </a>
        </>
      )}
    </span>
  );
}
