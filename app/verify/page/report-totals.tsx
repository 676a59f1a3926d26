import type { ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import { doRowsAddUp, formatShare, formatTonnes, tonnesFromKg } from "#app/carbon/format.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ScopeMark } from "#app/kit/scope-mark.tsx";
import { Section } from "#app/kit/section.tsx";
import { ShareBar } from "#app/kit/share-bar.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import type { ReportView } from "./report-view.ts";

const DIGITS = 2;

/** Both totals, the share of each scope, and the same figures as a table. */
export function ReportTotals({ view }: { view: ReportView }) {
  const { totals } = useMessages().verify.page;
  return (
    <Section title={totals.title}>
      <div className="grid grid-cols-2 gap-x-6 gap-y-3 py-4 max-md:grid-cols-1">
        <BigTotal label={totals.location} kg={view.co2eKg} isAccent />
        <BigTotal label={totals.market} kg={view.co2eKgMarketBased} />
      </div>
      <ScopeBar view={view} />
      <ScopeTable view={view} />
    </Section>
  );
}

function BigTotal({ label, kg, isAccent }: { label: string; kg: string; isAccent?: boolean }) {
  return (
    <div>
      <p className="text-12 text-muted">{label}</p>
      <div>
        <Figure
          value={tonnesFromKg(kg)}
          unit="tCO2e"
          digits={DIGITS}
          size="large"
          {...(isAccent && { isAccent })}
          canOpen
        />
      </div>
    </div>
  );
}

function ScopeBar({ view }: { view: ReportView }) {
  const { totals } = useMessages().verify.page;
  const locale = useLocale();
  const share = (scope: ScopeNumber) => formatShare(view.byScope[scope], view.co2eKg, { locale, digits: 1 }) ?? "–";
  return <ShareBar label={totals.bar(share(1), share(2), share(3))} byScope={view.byScope} />;
}

function ScopeTable({ view }: { view: ReportView }) {
  const { common, verify } = useMessages();
  const { totals } = verify.page;
  const locale = useLocale();
  const tonnes = (kg: string) => formatTonnes(kg, { locale, digits: DIGITS });
  const share = (kg: string) => formatShare(kg, view.co2eKg, { locale, digits: 1 }) ?? "–";
  const about = { 1: totals.about["1"], 2: totals.about["2"], 3: totals.about["3"](`${view.scope3Categories}`) };
  const addsUp = doRowsAddUp(
    SCOPES.map((scope) => view.byScope[scope]),
    view.co2eKg,
    DIGITS,
  );
  return (
    <div className="mt-2">
      <Table
        caption={totals.caption}
        rowKey={(scope) => `${scope}`}
        rows={[...SCOPES]}
        columns={[
          {
            key: "scope",
            head: totals.scopeColumn,
            isRowHead: true,
            cell: (scope) => (
              <span className="flex items-center gap-2">
                <ScopeMark scope={scope} />
                <span>
                  {common.scope[scope]} <span className="text-muted">· {about[scope]}</span>
                </span>
              </span>
            ),
          },
          {
            key: "co2e",
            head: <UnitText text="tCO2e" />,
            isNumeric: true,
            cell: (scope) => tonnes(view.byScope[scope]),
          },
          {
            key: "share",
            head: totals.share,
            isNumeric: true,
            isMuted: true,
            cell: (scope) => share(view.byScope[scope]),
          },
        ]}
        total={{ scope: totals.location, co2e: tonnes(view.co2eKg), share: share(view.co2eKg) }}
      />
      <p className="flex justify-between gap-4 border-b border-line py-2 text-14 text-muted">
        <span>{totals.withMarket(tonnes(view.scope2MarketBasedKg))}</span>
        <span className="whitespace-nowrap text-ink tabular-nums">{tonnes(view.co2eKgMarketBased)}</span>
      </p>
      {!addsUp && <p className="pt-2 text-12 text-muted">{totals.rounding}</p>}
    </div>
  );
}
