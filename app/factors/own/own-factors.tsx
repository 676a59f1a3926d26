import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { getGwpSet } from "#app/factors/gwp-set.server.ts";
import { localName } from "#app/i18n/index.ts";
import { BoundaryTabs } from "#app/kit/boundary-tabs.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { FactorValueText } from "#app/kit/factor-value-text.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Table } from "#app/kit/table.tsx";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listOwnFactors } from "./own-factor.server.ts";
import { printValidity } from "./own-factor.ts";
import { OWN_FACTOR } from "./own-factor-state.ts";
import { evaluateVersion, leadingVersion } from "./own-factor-view.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.ownFactor.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const factors = await listOwnFactors(tx, actor.organizationId);
    const sources = await listEmissionSources(tx, actor.organizationId);
    const { gwpSet } = await getOrganization(tx, actor.organizationId);
    const gwp = await getGwpSet(tx, gwpSet);
    const search = new URL(request.url).searchParams;
    const words = (search.get("q") ?? "").trim().slice(0, 200);
    const state = OWN_FACTOR.all.find((one) => one === search.get("state")) ?? null;
    const rows = factors.map(({ factorId, versions }) => {
      const version = leadingVersion(versions);
      const { nameEn, nameZh, source } = version.content;
      return {
        factorId,
        name: { en: nameEn, zh: nameZh },
        version: version.version,
        state: version.state,
        /** A newer version that is not in use yet. */
        waiting: versions[0]!.version > version.version ? versions[0]!.state : null,
        value: evaluateVersion(version, gwp),
        validity: printValidity(version.content),
        publisher: source.publisher,
        sourceCount: sources.filter(({ factorSelection }) => factorSelection.factorId === factorId).length,
      };
    });
    const isWanted = (row: (typeof rows)[number]) => {
      const text = `${row.name.en} ${row.name.zh} ${row.publisher} ${row.factorId}`.toLowerCase();
      const fits = words
        .toLowerCase()
        .split(/\s+/)
        .every((word) => text.includes(word));
      return fits && (state === null || row.state === state || row.waiting === state);
    };
    return {
      organizationId: actor.organizationId,
      mayEdit: actor.may("factors.write"),
      isEmpty: rows.length === 0,
      words,
      state,
      rows: rows.filter(isWanted),
    };
  });

export default function OwnFactors() {
  const { organizationId, mayEdit, isEmpty, words, state, rows } = useLoaderData<typeof loader>();
  const { ownFactor: t } = useMessages();
  const base = `/organizations/${organizationId}/own-factors`;
  const add = (
    <ButtonLink to={`${base}/new/edit`} variant="primary">
      {t.add}
    </ButtonLink>
  );
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          !isEmpty && (
            <>
              <ButtonLink to={`${base}/export.csv`} icon="download" reloadDocument>
                {t.export}
              </ButtonLink>
              {mayEdit && add}
            </>
          )
        }
      />
      <BoundaryTabs organizationId={organizationId} current="own" />
      {isEmpty ? (
        <EmptyState title={t.emptyTitle} reason={t.emptyReason} action={mayEdit && add} />
      ) : (
        <>
          <Form method="get" role="search" className="mb-4 flex flex-wrap items-end gap-3" key={`${words} ${state}`}>
            <div className="min-w-60 grow md:max-w-100">
              <TextField label={t.search} name="q" type="search" maxLength={200} defaultValue={words} />
            </div>
            <div className="w-52">
              <SelectField
                label={t.state}
                name="state"
                placeholder={t.anyState}
                defaultValue={state ?? ""}
                options={OWN_FACTOR.all.map((value) => ({ value, label: t.stateName[value] }))}
              />
            </div>
            <Button variant="secondary">{t.searchButton}</Button>
          </Form>
          {rows.length === 0 ? (
            <p className="py-6 text-14 text-muted">{t.emptyFiltered}</p>
          ) : (
            <FactorTable base={base} />
          )}
        </>
      )}
    </PageBody>
  );
}

function FactorTable({ base }: { base: string }) {
  const { rows } = useLoaderData<typeof loader>();
  const { ownFactor: t } = useMessages();
  const locale = useLocale();
  return (
    <Table
      caption={t.title}
      rows={rows}
      rowKey={({ factorId }) => factorId}
      columns={[
        {
          key: "name",
          head: t.name,
          isRowHead: true,
          cell: ({ factorId, name, publisher }) => (
            <>
              <Link to={`${base}/${factorId}`} className="text-link">
                {localName(name, locale)}
              </Link>
              <span className="block text-12 text-muted">{publisher}</span>
            </>
          ),
        },
        { key: "value", head: t.value, isNumeric: true, cell: ({ value }) => <FactorValueText value={value} /> },
        {
          key: "state",
          head: t.state,
          cell: ({ state, waiting }) => (
            <span className="flex flex-wrap gap-1">
              <Chip tone={OWN_FACTOR.tones[state]}>{t.stateName[state]}</Chip>
              {waiting && <Chip tone={OWN_FACTOR.tones[waiting]}>{t.stateName[waiting]}</Chip>}
            </span>
          ),
        },
        { key: "version", head: t.version, isNumeric: true, isHiddenOnPhone: true, cell: ({ version }) => version },
        {
          key: "validity",
          head: t.validity,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: ({ validity }) => validity || t.always,
        },
        { key: "used", head: t.usedBy, isNumeric: true, isHiddenOnPhone: true, cell: ({ sourceCount }) => sourceCount },
      ]}
    />
  );
}
