import { Link } from "@remix-run/react";
import type { ComponentProps } from "react";
import type { Period, ResultTotals } from "#app/carbon/document/inventory-document.ts";
import type { SelectionExplanation } from "#app/carbon/factor/selection-explanation.ts";
import { formatDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import type { QualityView } from "#app/carbon/quality/quality-view.ts";
import type { DisclosureGroup } from "#app/carbon/total/disclosure-groups.ts";
import { TermHint } from "#app/glossary/term-hint.tsx";
import { localName } from "#app/i18n/index.ts";
import { useClock } from "#app/kit/clock-context.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { MissingRows } from "#app/kit/missing-rows.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { Section } from "#app/kit/section.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import { FactorMoves } from "./factor-moves.tsx";
import { Issues, type ShownIssue } from "./issues.tsx";
import { LinePanel } from "./line-panel.tsx";
import { LinesView } from "./lines-view.tsx";
import { QualityTab } from "./quality-tab.tsx";
import { CategoryTable, FacilityTable, GasTable, MonthView, Scope2Table } from "./result-tables.tsx";
import type { LineFilter, OpenedLine, ResultsView } from "./results-view.ts";
import { RUN_TABS, type RunTab } from "./run-view.ts";

export interface InventoryPageData {
  inventoryId: string;
  period: Period;
  run: {
    id: string;
    createdAt: string;
    lineCount: number;
    /** Records of the period as it is now. */
    recordCount: number;
    engineVersion: string;
    gwpSet: string;
    isCurrent: boolean;
    /** What a new run would choose otherwise. */
    moves: ComponentProps<typeof FactorMoves>["moves"];
    isPolicyChanged: boolean;
    totals: ResultTotals | null;
    issues: ShownIssue[];
    issueCount: number;
    disclosures: DisclosureGroup[];
    facilities: Record<string, { name: { en?: string | undefined; zh?: string | undefined } }>;
  };
  view: RunTab;
  filter: LineFilter;
  results: ResultsView;
  /** Only for its view. */
  quality: QualityView | null;
  opened: OpenedLine | null;
  /** Why the opened line has its factors. */
  selection: SelectionExplanation[];
}

/** A run on its page: totals, the views of it, and one line opened next to them. */
export function InventoryPage({ base, page }: { base: string; page: InventoryPageData }) {
  const { run, view } = page;
  const here = `${base}/inventories/${page.inventoryId}`;
  const records = `${base}/activities?inventory=${page.inventoryId}`;
  return (
    <>
      <RunLine run={run} />
      {view === "overview" && <FactorMoves moves={run.moves} isPolicyChanged={run.isPolicyChanged} />}
      {run.issueCount > 0 && <Issues base={base} run={run} inventoryId={page.inventoryId} />}
      {run.totals && run.recordCount !== null && (
        <p className="mb-5 text-14">
          <MissingRows missing={run.recordCount - run.lineCount} all={run.recordCount} to={records} />
        </p>
      )}
      {run.totals && <ViewTabs here={here} current={view} />}
      {run.totals && (
        <div className="mt-6">
          <PageColumns
            isPanel={page.opened !== null}
            aside={
              page.opened && (
                <LinePanel
                  closeHref={`${here}?view=${view}`}
                  links={{
                    policy: `${base}/factor-policy`,
                    records: `${base}/runs/${run.id}/lines/${page.opened.id}`,
                  }}
                  line={page.opened}
                  selection={page.selection}
                />
              )
            }
          >
            <div className="space-y-10">
              {view === "overview" && <Overview here={here} page={page} totals={run.totals} />}
              {view === "facility" && (
                <FacilityTable results={page.results} facilities={run.facilities} totals={run.totals} />
              )}
              {view === "gas" && <GasTable results={page.results} totals={run.totals} />}
              {view === "month" && <MonthView results={page.results} />}
              {view === "quality" && page.quality && <QualityTab quality={page.quality} totals={run.totals} />}
              {view === "quality" && <PeriodWarnings disclosures={run.disclosures} here={here} />}
              {view === "lines" && <LinesView here={here} page={page} />}
            </div>
          </PageColumns>
        </div>
      )}
    </>
  );
}

function RunLine({ run }: { run: InventoryPageData["run"] }) {
  const { inventory: t, carbon } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const parts = [
    t.runOf(clock.instant(run.createdAt)),
    carbon.gwpOf(run.gwpSet),
    t.lines(formatDecimal(String(run.lineCount), { locale })),
    run.issueCount > 0 ? t.issues(run.issueCount) : t.allCalculated,
  ];
  const warnings = [...(run.isCurrent ? [] : [t.dataChanged])];
  return (
    <div className="mb-5 space-y-2 text-14 text-muted">
      <p>{parts.join(" · ")}</p>
      {warnings.map((warning) => (
        <p key={warning} className="max-w-140 rounded-6 bg-warning-tint px-3 py-2 text-warning-ink">
          {warning}
        </p>
      ))}
    </div>
  );
}

function ViewTabs({ here, current }: { here: string; current: string }) {
  const { inventory: t } = useMessages();
  return (
    <Tabs
      label={t.tabs.label}
      tabs={RUN_TABS.map((view) => ({
        to: view === "overview" ? here : `${here}?view=${view}`,
        label: t.tabs[view],
        isCurrent: view === current,
      }))}
    />
  );
}

function Overview({ here, page, totals }: { here: string; page: InventoryPageData; totals: ResultTotals }) {
  const { inventory: t } = useMessages();
  return (
    <>
      <div className="flex flex-wrap gap-x-14 gap-y-5">
        <Headline label={t.totalLocation} value={tonnesFromKg(totals.co2eKg)} unit="tCO2e" isAccent />
        <Headline label={t.totalMarket} value={tonnesFromKg(totals.co2eKgMarketBased)} unit="tCO2e" />
        {totals.uncertaintyPercent ? (
          <div>
            <Headline label={t.uncertainty} value={totals.uncertaintyPercent} unit="%" digits={1} sign="±" />
            <p className="mt-0.5 text-12 text-muted">
              {t.quality.independent}{" "}
              <Link className="text-link" to={`${here}?view=quality`}>
                {t.quality.more}
              </Link>
            </p>
          </div>
        ) : (
          <div>
            <p className="text-12 text-muted">{t.uncertainty}</p>
            <p className="mt-1 text-14 text-muted">{t.uncertaintyNone}</p>
          </div>
        )}
      </div>
      <CategoryTable here={here} results={page.results} totals={totals} />
      <Scope2Table results={page.results} totals={totals} />
      <Disclosures disclosures={page.run.disclosures} here={here} />
    </>
  );
}

function Headline(props: {
  label: string;
  value: string;
  unit: string;
  digits?: number;
  isAccent?: boolean;
  sign?: string;
}) {
  return (
    <div>
      <p className="text-12 text-muted">{props.label}</p>
      <div className="mt-0.5">
        {props.sign && <span className="text-31 font-semibold">{props.sign}</span>}
        <Figure
          value={props.value}
          unit={props.unit}
          digits={props.digits ?? 2}
          size="large"
          canOpen
          {...(props.isAccent ? { isAccent: true } : {})}
        />
      </div>
    </div>
  );
}

/** Days that a source lacks, or that count twice: told with the other disclosures, and here where they are looked for. */
function PeriodWarnings({ disclosures, here }: { disclosures: DisclosureGroup[]; here: string }) {
  const { inventory: t } = useMessages();
  const warnings = disclosures.filter(({ code }) => code.startsWith("period_"));
  return <Disclosures title={t.quality.periods} disclosures={warnings} here={here} />;
}

function Disclosures({ title, disclosures, here }: { title?: string; disclosures: DisclosureGroup[]; here: string }) {
  const { inventory: t, carbon } = useMessages();
  const locale = useLocale();
  if (disclosures.length === 0) return null;
  const sentences = t.disclosed as Record<string, (name: string, detail: Record<string, string>) => string>;
  const say = ({ code, factor, reference, detail }: DisclosureGroup) => {
    const name = code.startsWith("period_") ? localName(factor, locale) : `${localName(factor, locale)} (${reference})`;
    return sentences[code]?.(name, detail) ?? carbon.describeProblem(code, detail);
  };
  return (
    <Section title={title ?? t.disclosuresTitle} term={<TermHint term="disclosure_note" />} count={disclosures.length}>
      <ul className="divide-y divide-line text-14">
        {disclosures.map((group) => (
          <li
            key={`${group.code} ${group.reference}`}
            className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-2.5"
          >
            <span className="min-w-0 grow basis-80 break-words">{say(group)}</span>
            {group.firstLine && (
              <Link className="text-link shrink-0" preventScrollReset to={`${here}?view=lines&line=${group.firstLine}`}>
                {t.onLines(group.lineCount)}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
