import { Link } from "@remix-run/react";
import type { EffectKind } from "#app/carbon/comparison/effect.ts";
import type { PrintedBridge, PrintedLine, PrintedSource, PrintedValue } from "#app/carbon/comparison/print-bridge.ts";
import { formatShare, tonnesFromKg } from "#app/carbon/format.ts";
import { omit } from "#app/encoding/omit.ts";
import { localName } from "#app/i18n/index.ts";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ScopeMark } from "#app/kit/scope-mark.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { SignedTonnes } from "./signed-tonnes.tsx";
import { Waterfall } from "./waterfall.tsx";

export type Basis = "location" | "market";

/** A bridge as a page gets it: sources without their lines, which only the opened one brings. */
export interface BridgeView extends Omit<PrintedBridge, "sources" | "schema" | "unit" | "substitution"> {
  sources: Omit<PrintedSource, "lines">[];
  /** Sources before those without any effect were left out. */
  sourceCount: number;
}

/** Sources shown at once; all of them are in the files. */
const MOST_SOURCES = 300;

/** Drops what a page does not show. */
export function viewBridge(bridge: PrintedBridge): BridgeView {
  const { before, after, difference, effects, sources } = bridge;
  const changed = sources.filter((source) => Object.keys(source.effects).length > 0);
  return {
    before,
    after,
    difference,
    effects,
    sources: changed.slice(0, MOST_SOURCES).map((one) => omit(one, "lines")),
    sourceCount: sources.length,
  };
}

export function pick(value: PrintedValue, basis: Basis): string {
  return basis === "market" ? value.co2eKgMarketBased : value.co2eKg;
}

interface BridgeSectionProps {
  bridge: BridgeView;
  basis: Basis;
  title: string;
  beforeLabel: string;
  afterLabel: string;
}

/** The bridge drawn, written as a sum and as a table of its effects. */
export function BridgeSection({ bridge, basis, title, beforeLabel, afterLabel }: BridgeSectionProps) {
  const { comparison: t } = useMessages();
  const steps = bridge.effects
    .filter((effect) => pick(effect, basis) !== "0")
    .map((effect) => ({ key: effect.kind, label: t.kind[effect.kind], value: tonnesFromKg(pick(effect, basis)) }));
  const aside = (
    <>
      <UnitText text={t.unit} /> · {t.addsUp}
    </>
  );
  return (
    <Section title={title} aside={aside}>
      <div className="mt-10 mb-8 max-md:mt-4">
        <Waterfall
          title={title}
          before={{ label: beforeLabel, value: tonnesFromKg(pick(bridge.before, basis)) }}
          steps={steps}
          after={{ label: afterLabel, value: tonnesFromKg(pick(bridge.after, basis)) }}
        />
      </div>
      <EffectTable bridge={bridge} beforeLabel={beforeLabel} afterLabel={afterLabel} />
      <p className="mt-3 max-w-180 text-12 text-muted">{t.order}</p>
    </Section>
  );
}

function EffectTable({
  bridge,
  beforeLabel,
  afterLabel,
}: {
  bridge: BridgeView;
  beforeLabel: string;
  afterLabel: string;
}) {
  const { comparison: t } = useMessages();
  const locale = useLocale();
  const share = ({ co2eKg }: PrintedValue) => {
    const text = formatShare(co2eKg, bridge.before.co2eKg, { locale, digits: 2 });
    return text === null ? "–" : /[1-9]/.test(text) && !text.startsWith("−") ? `+${text}` : text;
  };
  const end = (label: string, value: PrintedValue) => ({ key: label, label, value, isEnd: true });
  const rows = [
    end(beforeLabel, bridge.before),
    ...bridge.effects.map((effect) => ({
      key: effect.kind as string,
      label: t.kind[effect.kind],
      value: effect as PrintedValue,
      isEnd: false,
    })),
    end(afterLabel, bridge.after),
  ];
  const cell = (basis: Basis) => (row: (typeof rows)[number]) =>
    row.isEnd ? (
      <strong className="font-semibold">
        <Figure value={tonnesFromKg(pick(row.value, basis))} digits={2} />
      </strong>
    ) : (
      <SignedTonnes kg={pick(row.value, basis)} />
    );
  return (
    <Table
      caption={t.byEffect}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: "effect",
          head: t.effect,
          isRowHead: true,
          cell: (row) => <span className={row.isEnd ? "font-semibold" : "pl-4"}>{row.label}</span>,
        },
        { key: "location", head: t.location, isNumeric: true, cell: cell("location") },
        { key: "market", head: t.market, isNumeric: true, cell: cell("market") },
        {
          key: "share",
          head: t.share,
          isNumeric: true,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: (row) => (row.isEnd ? "" : share(row.value)),
        },
      ]}
      total={{
        effect: t.difference,
        location: <SignedTonnes kg={bridge.difference.co2eKg} />,
        market: <SignedTonnes kg={bridge.difference.co2eKgMarketBased} />,
        share: share(bridge.difference),
      }}
    />
  );
}

interface SourceTableProps {
  bridge: BridgeView;
  basis: Basis;
  /** Address that opens a source; without it sources are not links. */
  hrefOf?: (source: string) => string;
  opened?: string | null;
}

/** Sources as rows, the effects that occur as columns. */
export function SourceTable({ bridge, basis, hrefOf, opened }: SourceTableProps) {
  const { comparison: t } = useMessages();
  const kinds = bridge.effects
    .map(({ kind }) => kind)
    .filter((kind) => bridge.sources.some(({ effects }) => effects[kind]));
  if (bridge.sources.length === 0) return null;
  return (
    <Section title={t.bySource} aside={t.onlyChanged(bridge.sources.length, bridge.sourceCount)}>
      <Table
        caption={t.bySource}
        rows={bridge.sources}
        rowKey={(row) => row.source}
        isCurrent={(row) => row.source === opened}
        columns={[
          {
            key: "source",
            head: t.source,
            isRowHead: true,
            cell: (row) => <SourceName row={row} {...(hrefOf ? { href: hrefOf(row.source) } : {})} />,
          },
          {
            key: "before",
            head: t.before,
            isNumeric: true,
            isMuted: true,
            isHiddenOnPhone: true,
            cell: (row) => <Figure value={tonnesFromKg(pick(row.before, basis))} digits={2} />,
          },
          ...kinds.map((kind) => ({
            key: kind as string,
            head: t.kind[kind],
            isNumeric: true,
            // On a phone the difference stays in view; an opened source shows its effects.
            isHiddenOnPhone: hrefOf !== undefined,
            cell: (row: (typeof bridge.sources)[number]) => <EffectCell value={row.effects[kind]} basis={basis} />,
          })),
          {
            key: "after",
            head: t.after,
            isNumeric: true,
            isMuted: true,
            isHiddenOnPhone: true,
            cell: (row) => <Figure value={tonnesFromKg(pick(row.after, basis))} digits={2} />,
          },
          {
            key: "difference",
            head: t.difference,
            isNumeric: true,
            isStrong: true,
            cell: (row) => <SignedTonnes kg={pick(row.difference, basis)} />,
          },
        ]}
        total={{
          source: t.total,
          before: <Figure value={tonnesFromKg(pick(bridge.before, basis))} digits={2} />,
          ...Object.fromEntries(
            kinds.map((kind) => [kind, <EffectCell key={kind} value={sumOf(bridge, kind)} basis={basis} />]),
          ),
          after: <Figure value={tonnesFromKg(pick(bridge.after, basis))} digits={2} />,
          difference: <SignedTonnes kg={pick(bridge.difference, basis)} />,
        }}
      />
    </Section>
  );
}

function sumOf(bridge: BridgeView, kind: EffectKind): PrintedValue | undefined {
  return bridge.effects.find((effect) => effect.kind === kind);
}

function EffectCell({ value, basis }: { value: PrintedValue | undefined; basis: Basis }) {
  return value && pick(value, basis) !== "0" ? (
    <SignedTonnes kg={pick(value, basis)} />
  ) : (
    <span aria-hidden="true">·</span>
  );
}

function SourceName({ row, href }: { row: Omit<PrintedSource, "lines">; href?: string }) {
  const { carbon } = useMessages();
  const locale = useLocale();
  const category = (carbon.category as Record<string, string>)[row.category] ?? row.category;
  const name = localName(row.description, locale) || category;
  return (
    <span className="flex min-w-40 items-start gap-2">
      <span className="mt-1 shrink-0">
        <ScopeMark scope={row.scope as 1 | 2 | 3} />
      </span>
      <span className="min-w-0">
        {href ? (
          <Link
            className="text-ink no-underline hover:underline touch:inline-block touch:py-1"
            preventScrollReset
            to={href}
          >
            {name}
          </Link>
        ) : (
          name
        )}
        <span className="block text-12 text-muted">{localName(row.facility, locale)}</span>
      </span>
    </span>
  );
}

export interface OpenedSource {
  source: string;
  name: PrintedSource["description"];
  category: string;
  lines: PrintedLine[];
  lineCount: number;
}

/** Lines of an opened source shown at once. */
const MOST_LINES = 100;

/** The changed lines of one source; null where it is not in the bridge. */
export function openSource(bridge: PrintedBridge, source: string | null): OpenedSource | null {
  const found = bridge.sources.find((one) => one.source === source);
  if (!found) return null;
  const lines = found.lines.filter((line) => line.effects.length > 0);
  const { description: name, category } = found;
  return { source: found.source, name, category, lines: lines.slice(0, MOST_LINES), lineCount: lines.length };
}

/** Why the figure of one source moved, line by line. */
export function SourceCauses({ opened, basis }: { opened: OpenedSource; basis: Basis }) {
  const { comparison: t, carbon, common } = useMessages();
  const locale = useLocale();
  const name = localName(opened.name, locale) || ((carbon.category as Record<string, string>)[opened.category] ?? "");
  const rows = opened.lines.flatMap((line, index) =>
    line.effects.map((effect) => ({ key: `${index} ${effect.kind} ${effect.cause}`, line, effect })),
  );
  return (
    <Section id="causes" title={t.linesTitle(name)} count={opened.lineCount}>
      <Table
        caption={t.linesTitle(name)}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: "lines", head: t.column.linesBefore, isMuted: true, cell: ({ line }) => idsOf(line.before) },
          { key: "linesAfter", head: t.column.linesAfter, isMuted: true, cell: ({ line }) => idsOf(line.after) },
          {
            key: "cause",
            head: t.effect,
            isRowHead: true,
            cell: ({ effect, line }) => (
              <>
                {common.labelled(t.kind[effect.kind], t.cause[effect.cause])}
                {effect.kind === "factor" && line.factorBefore !== line.factorAfter && (
                  <span className="block text-12 break-all text-muted">
                    {line.factorBefore} → {line.factorAfter}
                  </span>
                )}
              </>
            ),
          },
          {
            key: "tonnes",
            head: <UnitText text="tCO2e" />,
            isNumeric: true,
            cell: ({ effect }) => <SignedTonnes kg={pick(effect, basis)} digits={3} />,
          },
        ]}
      />
    </Section>
  );
}

/** A year of days is named by its first and last line. */
function idsOf(ids: string[]): string {
  if (ids.length === 0) return "–";
  return ids.length <= 3 ? ids.join(", ") : `${ids[0]} … ${ids.at(-1)} (${ids.length})`;
}
