import { Form, Link } from "@remix-run/react";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Timeline, type TimelineKind } from "#app/kit/timeline.tsx";
import { WaitNote } from "#app/kit/wait-note.tsx";
import type { OwnFactorPage } from "./own-factor.tsx";
import { faultText } from "./own-factor-form.ts";
import { OWN_FACTOR } from "./own-factor-state.ts";

interface DecisionProps {
  page: OwnFactorPage;
  name: string;
  reason: string;
  errors: Record<string, string>;
}

export function DecisionBox({ page, name, reason, errors }: DecisionProps) {
  const { ownFactor: t } = useMessages();
  const { shown, mayEdit, mayDecide, isAuthor, waitsUntil } = page;
  return (
    <Section title={t.stateNow}>
      <p className="py-3 text-14">
        <span className="font-semibold">{t.stateName[shown.state]}.</span> {t.stateText[shown.state]}
      </p>
      {shown.state === "draft" && mayEdit && (
        <Form method="post" className="space-y-2">
          <input type="hidden" name="versionId" value={shown.id} />
          <Button name="intent" value="propose">
            {t.proposeAction}
          </Button>
          <p className="text-12 text-muted">{t.proposeText}</p>
        </Form>
      )}
      {shown.state === "proposed" && (isAuthor || !mayDecide) && (
        <p className="rounded-6 bg-sunken px-3 py-2 text-14 text-muted">{isAuthor ? t.decideOwn : t.decideRole}</p>
      )}
      {shown.state === "proposed" && mayDecide && !isAuthor && (
        <Form method="post" className="space-y-3 rounded-6 bg-sunken p-4">
          <p className="text-14 font-semibold">{t.decideTitle}</p>
          <p className="text-12 text-muted">{t.decideText}</p>
          <input type="hidden" name="versionId" value={shown.id} />
          <TextAreaField
            label={t.reason}
            name="reason"
            hint={t.approveHint}
            maxLength={1000}
            defaultValue={reason}
            error={faultText(t, errors.reason)}
          />
          <WaitNote until={waitsUntil} />
          <div className="flex gap-3">
            {!waitsUntil && (
              <Button name="intent" value="approve">
                {t.approve}
              </Button>
            )}
            <Button variant="destructive" name="intent" value="reject">
              {t.reject}
            </Button>
          </div>
        </Form>
      )}
      {OWN_FACTOR.may("withdrawn", shown.state) && mayEdit && (
        <Form method="post">
          <input type="hidden" name="versionId" value={shown.id} />
          <ConfirmAction label={t.withdraw} lost={name} question={t.withdrawQuestion(name)}>
            <input type="hidden" name="intent" value="withdraw" />
            <div className="mb-3">
              <TextAreaField
                label={t.withdrawReason}
                name="reason"
                maxLength={1000}
                defaultValue={reason}
                error={faultText(t, errors.reason)}
              />
            </div>
          </ConfirmAction>
        </Form>
      )}
    </Section>
  );
}

const KINDS: Record<string, TimelineKind> = { approved: "issued", rejected: "withdrawn", withdrawn: "withdrawn" };

export function VersionHistory({ version }: { version: OwnFactorPage["shown"] }) {
  const { ownFactor: t, organization } = useMessages();
  const clock = useClock();
  const events = [
    { state: "written" as const, at: version.createdAt, authorName: version.authorName, reason: "" },
    ...version.steps,
  ];
  return (
    <Section title={t.history}>
      <Timeline
        events={events.map(({ state, at, authorName, reason }) => ({
          date: clock.shortDay(at),
          dateTime: new Date(at).toISOString(),
          kind: KINDS[state] ?? "state",
          title: t.stepName[state],
          detail: [authorName ?? organization.formerMember, reason].filter(Boolean).join(" · "),
        }))}
      />
    </Section>
  );
}

export function UsedBy({ page }: { page: OwnFactorPage }) {
  const { ownFactor: t } = useMessages();
  const locale = useLocale();
  const base = `/organizations/${page.organizationId}/sources`;
  return (
    <Section title={t.usedTitle} count={page.usedBy.length || undefined}>
      {page.usedBy.length === 0 ? (
        <p className="py-3 text-14 text-muted">{t.usedNone}</p>
      ) : (
        <ul className="divide-y divide-line text-14">
          {page.usedBy.map(({ id, name }) => (
            <li key={id} className="py-2">
              <Link to={`${base}/${id}`} className="text-link">
                {localName(name, locale)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
