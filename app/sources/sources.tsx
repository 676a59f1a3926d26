import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { type Actor, asOrganization } from "#app/access/actor.server.ts";
import { listMembers } from "#app/access/membership.server.ts";
import { hasRight } from "#app/access/role.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import { findFactors } from "#app/factors/factor.server.ts";
import { listOwnVersions } from "#app/factors/own/own-factor.server.ts";
import { isOwnFactorId } from "#app/factors/own/own-factor.ts";
import { localName } from "#app/i18n/index.ts";
import { BoundaryTabs } from "#app/kit/boundary-tabs.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { ScopeMark } from "#app/kit/scope-mark.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.facility.sources.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const facilities = await listFacilities(tx, actor.organizationId);
    const sources = await listEmissionSources(tx, actor.organizationId);
    const ids = sources.flatMap(({ factorSelection }) => factorSelection.factorId ?? []);
    const factors = await findFactors(tx, ids);
    const own = await listOwnVersions(tx, actor.organizationId, ids);
    const ownName = (id: string) => {
      const content = own.find(({ factorId }) => factorId === id)?.content;
      return content ? { en: content.nameEn, zh: content.nameZh } : null;
    };
    const facilityOf = new Map(facilities.map((facility) => [facility.id, facility.name]));
    return {
      organizationId: actor.organizationId,
      hasFacilities: facilities.length > 0,
      mayEdit: actor.may("sources.write"),
      packages: await packagesFor(tx, actor),
      sources: sources.map(({ id, name, scope, category, unit, facilityId, factorSelection }) => ({
        id,
        name,
        scope,
        category,
        unit,
        facility: facilityOf.get(facilityId)!,
        factor: factorSelection.factorId
          ? {
              id: factorSelection.factorId,
              name: factors.get(factorSelection.factorId)?.name ?? ownName(factorSelection.factorId),
            }
          : null,
      })),
    };
  });

type Tx = Parameters<typeof listMembers>[0];

/** Where packages are that this person may apply here: of the tenant itself, or of the consultancy that they act for. */
async function packagesFor(tx: Tx, { userId, tenantId, organizationId, acting }: Actor): Promise<string | null> {
  const address = (id: string) => `/tenants/${id}/packages?client=${organizationId}`;
  if (acting) return address(acting.consultancyId);
  const members = await listMembers(tx, organizationId);
  const whole = members.find((member) => member.userId === userId && member.organizationId === null);
  return whole && hasRight(whole, "trade.sell") ? address(tenantId) : null;
}

type Source = ReturnType<typeof useLoaderData<typeof loader>>["sources"][number];

export default function Sources() {
  const { organizationId, hasFacilities, mayEdit, packages, sources } = useLoaderData<typeof loader>();
  const { facility, common } = useMessages();
  const t = facility.sources;
  const base = `/organizations/${organizationId}`;
  const add = hasFacilities ? `${base}/sources/new` : `${base}/facilities`;
  const apply = packages && hasFacilities && (
    <ButtonLink to={packages} icon="copy">
      {t.applyPackage}
    </ButtonLink>
  );
  const button = (
    <ButtonLink to={add} variant="primary">
      {hasFacilities ? t.add : facility.add}
    </ButtonLink>
  );
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          mayEdit &&
          sources.length > 0 && (
            <>
              {apply}
              {button}
            </>
          )
        }
      />
      <BoundaryTabs organizationId={organizationId} current="sources" />
      {sources.length === 0 ? (
        <EmptyState
          title={t.emptyTitle}
          reason={!mayEdit ? facility.readOnly : hasFacilities ? t.emptyReason : t.needFacility}
          action={mayEdit && button}
          example={mayEdit && apply}
        />
      ) : (
        <div className="space-y-10">
          {SCOPES.map((scope) => {
            const own = sources.filter((source) => source.scope === scope);
            return (
              <Section
                key={scope}
                title={
                  <span className="inline-flex items-center gap-2">
                    <ScopeMark scope={scope} />
                    {common.scope[scope]}
                  </span>
                }
                count={own.length || undefined}
              >
                {own.length === 0 ? (
                  <p className="py-3 text-14 text-muted">{t.none}</p>
                ) : (
                  <SourceTable base={base} caption={common.placed([t.title, common.scope[scope]])} sources={own} />
                )}
              </Section>
            );
          })}
        </div>
      )}
    </PageBody>
  );
}

function SourceTable({ base, caption, sources }: { base: string; caption: string; sources: Source[] }) {
  const { facility, carbon } = useMessages();
  const locale = useLocale();
  const t = facility.sources;
  const categoryOf = ({ category }: Source) => carbon.category[category as keyof typeof carbon.category] ?? category;
  const unitOf = ({ unit }: Source) => carbon.unit[unit as keyof typeof carbon.unit] ?? unit;
  return (
    <Table
      caption={caption}
      rows={sources}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          head: t.name,
          isRowHead: true,
          cell: (source) => (
            <>
              <Link to={`${base}/sources/${source.id}`} className="text-link">
                {localName(source.name, locale)}
              </Link>
              <span className="block text-12 text-muted sm:hidden">
                {[localName(source.facility, locale), categoryOf(source), unitOf(source)].join(" · ")}
              </span>
            </>
          ),
        },
        {
          key: "facility",
          head: t.facility,
          isHiddenOnPhone: true,
          cell: (source) => localName(source.facility, locale),
        },
        { key: "category", head: t.category, isMuted: true, isHiddenOnPhone: true, cell: categoryOf },
        { key: "unit", head: t.unit, isHiddenOnPhone: true, cell: unitOf },
        {
          key: "factor",
          head: t.factor,
          cell: ({ factor }) =>
            factor === null ? (
              t.gridAverage
            ) : (
              <Link
                to={
                  isOwnFactorId(factor.id)
                    ? `${base}/own-factors/${factor.id}`
                    : `/factors/${encodeURIComponent(factor.id)}`
                }
                className="text-link"
              >
                {factor.name ? localName(factor.name, locale) : t.factorGone}
              </Link>
            ),
        },
      ]}
    />
  );
}
