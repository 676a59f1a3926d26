import { formatDecimal, formatTonnes } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { type Estimate, headlineOf } from "../estimate.ts";
import type { OpenPoint } from "../estimate-line.ts";
import { FactorsUsed } from "./factors-used.tsx";
import { LineTable } from "./line-table.tsx";

interface EstimateResultProps {
  estimate: Estimate;
  gwpSet: string;
  /** Rows of totals and notes. */
  skipped: number;
}

/** The range first, then what it consists of, line by line and factor by factor. */
export function EstimateResult({ estimate, gwpSet, skipped }: EstimateResultProps) {
  const { estimate: t } = useMessages();
  const { total, estimated, open, nothing } = estimate;
  return (
    <div className="mt-8">
      <Headline total={total} />
      {total && <Parts estimate={estimate} />}
      {open.length > 0 && <OpenLines open={open} />}
      {estimated.length > 0 && <LineTable lines={estimated} />}
      {estimated.length > 0 && <FactorsUsed estimate={estimate} gwpSet={gwpSet} />}
      {(nothing.length > 0 || skipped > 0) && (
        <p className="mt-6 text-14 text-muted">
          {[nothing.length > 0 ? t.nothingTitle(nothing.length) : "", skipped > 0 ? t.skipped(skipped) : ""].join(" ")}
        </p>
      )}
    </div>
  );
}

function Headline({ total }: Pick<Estimate, "total">) {
  const { estimate: t } = useMessages();
  const locale = useLocale();
  if (!total) {
    return (
      <div role="status">
        <h2 className="text-25 font-semibold">{t.nothingYet}</h2>
        <p className="mt-1 text-14 text-muted">{t.nothingYetAbout}</p>
      </div>
    );
  }
  const { low, high } = headlineOf(total);
  const [from, to] = [formatDecimal(low, { locale }), formatDecimal(high, { locale })];
  return (
    <div role="status">
      <h2 className="text-39 font-semibold tracking-[-0.02em] text-accent max-md:text-31">
        {from === to ? t.exactly(from) : t.headline(from, to)}
      </h2>
      <p className="mt-1 text-14 text-muted">{t.notAResult}</p>
    </div>
  );
}

function Parts({
  estimate: { total, sure, guessed, byScope, estimated, open },
}: Pick<EstimateResultProps, "estimate">) {
  const { estimate: t, carbon } = useMessages();
  const locale = useLocale();
  const sureCount = estimated.filter(({ isSure }) => isSure).length;
  const rows = [
    { key: "sure", label: t.sure, about: `${t.sureAbout} · ${t.lines(sureCount)}`, range: sure },
    {
      key: "guessed",
      label: t.guessed,
      about: `${t.guessedAbout} · ${t.lines(estimated.length - sureCount)}`,
      range: guessed,
    },
    ...byScope.map(({ scope, range }) => ({
      key: String(scope),
      label: carbon.scope[scope],
      about: carbon.scopeName[scope],
      range,
    })),
  ].filter(({ range }) => range !== null);
  const shown = (kg: string) => formatTonnes(kg, { locale, digits: 3 });
  return (
    <div className="mt-6 max-w-208">
      <Table
        caption={t.partsTitle}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "part",
            head: `${t.part}, ${t.tonnes}`,
            isRowHead: true,
            cell: ({ label, about }) => (
              <>
                <span className="font-semibold">{label}</span>
                <span className="block text-12 text-muted">{about}</span>
              </>
            ),
          },
          { key: "low", head: t.low, isNumeric: true, cell: ({ range }) => shown(range!.low) },
          {
            key: "middle",
            head: t.middle,
            isNumeric: true,
            isStrong: true,
            cell: ({ range }) => shown(range!.co2eKg),
          },
          { key: "high", head: t.high, isNumeric: true, cell: ({ range }) => shown(range!.high) },
        ]}
        total={{ part: t.total, low: shown(total!.low), middle: shown(total!.co2eKg), high: shown(total!.high) }}
      />
      {open.length > 0 && (
        <p className="mt-3 text-14">
          <span className="font-semibold">{t.openCount}:</span> {t.lines(open.length)}
        </p>
      )}
    </div>
  );
}

const SHOWN = 50;

function OpenLines({ open }: Pick<Estimate, "open">) {
  const { estimate: t, matching } = useMessages();
  const say = (point: OpenPoint) =>
    point in t.point ? t.point[point as keyof typeof t.point] : matching.need[point as keyof typeof matching.need];
  return (
    <div className="mt-10">
      <Section title={t.openTitle} count={t.lines(open.length)}>
        <p className="mt-3 text-14 text-muted">{t.openAbout}</p>
        <Table
          caption={t.openTitle}
          rows={open.slice(0, SHOWN).map((one, at) => ({ ...one, key: `${one.entry.at}-${at}` }))}
          rowKey={({ key }) => key}
          columns={[
            {
              key: "line",
              head: t.line,
              isRowHead: true,
              cell: ({ entry }) => (
                <>
                  <span className="break-words">{entry.text || entry.account || "–"}</span>
                  <span className="block text-12 text-muted">
                    {[
                      t.row(entry.at),
                      `${entry.quantity} ${entry.unit}`.trim(),
                      `${entry.amount} ${entry.currency}`.trim(),
                    ]
                      .filter((text) => text !== "")
                      .join(" · ")}
                  </span>
                </>
              ),
            },
            { key: "needs", head: t.needs, cell: ({ needs }) => needs.map(say).join("; ") },
          ]}
        />
        {open.length > SHOWN && <p className="mt-2 text-12 text-muted">{t.moreLines(open.length - SHOWN)}</p>}
      </Section>
    </div>
  );
}
