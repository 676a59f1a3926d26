import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { isMailLocal } from "#app/access/session.server.ts";
import { takeLink } from "#app/access/shown-link.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { ShownLink } from "#app/kit/shown-link.tsx";
import { getClient } from "#app/trade/client/client.server.ts";
import { QUOTE } from "#app/trade/quote/quote-state.ts";
import { quoteVerbs } from "./change-quote.server.ts";
import { loadDraft } from "./load-draft.server.ts";
import { QuoteActions } from "./quote-action.ts";
import { QuoteEditor } from "./quote-editor.tsx";
import { readQuoteFields } from "./quote-form.ts";
import { getQuote } from "./quote-list.server.ts";
import { QuoteSheet } from "./quote-sheet.tsx";
import { viewVersion } from "./quote-view.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.quote.one);

/**
 * Shows the draft while it is edited, otherwise the sent version. The link is shown only once, right after it was
 * created.
 */
export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const page = await asTenant(request, params, "workspace.view", async (tx, actor) => {
    const now = new Date();
    const quote = await getQuote(tx, requireId(params.quoteId), now);
    const { email } = await getClient(tx, quote.clientId);
    const maySell = offers(QuoteActions, actor).save;
    const locale = localeOf(request);
    const isDraftShown = quote.draft !== null && maySell && (quote.versions.length === 0 || search.has("draft"));
    const more = Math.min(40, Math.max(0, Number(search.get("more") ?? "0") || 0));
    return {
      tenantId: actor.tenantId,
      maySell,
      id: quote.id,
      number: quote.number,
      clientId: quote.clientId,
      clientName: quote.clientName,
      email,
      state: quote.state,
      orderId: quote.orderId,
      isDuplicate: quote.duplicateOf !== null,
      isSaved: search.has("saved"),
      refused: search.get("refused"),
      hasDraft: quote.draft !== null,
      draftVersion: quote.draftVersion,
      maySend: QUOTE.may("send", quote.state),
      mayWithdraw: quote.versions.length > 0 && QUOTE.may("withdraw", quote.state),
      sentTo: quote.link ? { email: quote.link.email, at: quote.link.sentAt.toISOString() } : null,
      draft: isDraftShown ? await loadDraft(tx, quote.draft!, { locale, more, now }) : null,
      versions: quote.versions.map((version) => ({
        ...viewVersion(version, locale),
        steps: version.steps.map((step) => ({ ...step, at: step.at.toISOString() })),
      })),
    };
  });
  const link = takeLink(request, `/tenants/${page.tenantId}/quotes/${page.id}`, "quotes");
  const shown = { link: link?.url ?? null, isMailLocal: isMailLocal() };
  return data({ ...page, ...shown }, link ? { headers: link.headers } : {});
};

// A refused draft is shown as typed.
export const action = tenantAction(QuoteActions, quoteVerbs, async (tx, { request, typed }) => ({
  draft:
    typed.basedOn === undefined
      ? null
      : await loadDraft(tx, readQuoteFields(typed), { locale: localeOf(request), more: 0, now: new Date() }),
}));

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Quote() {
  const page = useLoaderData<typeof loader>();
  const { quote: t } = useMessages();
  const locale = useLocale();
  const base = `/tenants/${page.tenantId}`;
  const pdf = page.versions.length > 0 && !page.draft && (
    <ButtonLink to={`${base}/quotes/${page.id}/quote.pdf`} icon="download" reloadDocument>
      {t.pdf}
    </ButtonLink>
  );
  const order = page.orderId && (
    <ButtonLink to={`${base}/orders/${page.orderId}`} variant="primary">
      {t.openOrder}
    </ButtonLink>
  );
  return (
    <PageBody>
      <PageHeader
        title={<span className="tabular-nums">{page.number}</span>}
        state={<Chip tone={QUOTE.tones[page.state]}>{t.states[page.state]}</Chip>}
        about={
          <>
            <Link className="text-link" to={`${base}/clients/${page.clientId}`}>
              {localName(page.clientName, locale)}
            </Link>
            {page.draft && ` · ${t.edit.about}`}
          </>
        }
        crumbs={[{ to: `${base}/quotes`, label: t.title }]}
        actions={
          <>
            {pdf}
            {order}
          </>
        }
      />
      <Refusal refused={page.refused} />
      {page.draft ? <Draft page={page} /> : <Sent page={page} />}
    </PageBody>
  );
}

/** @param refused why a preview was not made */
function Refusal({ refused }: { refused: string | null }) {
  const answer = useActionData<typeof action>();
  const { quote: t } = useMessages();
  const known = refused !== null && refused in t.faults ? refused : null;
  const fault = answer ? Object.values(answer.errors)[0] : known;
  if (!fault || fault === "changed_since") return null;
  return (
    <p role="alert" className="mb-6 text-14 text-bad-ink">
      {t.faults[fault as keyof typeof t.faults] ?? fault}
    </p>
  );
}

function Draft({ page }: { page: Page }) {
  const { quote: t } = useMessages();
  const answer = useActionData<typeof action>();
  const draft = answer?.draft ?? page.draft!;
  const faults = draft.judged.ok ? [] : draft.judged.faults;
  const errors = page.isSaved ? Object.fromEntries(faults.map(({ field, code }) => [field, code])) : {};
  return (
    <PageColumns aside={<DraftAside page={page} />}>
      {page.isDuplicate && <p className="mb-6 text-14 text-muted">{t.duplicateOf}</p>}
      <QuoteEditor {...draft} key={page.draftVersion} quoteId={page.id} version={page.draftVersion} errors={errors} />
    </PageColumns>
  );
}

function DraftAside({ page }: { page: Page }) {
  const { quote: t } = useMessages();
  const { judged } = page.draft!;
  return (
    <Section title={t.edit.preview} isAside>
      {page.isSaved && (
        <p role="status" className="mb-2 text-14 text-good-ink">
          {t.edit.saved}
        </p>
      )}
      {judged.ok ? (
        <>
          <dl className="divide-y divide-line text-14 tabular-nums">
            {[
              [t.net, judged.net],
              [t.total, judged.total],
              [t.edit.deposit, judged.deposit],
              ...(judged.options ? [[t.options, judged.options]] : []),
              ...(judged.thirdParty ? [[t.thirdParty, judged.thirdParty]] : []),
            ].map(([label, amount]) => (
              <div key={label} className="flex justify-between gap-4 py-2">
                <dt className="text-muted">{label}</dt>
                <dd className="text-right">{amount}</dd>
              </div>
            ))}
          </dl>
          <div className="mt-4">
            <ButtonLink
              to={`/tenants/${page.tenantId}/quotes/${page.id}/preview.pdf`}
              icon="download"
              size="row"
              reloadDocument
            >
              {t.edit.previewPdf}
            </ButtonLink>
            <p className="mt-1 text-12 text-muted">{t.edit.previewAbout}</p>
          </div>
          <Form method="post" className="mt-4">
            <input type="hidden" name="intent" value="send" />
            <ConfirmAction
              label={t.edit.send}
              lost=""
              question={t.edit.sendQuestion(page.email)}
              isHarmless
              isAtStart
            />
          </Form>
        </>
      ) : (
        <>
          <p className="text-14 font-medium">{t.edit.notYet}</p>
          <ul className="mt-1 space-y-1 text-14">
            {judged.faults.map(({ field, code }) => (
              <li key={`${field}-${code}`}>
                <a className="text-link" href={`#${field}`}>
                  {t.faults[code]}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Sent({ page }: { page: Page }) {
  const { quote: t } = useMessages();
  const [newest, ...earlier] = page.versions;
  return (
    <PageColumns aside={<SentAside page={page} />}>
      {newest && (
        <Section title={t.version(newest.version)}>
          <div className="mt-2">
            <QuoteSheet quote={newest} />
          </div>
        </Section>
      )}
      {earlier.map((version) => (
        <details key={version.version} className="mt-8 border-t border-line pt-4">
          <summary className="cursor-pointer text-14 font-medium">
            {t.earlier} · {t.version(version.version)} · {version.total}
          </summary>
          <div className="mt-4">
            <QuoteSheet quote={version} />
          </div>
        </details>
      ))}
    </PageColumns>
  );
}

function SentAside({ page }: { page: Page }) {
  const { quote: t } = useMessages();
  const clock = useClock();
  const base = `/tenants/${page.tenantId}/quotes/${page.id}`;
  return (
    <>
      <Section title={t.link} isAside>
        {page.link && (
          <ShownLink
            url={page.link}
            label={t.link}
            about={page.isMailLocal ? t.mailLocal : t.linkShown(page.sentTo?.email ?? page.email)}
          />
        )}
        {page.sentTo && (
          <p className="mt-2 text-14">
            <WholeDays>{t.linkSent(page.sentTo.email, clock.day(page.sentTo.at))}</WholeDays>
          </p>
        )}
        {page.maySell && page.email && (
          <Form method="post" className="mt-3">
            <Button name="intent" value="renew" variant="secondary">
              {t.sendAgain}
            </Button>
            <p className="mt-1 text-12 text-muted">{t.sendAgainNote(page.email)}</p>
          </Form>
        )}
      </Section>
      {page.maySell && (
        <Section title={t.one} isAside>
          <div className="flex flex-wrap items-start gap-2">
            {page.maySend &&
              (page.hasDraft ? (
                <ButtonLink to={`${base}?draft`}>{t.continueDraft}</ButtonLink>
              ) : (
                <Act intent="revise" label={t.revise} />
              ))}
            <Act intent="duplicate" label={t.duplicate} />
            <ButtonLink to={`/tenants/${page.tenantId}/quotes/new?from=${page.id}`}>{t.forAnother}</ButtonLink>
            {page.mayWithdraw && (
              <Form method="post">
                <input type="hidden" name="intent" value="withdraw" />
                <ConfirmAction label={t.withdraw} lost="" question={t.withdrawQuestion} isAtStart>
                  <div className="mb-3">
                    <TextAreaField label={t.reason} name="reason" rows={2} maxLength={1000} />
                  </div>
                </ConfirmAction>
              </Form>
            )}
          </div>
          {page.maySend && page.state === "sent" && <p className="mt-2 text-12 text-muted">{t.reviseNote}</p>}
        </Section>
      )}
      <Section title={t.history} isAside>
        <ol className="divide-y divide-line text-14">
          {page.versions
            .flatMap(({ version, isChoice, steps }) => steps.map((step) => ({ version, isChoice, ...step })))
            .map((step) => (
              <li key={`${step.version}-${step.state}`} className="py-2">
                {step.state === "sent"
                  ? t.steps[step.isChoice ? "chosen" : "sent"](step.version)
                  : step.state === "accepted"
                    ? t.steps.accepted(step.signerName, step.signerRole)
                    : t.steps[step.state]}
                {step.note && <span className="block">{step.note}</span>}
                <span className="block text-12 text-muted">
                  <WholeDays>
                    {[clock.instant(step.at), step.authorName, step.clientAddress && t.from(step.clientAddress)]
                      .filter(Boolean)
                      .join(" · ")}
                  </WholeDays>
                </span>
              </li>
            ))}
        </ol>
      </Section>
    </>
  );
}

function Act({ intent, label }: { intent: string; label: string }) {
  return (
    <Form method="post">
      <Button name="intent" value={intent} variant="secondary">
        {label}
      </Button>
    </Form>
  );
}
