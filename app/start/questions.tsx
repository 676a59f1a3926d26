import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localeOf } from "#app/http/locale.server.ts";
import { localName, translator } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { KeptLedgerLink } from "#app/records/import/kept-ledger-note.tsx";
import { type Fields, MOST_SITES, readAnswers, toFields } from "./answers.ts";
import { listStarts, undoStart } from "./guided-start.server.ts";
import { loadQuestions } from "./load-questions.server.ts";
import { QuestionFields } from "./question-fields.tsx";
import { trades } from "./trades.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.start.title);

const StartActions = defineActions({
  undo: { right: "sources.write", schema: z.object({ start: z.string() }), faults: { "*": "form" } },
});

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const { organizationId } = actor;
    const locale = localeOf(request);
    const known = trades();
    const search = new URL(request.url).searchParams;
    const typed = Object.fromEntries(search) as Fields;
    const hasAnswers = search.has("rows");
    const facilities = await listFacilities(tx, organizationId);
    const start = { trade: "", uses: [], asker: "", dueOn: "" };
    // With as many facilities as the page has rows, there would be none for a new one.
    const shown = facilities.length < MOST_SITES ? facilities : [];
    const sites = shown.map(({ name, country, subdivision }) => ({
      name: localName(name, locale),
      country,
      subdivision,
    }));
    const fields: Fields = hasAnswers ? typed : toFields({ ...start, sites });
    const undone = search.get("kept");
    return {
      base: `/organizations/${organizationId}`,
      mayEdit: offers(StartActions, actor).undo,
      ...(await loadQuestions(tx, fields, locale)),
      carried: Object.entries(typed).filter(([name]) => /^(?:[sf]-\d+-[a-z0-9_]+|shown|shownSites)$/.test(name)),
      errors: search.has("check") ? readAnswers(typed, known.trades).errors : {},
      starts: (await listStarts(tx, organizationId))
        .filter(({ left }) => left.facilities + left.sources > 0)
        .map(({ id, createdAt, left }) => ({ id, createdAt: createdAt.toISOString(), left })),
      kept: undone !== null && /^\d{1,4}$/.test(undone) ? Number(undone) : null,
    };
  });

export const action = organizationAction(StartActions, {
  undo: async (tx, { actor, request, value }) => {
    const reason = translator(localeOf(request)).start.undoReason;
    const kept = await undoStart(tx, actor, requireId(value.start), reason);
    return `/organizations/${actor.organizationId}/start?kept=${kept}`;
  },
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Questions() {
  const page = useLoaderData<typeof loader>();
  const { start: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      <KeptLedgerLink to={`${page.base}/activities/import`} />
      {page.kept !== null && <DoneNote>{t.undone(page.kept)}</DoneNote>}
      {page.mayEdit ? <QuestionForm page={page} /> : <p className="text-14 text-muted">{t.readOnly}</p>}
      {page.mayEdit && page.starts.length > 0 && <Starts page={page} />}
    </PageBody>
  );
}

function QuestionForm({ page }: { page: Loaded }) {
  const { start: t } = useMessages();
  const { base, errors } = page;
  const errorOf = (name: string) => errors[name] && (t.fault[errors[name]] ?? errors[name]);
  return (
    <Form method="get" action={`${base}/start/proposal`} noValidate className="max-w-240 space-y-9">
      <FormErrors errors={listErrors(errors, (code) => t.fault[code])} />
      {page.carried.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="text-14">
        {t.orUpload}{" "}
        <ButtonLink size="row" icon="import" to={`${base}/activities/import`}>
          {t.upload}
        </ButtonLink>
      </p>
      <QuestionFields questions={page} errorOf={errorOf} moreTo={`${base}/start`} />
      <Button>{t.next}</Button>
    </Form>
  );
}

function Starts({ page }: { page: Loaded }) {
  const { start: t } = useMessages();
  const clock = useClock();
  return (
    <div className="mt-12 max-w-160">
      <Section title={t.lastTitle}>
        <p className="mt-3 text-12 text-muted">{t.undoText}</p>
        <ul className="divide-y divide-line">
          {page.starts.map(({ id, createdAt, left }) => {
            const what = t.created(clock.day(createdAt), left.facilities, left.sources);
            return (
              <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3 text-14">
                <WholeDays>{what}</WholeDays>
                <Form method="post">
                  <input type="hidden" name="start" value={id} />
                  <ConfirmAction label={t.undo} lost={what} intent="undo" isInRow />
                </Form>
              </li>
            );
          })}
        </ul>
      </Section>
    </div>
  );
}
