import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { localName } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { readSuggestion } from "./suggestion.server.ts";
import { SUGGESTION } from "./suggestion-state.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.model.one);

/** What was sent to the model, what it answered, and what a person decided. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId }) => ({
    tenantId,
    ...(await readSuggestion(tx, requireId(params.suggestionId))),
  }));

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function SuggestionPage() {
  const page = useLoaderData<typeof loader>();
  const { model: t } = useMessages();
  return (
    <PageBody>
      <PageHeader
        title={page.subject}
        about={t.logRule}
        crumbs={[{ to: `/tenants/${page.tenantId}/model/suggestions`, label: t.log }]}
      />
      <div className="max-w-192 space-y-10">
        <FactList facts={useFacts(page)} />
        <Section title={t.prompt}>
          <Written text={indented(page.prompt)} />
        </Section>
        <Section title={t.answer}>
          {page.answer ? <Written text={page.answer} /> : <p className="mt-3 text-14 text-muted">{t.noAnswer}</p>}
        </Section>
      </div>
    </PageBody>
  );
}

function useFacts(page: PageData): Fact[] {
  const { model: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const { promptTokens, answerTokens } = page;
  const facts: (Fact | false)[] = [
    {
      label: t.result,
      value: <Chip tone={SUGGESTION.tones[page.state]}>{t.states[page.state]}</Chip>,
    },
    page.reason !== "" && { label: t.reason, value: t.faults[page.reason] ?? page.reason },
    { label: t.kind, value: t.kinds[page.kind] },
    { label: t.organization, value: localName(page.organization, locale) },
    { label: t.model, value: `${page.model} · ${page.host}` },
    { label: t.at, value: clock.instant(page.at) },
    { label: t.askedBy, value: page.askedBy ?? "–" },
    page.decidedAt !== null && { label: t.decidedAt, value: clock.instant(page.decidedAt) },
    page.decidedAt !== null && { label: t.decidedBy, value: page.decidedBy ?? "–" },
    promptTokens !== null && { label: t.promptTokens, value: promptTokens.toLocaleString(locale) },
    answerTokens !== null && { label: t.answerTokens, value: answerTokens.toLocaleString(locale) },
  ];
  return facts.filter((fact) => fact !== false);
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function Written({ text }: { text: string }) {
  return (
    <pre
      translate="no"
      className="mt-3 max-h-160 overflow-auto rounded-6 border border-line bg-sunken p-3 text-12 wrap-anywhere whitespace-pre-wrap"
    >
      {text}
    </pre>
  );
}
