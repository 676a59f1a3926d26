import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { doors } from "#app/database/doors.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor, localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { FactorValueText, useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { listInventories } from "#app/organization/inventory.server.ts";
import { InventoryField } from "#app/records/inventory-field.tsx";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { proposeUpstream } from "./propose.server.ts";
import { findUpstream } from "./upstream.server.ts";
import { type Amount, PROPOSAL_FIELD, type Proposal, standingOf, UpstreamActions } from "./upstream.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ upstream }) => upstream.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const { organizationId } = actor;
    const inventory = await inventoryOf(tx, organizationId, new URL(request.url).searchParams);
    return {
      base: `/organizations/${organizationId}`,
      inventory: inventory && { id: inventory.id, period: inventory.period },
      inventories: (await listInventories(tx, organizationId)).map(({ id, period }) => ({ id, period })),
      offer: inventory && (await findUpstream(tx, organizationId, inventory.period)),
      mayPropose: offers(UpstreamActions, actor).propose,
    };
  });

export const action = organizationAction(UpstreamActions, {
  propose: {
    outside: async ({ actor, request, value }) => {
      const { inventory: inventoryId, keys } = value;
      const language = contentLanguageFor(localeOf(request));
      const asked = { inventoryId, keys, language };
      const taken = await proposeUpstream(await doors(), actor, await evidenceRoom(), asked);
      if (!taken.ok) return refuse({ form: taken.failure.code });
      return `/organizations/${actor.organizationId}/activities/imports/${taken.draftId}`;
    },
  },
});

export default function Upstream() {
  const { base, inventory, inventories, offer, mayPropose } = useLoaderData<typeof loader>();
  const { upstream: t, facility } = useMessages();
  const crumbs = [{ to: `${base}/sources`, label: facility.sources.title }];
  return (
    <PageBody>
      <PageHeader crumbs={crumbs} title={t.title} about={t.about} />
      {!inventory || !offer ? (
        <EmptyState
          title={t.noYear.title}
          reason={t.noYear.reason}
          action={<ButtonLink to={`${base}/inventories`}>{t.noYear.action}</ButtonLink>}
        />
      ) : (
        <>
          {inventories.length > 1 && (
            <Form method="get" className="mb-6 flex flex-wrap items-end gap-3">
              <InventoryField inventories={inventories} inventory={inventory} />
              <Button variant="secondary">{t.show}</Button>
            </Form>
          )}
          {offer.proposals.length === 0 ? (
            <EmptyState
              title={t.none.title}
              reason={t.none.reason}
              action={<ButtonLink to={`${base}/sources`}>{t.none.action}</ButtonLink>}
            />
          ) : (
            <Proposals
              key={inventory.id}
              proposals={offer.proposals}
              inventoryId={inventory.id}
              mayPropose={mayPropose}
            />
          )}
          <div className="mt-12">
            <Without sources={offer.without} base={base} />
          </div>
        </>
      )}
    </PageBody>
  );
}

interface ProposalsProps {
  proposals: Proposal[];
  inventoryId: string;
  mayPropose: boolean;
}

function Proposals({ proposals, inventoryId, mayPropose }: ProposalsProps) {
  const { upstream: t } = useMessages();
  const locale = useLocale();
  const answer = useActionData<typeof action>();
  const error = answer?.errors.form;
  return (
    <Form method="post" className="space-y-4">
      <input type="hidden" name="inventory" value={inventoryId} />
      <Table
        caption={t.caption}
        rows={proposals}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "name",
            head: t.columns.name,
            isRowHead: true,
            cell: (one) => (
              <div className="flex items-start gap-2">
                {mayPropose && (
                  <input
                    type="checkbox"
                    id={one.key}
                    name={`${PROPOSAL_FIELD}${one.key}`}
                    defaultChecked={!one.alsoIn && standingOf(one) !== "same"}
                    className="mt-0.5 size-4 shrink-0 accent-accent touch:size-6"
                  />
                )}
                <div>
                  <label htmlFor={one.key}>{t.name[one.part](localName(one.of, locale))}</label>
                  <p className="text-12 text-muted sm:hidden">{localName(one.facility, locale)}</p>
                  <p className="text-12 text-muted">{t.standing[standingOf(one)]}</p>
                  {one.alsoIn && <p className="text-12 text-warning-ink">{t.alsoIn(localName(one.alsoIn, locale))}</p>}
                </div>
              </div>
            ),
          },
          {
            key: "facility",
            head: t.columns.facility,
            isHiddenOnPhone: true,
            cell: ({ facility }) => localName(facility, locale),
          },
          {
            key: "factor",
            head: t.columns.factor,
            isHiddenOnPhone: true,
            cell: ({ factorId, factor }) => (
              <Link to={`/factors/${encodeURIComponent(factorId)}`} className="text-link">
                {localName(factor.name, locale)}
              </Link>
            ),
          },
          {
            key: "value",
            head: t.columns.value,
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: ({ factor }) => <FactorValueText value={factor.value} />,
          },
          {
            key: "quantity",
            head: t.columns.quantity,
            isNumeric: true,
            cell: ({ sums }) => <Amounts amounts={sums} />,
          },
          {
            key: "recorded",
            head: t.columns.recorded,
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: ({ recorded }) => <Amounts amounts={recorded ?? []} />,
          },
        ]}
      />
      <p className="max-w-prose text-14 text-muted">{t.step}</p>
      {error && (
        <p role="alert" className="text-14 text-bad-ink">
          {(t.errors as Record<string, string>)[error] ?? t.errors.refused}
        </p>
      )}
      {mayPropose && <Button>{t.prepare}</Button>}
    </Form>
  );
}

function Amounts({ amounts }: { amounts: Amount[] }) {
  const locale = useLocale();
  const unitLabel = useUnitLabel();
  return amounts.map(({ quantity, unit }) => (
    <span key={unit} className="block">
      {formatDecimal(quantity, { locale })} {unitLabel(unit)}
    </span>
  ));
}

interface WithoutProps {
  sources: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["offer"]>["without"];
  base: string;
}

function Without({ sources, base }: WithoutProps) {
  const { upstream: t } = useMessages();
  const locale = useLocale();
  if (sources.length === 0) return null;
  return (
    <Section title={t.withoutTitle}>
      <p className="mt-3 mb-2 max-w-prose text-14 text-muted">{t.withoutAbout}</p>
      <Table
        caption={t.withoutTitle}
        rows={sources}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            head: t.columns.source,
            isRowHead: true,
            cell: ({ id, name }) => (
              <Link to={`${base}/sources/${id}`} className="text-link">
                {localName(name, locale)}
              </Link>
            ),
          },
          {
            key: "facility",
            head: t.columns.facility,
            isHiddenOnPhone: true,
            cell: ({ facility }) => localName(facility, locale),
          },
          { key: "why", head: t.columns.why, cell: ({ why }) => t.why[why] },
        ]}
      />
    </Section>
  );
}
