import { Form, Link } from "@remix-run/react";
import type { Engagement } from "#app/access/engagement.server.ts";
import { ENGAGEMENT, isEngagementOpen } from "#app/access/engagement-state.ts";
import { formatDay } from "#app/day/format-day.ts";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { rightIn } from "./engagement-right.ts";
import { useFaults } from "./engagement-words.tsx";

interface ConsultancyPageProps {
  base: string;
  mayManage: boolean;
  maySeeTrail: boolean;
  done: string | null;
  engagement: Sent<Engagement>;
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** One engagement, as the company sees it. */
export function ConsultancyPage(props: ConsultancyPageProps) {
  const { base, engagement, mayManage, done, errors } = props;
  const { engagement: t } = useMessages();
  const faults = useFaults(errors);
  const name = engagement.accepted?.consultancyName ?? engagement.email;
  const isOpen = isEngagementOpen(engagement);
  const notes: Record<string, string> = { ended: t.ended, renewed: t.renewed, saved: t.saved };
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: `${base}/consultancies`, label: t.title }]}
        title={name}
        state={<Chip tone={ENGAGEMENT.tones[engagement.state]}>{t.state[engagement.state]}</Chip>}
      />
      {done && notes[done] && <DoneNote>{notes[done]}</DoneNote>}
      <div className="max-w-200 space-y-12">
        {faults.listed.length > 0 && <FormErrors errors={faults.listed} />}
        <Facts engagement={engagement} />
        {mayManage && ENGAGEMENT.may("renew", engagement.state) && (
          <Form method="post">
            <input type="hidden" name="intent" value="renew" />
            <Button variant="secondary">{t.renew}</Button>
          </Form>
        )}
        {engagement.people && <Named {...props} people={engagement.people} isOpen={isOpen} />}
        <Actors {...props} />
        {mayManage && isOpen && (
          <Section title={t.end}>
            <Form method="post" className="mt-4 max-w-140 space-y-3">
              <input type="hidden" name="intent" value="revoke" />
              <TextAreaField
                label={t.endReason}
                hint={t.endReasonHint}
                name="reason"
                rows={2}
                maxLength={1000}
                error={faults.of("reason")}
                required
              />
              <div className="w-fit">
                <ConfirmAction label={t.end} lost={name} question={t.endQuestion} isAtStart />
              </div>
            </Form>
          </Section>
        )}
      </div>
    </PageBody>
  );
}

function Facts({ engagement }: { engagement: Sent<Engagement> }) {
  const messages = useMessages();
  const { engagement: t } = messages;
  const locale = useLocale();
  const clock = useClock();
  const { accepted, revoked, people, startsOn, endsOn, email } = engagement;
  return (
    <FactList
      facts={[
        {
          label: t.columns.consultancy,
          value: accepted ? `${accepted.consultancyName} · ${t.acceptedOn(clock.day(accepted.at))}` : t.offered(email),
        },
        { label: t.columns.role, value: rightIn(messages, engagement) },
        { label: t.columns.people, value: people ? t.people.named : t.people.all },
        { label: t.columns.days, value: t.days(formatDay(startsOn, locale), formatDay(endsOn, locale)) },
        ...(revoked
          ? [{ label: t.state.revoked, value: t.endedBy[revoked.by](clock.day(revoked.at), revoked.reason) }]
          : []),
      ]}
    />
  );
}

function Named({
  people,
  mayManage,
  isOpen,
  errors,
  typed,
}: ConsultancyPageProps & { people: string[]; isOpen: boolean }) {
  const { engagement: t } = useMessages();
  const faults = useFaults(errors);
  return (
    <Section title={t.named} count={people.length}>
      <ul className="divide-y divide-line">
        {people.map((email) => (
          <li key={email} className="flex flex-wrap items-center justify-between gap-2 py-1.5 text-14">
            <span className="min-w-0 break-all">{email}</span>
            {mayManage && isOpen && (
              <Form method="post">
                <input type="hidden" name="intent" value="take-out" />
                <input type="hidden" name="personEmail" value={email} />
                <Button variant="secondary">{t.remove}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {mayManage && isOpen && (
        <Form method="post" className="mt-4 flex max-w-140 flex-wrap items-end gap-3">
          <input type="hidden" name="intent" value="name" />
          <div className="min-w-0 grow">
            <TextField
              label={t.personEmail}
              name="personEmail"
              type="email"
              autoComplete="off"
              defaultValue={typed.personEmail ?? ""}
              error={faults.of("personEmail")}
            />
          </div>
          <Button variant="secondary">{t.addPerson}</Button>
        </Form>
      )}
    </Section>
  );
}

function Actors({ base, engagement, maySeeTrail }: ConsultancyPageProps) {
  const { engagement: t } = useMessages();
  const { actors, id } = engagement;
  const trail = (person: string) => `${base}/audit-trail?${new URLSearchParams({ person })}`;
  return (
    <Section
      title={t.actors}
      aside={
        maySeeTrail &&
        actors.length > 0 && (
          <Link className="text-link" to={trail(`acting:${id}`)}>
            {t.allActs}
          </Link>
        )
      }
    >
      {actors.length === 0 && <p className="mt-3 text-14 text-muted">{t.noActors}</p>}
      <ul className="divide-y divide-line">
        {actors.map(({ authorId, name }) => (
          <li key={authorId} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2 text-14">
            <span>{name}</span>
            {maySeeTrail && (
              <Link className="text-link text-12" to={trail(authorId)}>
                {t.whatTheyDid}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
