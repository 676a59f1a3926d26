import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization } from "#app/access/actor.server.ts";
import { tenantToday } from "#app/access/membership.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { scopeOf } from "#app/carbon/line/scope.ts";
import { placeName } from "#app/factors/place-name.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { changeOrganization, getOrganization } from "#app/organization/organization.server.ts";
import {
  DETAIL_NAMES,
  detailsOf,
  fillDetails,
  proposeDetails,
  REPORT_DETAILS,
  type ReportDetails,
} from "#app/organization/report-details.ts";
import { roleOf, TYPED_ROLE } from "#app/organization/responsible-role.ts";
import { subdivisionName } from "#app/places/facility/subdivision.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type Fields, readAnswers, toFields } from "./answers.ts";
import { draftTexts } from "./draft-texts.ts";
import { createStart } from "./guided-start.server.ts";
import { type ProposedSource, propose } from "./propose.server.ts";
import { ProposedSiteSection } from "./proposed-site.tsx";
import { ProposedTextsSection } from "./proposed-texts.tsx";
import { ReportDetailsSection } from "./report-details-section.tsx";
import { trades } from "./trades.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.start.proposalTitle);

const ProposalActions = defineActions({
  create: {
    right: "sources.write",
    schema: z.looseObject({ trade: z.string(), ...REPORT_DETAILS, ...TYPED_ROLE }),
    faults: { factor_gone: "form", no_cells: "form" },
  },
});

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "sources.write", async (tx, actor) => {
    const { organizationId } = actor;
    const locale = localeOf(request);
    const search = new URL(request.url).searchParams;
    const typed = Object.fromEntries(search) as Fields;
    const asked = readAsked(typed);
    if (!asked) throw redirect(`/organizations/${organizationId}/start?${withCheck(search)}`);
    const { period, sites } = await propose(tx, organizationId, { ...asked, today: await tenantToday(tx) });
    const isTicked = readTicks(typed);
    const organization = await getOrganization(tx, organizationId);
    const names = sites.map(({ facility }) => facility.name);
    const known = detailsOf(organization);
    const lacking = actor.may("organization.manage") ? DETAIL_NAMES.filter((name) => known[name] === "") : [];
    const proposed = sites.flatMap(({ sources }, index) =>
      sources
        .filter(({ state }) => state === "proposed")
        .map((source) => ({ ...source, isTicked: isTicked(index, source) })),
    );
    return {
      base: `/organizations/${organizationId}`,
      fields: toFields(asked.answers),
      period: `${period.start} – ${period.end}`,
      dueOn: asked.answers.dueOn,
      shown: [...new Set(proposed.map(({ kind }) => kind.id))].join(","),
      hasNew: proposed.length > 0 || sites.some(({ isThere }) => !isThere),
      sites: sites.map(({ facility, isThere, sources }, index) => ({
        index,
        name: facility.name,
        isThere,
        place: [placeName(facility.country, locale), subdivisionName(facility.subdivision, locale)]
          .filter(Boolean)
          .join(" · "),
        sources: sources.map(({ key, kind, state, factors }) => ({
          key,
          name: kind.name,
          scope: scopeOf(kind.category),
          category: kind.category,
          isGrid: "grid" in kind.factor,
          state,
          isTicked: isTicked(index, { key, kind, factors }),
          chosen: typed[`f-${key}`] ?? factors[0]?.factor ?? "",
          factors: factors.map((factor) => ({ ...factor, place: placeName(factor.region, locale) })),
        })),
      })),
      lacking,
      details: proposeDetails(known, {
        trade: asked.trade.name,
        sites: names,
        person: actor.acting ? null : await requireUser(request),
      }),
      texts: draftTexts({
        approach: organization.consolidationApproach,
        sites: names,
        kinds: proposed.filter((source) => source.isTicked).map(({ kind }) => kind),
        asker: asked.answers.asker,
      }),
    };
  });

type Tickable = Pick<ProposedSource, "key" | "kind" | "factors">;

/** As ticked before, or by default every source with a factor of the site's country. A substitute is a person's choice. */
function readTicks(typed: Fields): (site: number, source: Tickable) => boolean {
  const shown = new Set((typed.shown ?? "").split(","));
  const shownSites = Number(typed.shownSites ?? 0);
  return (site, { key, kind, factors }) =>
    site < shownSites && shown.has(kind.id) ? typed[`s-${key}`] === "on" : factors[0]?.isSubstitute === false;
}

function readAsked(typed: Fields) {
  const known = trades();
  const { answers, errors } = readAnswers(typed, known.trades);
  const trade = known.trades.find(({ id }) => id === answers.trade);
  return trade && Object.keys(errors).length === 0 ? { answers, trade, kinds: known.kinds } : null;
}

function withCheck(search: URLSearchParams): URLSearchParams {
  const checked = new URLSearchParams(search);
  if (!checked.has("rows")) checked.set("rows", "1");
  checked.set("check", "1");
  return checked;
}

export const action = organizationAction(ProposalActions, {
  create: async (tx, { actor, request, typed, value }) => {
    const asked = readAsked(typed);
    const base = `/organizations/${actor.organizationId}`;
    if (!asked) return `${base}/start?${withCheck(new URLSearchParams(typed))}`;
    const started = await createStart(tx, actor, {
      ...asked,
      today: await tenantToday(tx),
      choiceOf: (key) => ({ isTicked: typed[`s-${key}`] === "on", factor: typed[`f-${key}`] ?? "" }),
      ownerId: actor.userId,
      note: translator(localeOf(request)).start.taskNote(asked.answers.asker),
    });
    if (started === null) return refuse({ form: "nothing_chosen" });
    if (actor.may("organization.manage"))
      await fillOrganization(tx, actor, { ...value, responsibleRole: roleOf(value) });
    return `${base}?started=${started}`;
  },
});

/** Saves the details that the organization lacks. */
async function fillOrganization(tx: TenantTx, author: ChangeAuthor & { organizationId: string }, typed: ReportDetails) {
  const organization = await getOrganization(tx, author.organizationId);
  const known = detailsOf(organization);
  const details = fillDetails(known, typed);
  if (DETAIL_NAMES.every((name) => details[name] === known[name])) return;
  const { name, legalId, legalIdKind, consolidationApproach, gwpSet } = organization;
  const rest = { legalId, legalIdKind, consolidationApproach, gwpSet };
  await changeOrganization(tx, author, { nameEn: name.en, nameZh: name.zh, ...rest, ...details });
}

export type ProposalPage = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Proposal() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { start: t } = useMessages();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <PageBody>
      <PageHeader
        title={t.proposalTitle}
        about={t.proposalAbout(page.period)}
        crumbs={[{ to: `${page.base}/start`, label: t.title }]}
      />
      <Form method="post" className="max-w-240 space-y-9">
        <FormErrors errors={listErrors(errors, (code) => t.fault[code])} />
        <input type="hidden" name="intent" value="create" />
        <input type="hidden" name="shown" value={page.shown} />
        <input type="hidden" name="shownSites" value={page.sites.length} />
        {Object.entries(page.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {page.sites.map((site) => (
          <ProposedSiteSection key={site.index} site={site} typed={answer?.typed} />
        ))}
        {page.dueOn !== "" && <p className="text-14">{t.tasksText(page.dueOn)}</p>}
        <ReportDetailsSection lacking={page.lacking} values={{ ...page.details, ...answer?.typed }} errors={errors} />
        <ProposedTextsSection texts={page.texts} />
        {!page.hasNew && <p className="text-14 text-muted">{t.nothing}</p>}
        <div className="flex flex-wrap gap-3">
          {page.hasNew && <Button>{t.create}</Button>}
          <Button variant="secondary" formMethod="get" formAction={`${page.base}/start`}>
            {t.back}
          </Button>
        </div>
      </Form>
    </PageBody>
  );
}
