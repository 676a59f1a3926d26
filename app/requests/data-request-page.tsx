import { Form } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { languageOf } from "#app/i18n/locale.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { ShownLink } from "#app/kit/shown-link.tsx";
import { AnswersSection } from "./answers-section.tsx";
import type { DataRequestView } from "./data-request-view.ts";
import { ExpiresField } from "./expires-field.tsx";
import { faultOf } from "./new-data-request-page.tsx";
import { StateChip } from "./state-chip.tsx";
import { FactorAnswerSection } from "./supplier/factor-answer-section.tsx";

export function DataRequestPage(props: DataRequestView) {
  const { organizationId, mayEdit, request, link, isMailLocal, done, answer } = props;
  const { dataRequest: t, common } = useMessages();
  const progress = common.labelled(t.progressHead, t.progress(String(request.answered), String(request.asked)));
  const base = `/organizations/${organizationId}/data-requests`;
  const errors = listErrors(answer?.errors ?? {}, (key, field) => faultOf(t, key, field));
  return (
    <PageBody>
      <PageHeader
        title={t.requestTo(request.recipientName)}
        state={<StateChip state={request.state} />}
        about={
          request.product
            ? t.factor.askFor(request.product.name)
            : `${t.askedFor(request.sources.length, request.months.length)} · ${progress}`
        }
        crumbs={[{ to: base, label: t.title }]}
        actions={
          mayEdit &&
          !request.product && (
            <ButtonLink to={`${base}/new?copy=${request.id}`} icon="copy">
              {t.copyRequest}
            </ButtonLink>
          )
        }
      />
      <div className="mb-8 max-w-3xl space-y-4 empty:hidden">
        {done && errors.length === 0 && (
          <p role="status" className="flex items-center gap-2 rounded-6 bg-good-tint px-4 py-3 text-14 text-good-ink">
            <Icon name="check" />
            {t.done[done]}
          </p>
        )}
        <FormErrors errors={errors} />
        {link && (
          <ShownLink
            url={link}
            label={t.linkLabel}
            about={isMailLocal ? t.linkLocal : t.linkText(request.recipientName)}
          />
        )}
      </div>
      <PageColumns aside={<Aside {...props} />}>
        {request.product ? <FactorAnswerSection {...props} /> : <AnswersSection {...props} />}
      </PageColumns>
    </PageBody>
  );
}

function Aside({ request, mayEdit }: DataRequestView) {
  const { dataRequest: t } = useMessages();
  const clock = useClock();
  const ends = clock.day(request.expiresAt);
  return (
    <>
      {mayEdit && !request.isClosed && <LinkSection request={request} />}
      <Section title={t.factsTitle} isAside>
        <FactList
          isNarrow
          facts={[
            {
              label: t.sentTo,
              value: (
                <>
                  {request.recipientName}
                  <span className="block text-12 break-all text-muted">{request.recipientEmail}</span>
                </>
              ),
            },
            { label: t.askedBy, value: request.askedBy || t.formerMember },
            { label: t.endsAt, value: request.isOpen ? ends : t.ended(ends) },
            { label: t.languageShort, value: languageOf(request.locale).name },
            {
              label: t.message,
              value: <span className="break-words whitespace-pre-line">{request.message || t.noMessage}</span>,
            },
          ]}
        />
      </Section>
      <Section title={t.historyTitle} isAside>
        <ol className="divide-y divide-line">
          {request.steps.toReversed().map((step) => (
            <li key={step.number} className="py-2 text-14">
              <p className="font-medium">{t.step[step.kind]}</p>
              <p className="text-12 text-muted">
                {step.authorName ?? t.formerMember} · <WholeDays>{clock.instant(step.at)}</WholeDays>
              </p>
              {step.comment && <p className="mt-1 text-14 break-words whitespace-pre-line">{step.comment}</p>}
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

function LinkSection({ request }: Pick<DataRequestView, "request">) {
  const { dataRequest: t } = useMessages();
  const isExpired = !request.isOpen;
  return (
    <Section title={isExpired ? t.resend : t.remind} isAside>
      <Form method="post" className="space-y-3">
        <p className="text-12 text-muted">{t.remindAbout}</p>
        <ExpiresField request={request} id="expires" />
        <Button name="intent" value={isExpired ? "resend" : "remind"} variant="secondary">
          {isExpired ? t.resend : t.remind}
        </Button>
      </Form>
      <Form method="post" className="mt-4 [&_details>div]:right-auto [&_details>div]:left-0">
        <input type="hidden" name="intent" value="revoke" />
        <ConfirmAction label={t.revoke} lost={request.recipientName} question={t.revokeQuestion}>
          <div className="mb-3">
            <TextField label={t.reason} name="reason" required maxLength={2000} />
          </div>
        </ConfirmAction>
      </Form>
    </Section>
  );
}
