import { Form, Link } from "@remix-run/react";
import { formatDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import { ALL_CATEGORIES } from "#app/carbon/line/scope.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import type { InventoryPageData } from "./inventory-page.tsx";
import { LINES_PER_PAGE, type LineFilter } from "./results-view.ts";

type LinesPage = Pick<InventoryPageData, "filter" | "results" | "opened">;

/** Every line of the run, by page and filter; each opens to its steps. */
export function LinesView({ here, page }: { here: string; page: LinesPage }) {
  const { inventory: t, carbon } = useMessages();
  const locale = useLocale();
  const units = carbon.unit as Record<string, string>;
  const { filter, results, opened } = page;
  const query = queryOf(filter);
  return (
    <Section title={t.tabs.lines} count={formatDecimal(String(results.lineCount), { locale })}>
      <CategoryFilter current={filter.category} />
      <Table
        caption={t.tabs.lines}
        rows={results.lines}
        rowKey={(line) => line.id}
        isCurrent={(line) => line.id === opened?.id}
        columns={[
          { key: "id", head: t.line, isMuted: true, isHiddenOnPhone: true, cell: ({ id }) => id },
          {
            key: "source",
            head: t.source,
            isRowHead: true,
            cell: ({ source, facility }) => (
              <>
                {localName(source, locale)}
                <span className="block text-12 font-normal text-muted">{localName(facility, locale)}</span>
              </>
            ),
          },
          { key: "period", head: t.period, isHiddenOnPhone: true, cell: ({ period }) => printPeriodText(period) },
          {
            key: "quantity",
            head: t.quantity,
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: ({ quantity, unit }) => <Figure value={quantity} unit={units[unit] ?? unit} />,
          },
          {
            key: "tonnes",
            head: <UnitText text={t.tonnes} />,
            isNumeric: true,
            cell: ({ id, co2eKg }) => (
              <Link className="text-link" preventScrollReset to={`${here}?${query}&line=${id}`}>
                {co2eKg === null ? "–" : <Figure value={tonnesFromKg(co2eKg)} digits={3} />}
              </Link>
            ),
          },
        ]}
      />
      <Pages here={here} page={page} />
    </Section>
  );
}

function CategoryFilter({ current }: { current: string | null }) {
  const { inventory: t, carbon } = useMessages();
  const names = carbon.category as Record<string, string>;
  const options = [
    { value: "", label: t.filterAll },
    ...ALL_CATEGORIES.map((value) => ({ value, label: names[value] ?? value })),
  ];
  return (
    <Form method="get" className="my-4 flex flex-wrap items-end gap-3">
      <input type="hidden" name="view" value="lines" />
      <SelectField label={t.filterCategory} name="category" options={options} defaultValue={current ?? ""} />
      <Button variant="secondary">{t.filter}</Button>
    </Form>
  );
}

function Pages({ here, page }: { here: string; page: LinesPage }) {
  const { inventory: t } = useMessages();
  const locale = useLocale();
  const { filter, results } = page;
  if (results.lineCount <= LINES_PER_PAGE) return null;
  const from = filter.page * LINES_PER_PAGE + 1;
  const to = Math.min(results.lineCount, from + LINES_PER_PAGE - 1);
  const text = (value: number) => formatDecimal(String(value), { locale });
  const { category, page: number } = filter;
  const next = queryOf({ category, page: number + 1 });
  const previous = queryOf({ category, page: number - 1 });
  return (
    <nav className="mt-4 flex gap-5 text-14" aria-label={t.tabs.lines}>
      <span className="text-muted">{t.more(text(from), text(to), text(results.lineCount))}</span>
      {filter.page > 0 && (
        <Link className="text-link" to={`${here}?${previous}`}>
          {t.previous}
        </Link>
      )}
      {to < results.lineCount && (
        <Link className="text-link" to={`${here}?${next}`}>
          {t.next}
        </Link>
      )}
    </nav>
  );
}

function queryOf({ category, page }: LineFilter): string {
  const search = new URLSearchParams({ view: "lines" });
  if (category) search.set("category", category);
  search.set("page", String(page));
  return search.toString();
}
