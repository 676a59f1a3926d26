import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { formatTonnes } from "#app/carbon/format.ts";
import { localName } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Table } from "#app/kit/table.tsx";
import { countWithheld } from "#app/proof/disclosure/line-tree.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { copyRun } from "./report-copy.server.ts";
import { WITHHOLD_CHOICES, type WithholdChoice } from "./withhold-choice.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.withholding.preview.title);

const MOST_LINES = 100;

/** What a copy with this choice would keep back, line by line. The secret is drawn for the page and thrown away. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const search = new URL(request.url).searchParams;
    const run = await getRun(tx, actor.organizationId, requireId(search.get("run") ?? undefined));
    const choice: WithholdChoice = WITHHOLD_CHOICES.find((one) => one === search.get("withhold")) ?? "nothing";
    const { document } = (await copyRun(tx, actor.organizationId, run, choice)).run;
    const results = new Map(document.results?.lines.map((line) => [line.activity, line.co2eKg]));
    const withheld = document.activities.filter((activity) => activity.withheld);
    return {
      base: `/organizations/${actor.organizationId}`,
      runId: run.id,
      choice,
      counts: countWithheld(document.activities),
      all: document.activities.length,
      lines: withheld.slice(0, MOST_LINES).map((activity) => viewOf(activity, results.get(activity.id) ?? null)),
    };
  });

function viewOf(
  { id, category, period, quantity, unit, description, withheld }: DocumentActivity,
  co2eKg: string | null,
) {
  return {
    id,
    category,
    period: `${period.start} – ${period.end}`,
    quantity: quantity === undefined ? "" : `${quantity} ${unit}`,
    name: description ?? {},
    co2eKg,
    parts: (["names", "evidence", "inputs"] as const).filter((part) => withheld?.[part] !== undefined),
  };
}

export default function BuyersView() {
  const { base, runId, choice, counts, all, lines } = useLoaderData<typeof loader>();
  const { withholding, reportPage } = useMessages();
  const locale = useLocale();
  const t = withholding.preview;
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: `${base}/reports`, label: reportPage.title }]}
        title={t.title}
        about={t.about(counts.inputs, counts.lines, all)}
        actions={
          <ButtonLink
            icon="file"
            reloadDocument
            to={`${base}/reports/draft.pdf?run=${runId}&locale=${locale}&withhold=${choice}`}
          >
            {t.draft}
          </ButtonLink>
        }
      />
      <Choices choice={choice} address={`${base}/reports/buyers-view?run=${runId}`} />
      {lines.length === 0 ? (
        <EmptyState
          title={withholding.issue.choices[choice]}
          reason={t.none}
          action={<ButtonLink to={`${base}/sources`}>{withholding.issue.openSources}</ButtonLink>}
        />
      ) : (
        <>
          <WithheldLines lines={lines} />
          {counts.lines > lines.length && (
            <p className="mt-3 text-12 text-muted">{t.more(lines.length, counts.lines)}</p>
          )}
        </>
      )}
    </PageBody>
  );
}

/** What may be kept back, and which of it the page shows. */
function Choices({ choice, address }: { choice: WithholdChoice; address: string }) {
  const { issue: t } = useMessages().withholding;
  return (
    <nav aria-label={t.legend} className="mb-6 flex flex-wrap gap-x-5 gap-y-2 text-14">
      {WITHHOLD_CHOICES.map((value) => (
        <Link
          key={value}
          to={`${address}&withhold=${value}`}
          aria-current={value === choice ? "page" : undefined}
          className={value === choice ? "font-semibold" : "text-link"}
        >
          {t.choices[value]}
        </Link>
      ))}
    </nav>
  );
}

function WithheldLines({ lines }: { lines: ReturnType<typeof viewOf>[] }) {
  const { withholding, carbon } = useMessages();
  const locale = useLocale();
  const t = withholding.preview;
  return (
    <Table
      caption={t.title}
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        { key: "line", head: t.line, isRowHead: true, cell: ({ id }) => id },
        {
          key: "shown",
          head: t.shown,
          cell: ({ name, category, period, quantity }) => (
            <>
              <span className="block">{localName({ en: name.en ?? "", zh: name.zh ?? "" }, locale)}</span>
              <span className="block text-12 text-muted">
                {[carbon.category[category as keyof typeof carbon.category], period, quantity]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </>
          ),
        },
        {
          key: "kept",
          head: t.kept,
          isMuted: true,
          cell: ({ parts }) => parts.map((part) => withholding.parts[part]).join(" · "),
        },
        {
          key: "result",
          head: t.result,
          isNumeric: true,
          cell: ({ co2eKg }) => (co2eKg === null ? "–" : formatTonnes(co2eKg, { locale, digits: 3 })),
        },
      ]}
    />
  );
}
