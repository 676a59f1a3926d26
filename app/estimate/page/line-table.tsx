import { formatDecimal } from "#app/carbon/format.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { toExactOr40 } from "#app/number/ratio.ts";
import type { EstimatedLine } from "../estimate-line.ts";

const SHOWN = 50;

/** Every line with its exact figure, its margin and its factor. The largest come first. */
export function LineTable({ lines }: { lines: readonly EstimatedLine[] }) {
  const { estimate: t, carbon, common } = useMessages();
  const locale = useLocale();
  const rows = [...lines]
    .sort((a, b) => Math.abs(Number(toExactOr40(b.co2eKg))) - Math.abs(Number(toExactOr40(a.co2eKg))))
    .slice(0, SHOWN)
    .map((line, at) => ({ ...line, key: `${line.entry.at}-${at}`, exact: toExactOr40(line.co2eKg) }));
  const nameOf = ({ factor }: EstimatedLine) =>
    locale === "zh" && factor.nameZh !== "" ? factor.nameZh : factor.nameEn;
  return (
    <div className="mt-10">
      <Section title={t.linesTitle} count={t.lines(lines.length)}>
        <Table
          caption={t.linesTitle}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            {
              key: "line",
              head: t.line,
              isRowHead: true,
              cell: (line) => (
                <>
                  <span className="break-words">{line.entry.text || line.entry.account}</span>
                  <span className="block text-12 text-muted">
                    {[t.row(line.entry.at), quantityOf(line), carbon.category[line.category]].join(" · ")}
                  </span>
                </>
              ),
            },
            {
              key: "factor",
              head: t.factor,
              isHiddenOnPhone: true,
              isMuted: true,
              cell: (line) => (
                <>
                  {nameOf(line)}
                  {line.via && <span className="block text-12">{t.via(line.via.published)}</span>}
                </>
              ),
            },
            {
              key: "status",
              head: t.status,
              cell: ({ isSure, confidence }) => (
                <>
                  <Chip tone={isSure ? "good" : "warning"}>{isSure ? t.sure : t.guessed}</Chip>
                  <span className="mt-0.5 block text-12 text-muted">{t.confidence[confidence]}</span>
                </>
              ),
            },
            {
              key: "kg",
              head: t.kilograms,
              isNumeric: true,
              isStrong: true,
              cell: ({ exact }) => (
                <data value={exact} title={common.exactValue(formatDecimal(exact, { locale }))}>
                  {formatDecimal(exact, { locale, digits: 3 })}
                </data>
              ),
            },
            { key: "spread", head: t.spreadHead, isNumeric: true, cell: ({ percent }) => `${percent}%` },
          ]}
        />
        {lines.length > SHOWN && <p className="mt-2 text-12 text-muted">{t.moreLines(lines.length - SHOWN)}</p>}
      </Section>
    </div>
  );
}

function quantityOf({ entry, factor }: EstimatedLine): string {
  const bySpend = factor.method === "spend_based" && entry.amount !== "";
  return bySpend ? `${entry.amount} ${entry.currency}` : `${entry.quantity} ${entry.unit}`;
}
