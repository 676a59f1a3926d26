import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { env } from "#app/environment/env.server.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting, savesSetting } from "#app/setting/setting.ts";
import { keptConsent, stateConsent } from "./consent.server.ts";
import { type CONSENTS, ConsentSetting, isConsented, type ModelConsent } from "./consent.ts";
import { SUGGESTION_KINDS } from "./suggestion-state.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.model.title);

/** Withdrawing works after the plan has ended; nothing is sent then either. */
const ConsentActions = defineActions({
  state: {
    ...savesSetting(ConsentSetting),
    whenLapsed: "allowed",
    recent: true,
    faults: { model_changed: "form" },
  },
});

const SHOWN_VERSIONS = 20;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, actor) => {
    const { model } = env();
    const endpoint = model && { host: model.host, name: model.name, seesImages: model.seesImages };
    const versions = await keptConsent.list(tx, {}, SHOWN_VERSIONS);
    const newest = versions[0] ?? null;
    return {
      tenantId: actor.tenantId,
      endpoint: endpoint ?? null,
      version: newest?.version ?? 0,
      allowed: isConsented(newest?.value ?? null, endpoint) ? choiceOf(newest!.value) : ("no" as const),
      isOfOther: newest?.value.isAllowed === true && !isConsented(newest.value, endpoint),
      versions: versions.map(({ version, value, savedAt, authorName }) => ({
        version,
        ...value,
        savedAt: savedAt!.toISOString(),
        authorName,
      })),
      mayChange: offers(ConsentActions, actor).state,
      isSaved: new URL(request.url).searchParams.has("saved"),
    };
  });

export const action = tenantAction(ConsentActions, {
  state: async (tx, { actor, value }) => {
    const { allowed, host, model, basedOn } = value;
    const consent = { isAllowed: allowed !== "no", sendsImages: allowed === "images", host, model };
    await stateConsent(tx, actor, { basedOn, ...consent }, env().model);
    return `/tenants/${actor.tenantId}/model?saved`;
  },
});

function choiceOf({
  isAllowed,
  sendsImages,
}: Pick<ModelConsent, "isAllowed" | "sendsImages">): (typeof CONSENTS)[number] {
  if (!isAllowed) return "no";
  return sendsImages ? "images" : "yes";
}

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function ModelConsentPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { model: t } = useMessages();
  const { tenantId, endpoint, versions } = page;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={versions.length > 0 && <ButtonLink to={`/tenants/${tenantId}/model/suggestions`}>{t.log}</ButtonLink>}
      />
      {page.isSaved && !answer && <DoneLine>{t.saved}</DoneLine>}
      <div className="max-w-160 space-y-12">
        <FormErrors errors={listErrors({ ...answer?.errors }, (fault) => t.faults[fault])} />
        {endpoint ? (
          <Consent page={page} endpoint={endpoint} typed={{ ...answer?.typed }} />
        ) : (
          <p className="text-14">{t.none}</p>
        )}
        {versions.length > 0 && <Versions versions={versions} />}
      </div>
    </PageBody>
  );
}

interface ConsentProps {
  page: PageData;
  endpoint: NonNullable<PageData["endpoint"]>;
  typed: Record<string, string>;
}

function Consent({ page, endpoint, typed }: ConsentProps) {
  const { model: t } = useMessages();
  return (
    <>
      <Section title={t.consent}>
        <FactList
          facts={[
            { label: t.host, value: endpoint.host },
            { label: t.model, value: endpoint.name },
            { label: t.state, value: t.consents[page.allowed] },
          ]}
        />
        {page.isOfOther && <p className="mt-3 text-14 font-medium">{t.otherModel}</p>}
      </Section>
      <Section title={t.whatLeaves}>
        <ul className="mt-3 list-disc space-y-1 pl-5 text-14">
          {SUGGESTION_KINDS.filter((kind) => kind !== "bill" || endpoint.seesImages).map((kind) => (
            <li key={kind}>{t.leaves[kind]}</li>
          ))}
        </ul>
        <p className="mt-3 text-14 text-muted">{t.leavesRule}</p>
        <Form key={page.version} method="post" className="mt-6 space-y-4">
          <BasedOn setting={nameSetting("model_consent")} version={page.version} />
          <input type="hidden" name="intent" value="state" />
          <input type="hidden" name="host" value={endpoint.host} />
          <input type="hidden" name="model" value={endpoint.name} />
          <ChoiceField
            label={t.question}
            name="allowed"
            defaultValue={typed.allowed ?? page.allowed}
            isDisabled={!page.mayChange}
            choices={[
              { value: "no", label: t.no, text: t.noAbout },
              { value: "yes", label: t.yes, text: t.yesAbout },
              ...(endpoint.seesImages ? [{ value: "images", label: t.images, text: t.imagesAbout }] : []),
            ]}
          />
          {page.mayChange ? <Button>{t.save}</Button> : <p className="text-14 text-muted">{t.readOnly}</p>}
        </Form>
      </Section>
    </>
  );
}

function Versions({ versions }: Pick<PageData, "versions">) {
  const { model: t } = useMessages();
  const clock = useClock();
  return (
    <Section title={t.history}>
      <Table
        caption={t.history}
        rows={versions}
        rowKey={({ version }) => String(version)}
        columns={[
          { key: "state", head: t.state, isRowHead: true, cell: (one) => t.consents[choiceOf(one)] },
          { key: "model", head: t.model, cell: ({ model, host }) => `${model} · ${host}` },
          { key: "by", head: t.savedBy, cell: ({ authorName }) => authorName ?? "–" },
          { key: "at", head: t.savedAt, cell: ({ savedAt }) => clock.instant(savedAt) },
        ]}
      />
    </Section>
  );
}
