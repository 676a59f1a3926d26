import type { LoaderFunctionArgs, MetaFunction, SerializeFrom } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { asOrganization } from "#app/access/actor.server.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { listInventories } from "#app/organization/inventory.server.ts";
import { InventoryField } from "#app/records/inventory-field.tsx";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { loadPlausibility } from "./load-plausibility.server.ts";
import { canCompareEnergy, type Finding, findImplausible } from "./plausibility.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ plausibility }) => plausibility.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const inventory = await inventoryOf(tx, organizationId, new URL(request.url).searchParams);
    const facts = inventory && (await loadPlausibility(tx, organizationId, inventory));
    return {
      base: `/organizations/${organizationId}`,
      inventory,
      inventories: await listInventories(tx, organizationId),
      findings: facts ? findImplausible(facts) : [],
      knows: facts && {
        trade: facts.usual !== null,
        energy: canCompareEnergy(facts),
        certificates: facts.holdings.length > 0,
      },
    };
  });

type Page = SerializeFrom<typeof loader>;

export default function Plausibility() {
  const page = useLoaderData<typeof loader>() as Page;
  const { base, inventory, inventories, findings, knows } = page;
  const { plausibility: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.title} about={inventory ? t.about(printPeriodText(inventory.period)) : undefined} />
      {!inventory || !knows ? (
        <EmptyState
          title={t.noYear.title}
          reason={t.noYear.reason}
          action={<ButtonLink to={`${base}/inventories`}>{t.noYear.action}</ButtonLink>}
        />
      ) : (
        <div className="max-w-200 space-y-9">
          {inventories.length > 1 && <YearForm inventories={inventories} inventory={inventory} />}
          {findings.length === 0 ? (
            <EmptyState title={t.clear} reason={t.clearText} />
          ) : (
            <Section title={t.caption} count={findings.length}>
              <ul className="divide-y divide-line border-b border-line">
                {findings.map((finding) => (
                  <li key={JSON.stringify(finding)} className="py-3">
                    <FindingRow finding={finding} base={base} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Checked knows={knows} base={base} />
        </div>
      )}
    </PageBody>
  );
}

function YearForm({ inventories, inventory }: Parameters<typeof InventoryField>[0]) {
  const { upstream: t } = useMessages();
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3">
      <InventoryField inventories={inventories} inventory={inventory} />
      <Button variant="secondary">{t.show}</Button>
    </Form>
  );
}

const TONES = { gap: "warning", unusual: "warning", money: "accent" } as const;

function FindingRow({ finding, base }: { finding: Finding; base: string }) {
  const messages = useMessages();
  const { plausibility: t } = messages;
  const locale = useLocale();
  const category = messages.carbon.category as Record<string, string>;
  const { kind, title, text, links } = sayFinding(finding, { t, locale, category });
  const places = placesIn(base);
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-80">
        <h3 className="text-14 font-semibold wrap-anywhere">{title}</h3>
        <p className="mt-0.5 text-14 text-muted">{text}</p>
        <p className="mt-1 flex flex-wrap gap-x-4 text-14">
          {links.map((place) => (
            <Link key={place} to={places[place]} className="text-link">
              {t.action[place]}
            </Link>
          ))}
        </p>
      </div>
      <Chip tone={TONES[kind]}>{t.kind[kind]}</Chip>
    </div>
  );
}

type Place = "sources" | "completeness" | "records" | "upstream" | "instruments";

function placesIn(base: string): Record<Place, string> {
  return {
    sources: `${base}/sources`,
    completeness: `${base}/reports/completeness`,
    records: `${base}/activities`,
    upstream: `${base}/activities/category-3`,
    instruments: `${base}/instruments`,
  };
}

interface Said {
  kind: "gap" | "unusual" | "money";
  title: string;
  text: string;
  links: Place[];
}

type Words = ReturnType<typeof useMessages>["plausibility"];

function sayFinding(
  finding: Finding,
  { t, locale, category }: { t: Words; locale: Locale; category: Record<string, string> },
): Said {
  const name = (names: { en?: string; zh?: string }) => localName({ en: "", zh: "", ...names }, locale);
  const list = (all: readonly { en: string; zh: string }[]) =>
    new Intl.ListFormat(locale, { type: "unit" }).format(all.map(name));
  const number = (value: string, digits: number) => formatDecimal(value, { locale, digits });
  switch (finding.kind) {
    case "absent": {
      const words = t.absent;
      const title = words.title(category[finding.category] ?? finding.category);
      return { kind: "gap", title, text: words.text(list(finding.usual)), links: ["sources", "completeness"] };
    }
    case "no_electricity": {
      const title = t.no_electricity.title(name(finding.facility));
      return { kind: "gap", title, text: t.no_electricity.text, links: ["sources", "completeness"] };
    }
    case "no_losses": {
      const title = t.no_losses.title(name(finding.source), name(finding.facility));
      return { kind: "gap", title, text: t.no_losses.text, links: ["records", "completeness"] };
    }
    case "no_upstream":
      return { kind: "gap", title: t.no_upstream.title(finding.count), text: t.no_upstream.text, links: ["upstream"] };
    case "energy_per_output": {
      const { change, per, now, before } = finding;
      const signed = `${change.startsWith("-") ? "−" : "+"}${number(change.replace("-", ""), 1)}%`;
      const title = t.energy_per_output.title(signed, name(per));
      const text = t.energy_per_output.text(number(now, 2), number(before, 2));
      return { kind: "unusual", title, text, links: ["records"] };
    }
    case "certificates_above_use": {
      const words = t.certificates_above_use;
      const left = number(finding.left, 1);
      const { facilities } = finding;
      const title = facilities.length === 0 ? words.noFacility(left) : words.title(left, list(facilities));
      return { kind: "money", title, text: words.text(number(finding.uncovered, 1)), links: ["instruments"] };
    }
    case "certificates_unused": {
      const words = t.certificates_unused;
      const title = words.title(number(finding.left, 1), list(finding.facilities));
      return { kind: "money", title, text: words.text(number(finding.uncovered, 1)), links: ["instruments"] };
    }
  }
}

/** What is checked, and what a check lacks. */
function Checked({ knows, base }: { knows: NonNullable<Page["knows"]>; base: string }) {
  const { plausibility: t } = useMessages();
  const rows: { key: keyof typeof t.checked; lack: ReactNode }[] = [
    { key: "electricity", lack: null },
    { key: "trade", lack: knows.trade ? null : <Lack to={`${base}/start`} state={t.state.noTrade} link={t.toStart} /> },
    { key: "losses", lack: null },
    { key: "upstream", lack: null },
    {
      key: "energy",
      lack: knows.energy ? null : <Lack to={`${base}/reports/checklist`} state={t.state.noOutput} link={t.toOutput} />,
    },
    { key: "certificates", lack: knows.certificates ? null : <span className="text-muted">{t.state.none}</span> },
  ];
  return (
    <Section title={t.checkedTitle}>
      <ul className="divide-y divide-line border-b border-line text-14">
        {rows.map(({ key, lack }) => (
          <li key={key} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-2">
            <span className="min-w-0 flex-1 basis-80">{t.checked[key]}</span>
            <span className="shrink-0 text-12">{lack ?? <span className="text-muted">{t.state.compared}</span>}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Lack({ to, state, link }: { to: string; state: string; link: string }) {
  return (
    <span className="text-muted">
      {state}
      {" · "}
      <Link to={to} className="text-link">
        {link}
      </Link>
    </span>
  );
}
