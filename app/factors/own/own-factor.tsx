import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type Actor, asOrganization, requireId } from "#app/access/actor.server.ts";
import { decidableFrom } from "#app/access/two-people.server.ts";
import { type Asked, organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { getGwpSet } from "#app/factors/gwp-set.server.ts";
import { placeName } from "#app/factors/place-name.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName, otherName } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { getOwnFactor, takeOwnStep } from "./own-factor.server.ts";
import { compareVersions } from "./own-factor-content.ts";
import { listFaults } from "./own-factor-form.ts";
import { OWN_FACTOR } from "./own-factor-state.ts";
import { evaluateVersion } from "./own-factor-view.ts";
import { DecisionBox, UsedBy, VersionHistory } from "./version-aside.tsx";
import { VersionCompare, VersionFacts, VersionTable } from "./version-facts.tsx";

const schema = z.object({
  versionId: z.string("choice_missing").max(60, "choice_missing"),
  reason: z.string("too_long").max(1000, "too_long").refine(isPlainText, "text_forbidden").default(""),
});

/** A reviewer decides about the work of others but can't write versions. */
const OwnFactorActions = defineActions({
  propose: { right: "factors.write", schema },
  approve: { right: "factors.decide", schema },
  reject: { right: "factors.decide", schema },
  withdraw: { right: "factors.write", schema },
});

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, (t, locale) => (data ? localName(data.name, locale) : t.ownFactor.title));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const factor = await getOwnFactor(tx, actor.organizationId, params.ownFactorId ?? "");
    const { gwpSet } = await getOrganization(tx, actor.organizationId);
    const gwp = await getGwpSet(tx, gwpSet);
    const search = new URL(request.url).searchParams;
    const numbered = (name: string) => factor.versions.find(({ version }) => String(version) === search.get(name));
    const shown = numbered("version") ?? factor.versions[0]!;
    const before = numbered("compare") ?? factor.versions.find(({ version }) => version < shown.version) ?? null;
    const sources = await listEmissionSources(tx, actor.organizationId);
    return {
      organizationId: actor.organizationId,
      factorId: factor.factorId,
      name: { en: shown.content.nameEn, zh: shown.content.nameZh },
      gwpSet,
      place: placeName(shown.content.region || null, localeOf(request)),
      shown: { ...shown, value: evaluateVersion(shown, gwp) },
      versions: factor.versions.map((version) => ({ ...version, value: evaluateVersion(version, gwp) })),
      compared: before && { version: before.version, changes: compareVersions(before.content, shown.content) },
      usedBy: sources
        .filter(({ factorSelection }) => factorSelection.factorId === factor.factorId)
        .map(({ id, name }) => ({ id, name })),
      mayEdit: offers(OwnFactorActions, actor).propose,
      mayDecide: offers(OwnFactorActions, actor).approve,
      isAuthor: shown.authorId === actor.userId,
      waitsUntil:
        shown.state === "proposed"
          ? await decidableFrom(
              tx,
              {
                act: "own_factor",
                proposer: shown.authorId,
                proposedAt: shown.createdAt,
                organizationId: actor.organizationId,
              },
              actor.userId,
            )
          : null,
    };
  });

const step =
  (state: Parameters<typeof takeOwnStep>[3]["state"]) =>
  async (tx: TenantTx, { actor, params, value }: Asked<Actor, z.output<typeof schema>>) => {
    const factor = await getOwnFactor(tx, actor.organizationId, params.ownFactorId ?? "");
    const target = { factorId: factor.factorId, versionId: requireId(value.versionId) };
    const fault = await takeOwnStep(tx, actor, target, { state, reason: value.reason });
    if (fault) return refuse({ [fault === "reason_missing" ? "reason" : "form"]: fault });
    const { version } = factor.versions.find(({ id }) => id === target.versionId)!;
    return `/organizations/${actor.organizationId}/own-factors/${factor.factorId}?version=${version}`;
  };

export const action = organizationAction(OwnFactorActions, {
  propose: step("proposed"),
  approve: step("approved"),
  reject: step("rejected"),
  withdraw: step("withdrawn"),
});

export type OwnFactorPage = ReturnType<typeof useLoaderData<typeof loader>>;

export default function OwnFactor() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer?.errors ?? {};
  const { ownFactor: t } = useMessages();
  const locale = useLocale();
  const base = `/organizations/${page.organizationId}/own-factors`;
  const { shown } = page;
  const name = localName(page.name, locale);
  const other = otherName(page.name, locale);
  return (
    <PageBody>
      <PageHeader
        title={name}
        state={<Chip tone={OWN_FACTOR.tones[shown.state]}>{t.stateName[shown.state]}</Chip>}
        about={[other !== name && other, t.versionOf(shown.version), page.factorId].filter(Boolean).join(" · ")}
        crumbs={[{ to: base, label: t.title }]}
        actions={page.mayEdit && <ButtonLink to={`${base}/${page.factorId}/edit`}>{t.newVersion}</ButtonLink>}
      />
      {Object.keys(errors).length > 0 && (
        <div className="mb-6 max-w-160">
          <FormErrors errors={listFaults(t, errors)} />
        </div>
      )}
      <PageColumns
        aside={
          <>
            <DecisionBox page={page} name={name} reason={answer?.typed.reason ?? ""} errors={errors} />
            <VersionHistory version={shown} />
            <UsedBy page={page} />
          </>
        }
      >
        <div className="space-y-10">
          <VersionFacts page={page} />
          <VersionTable base={`${base}/${page.factorId}`} page={page} />
          {page.compared && <VersionCompare page={page} compared={page.compared} />}
        </div>
      </PageColumns>
    </PageBody>
  );
}
