import { Form, Link } from "@remix-run/react";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { answerOf, fieldsOf, type RefusedWork } from "../work-form.ts";
import type { Plan, WholePlan } from "./plan.server.ts";
import { PlanEditor } from "./plan-editor.tsx";
import { PlanView } from "./plan-view.tsx";
import type { Member } from "./team.server.ts";
import { MEMBER_ROLES } from "./team.ts";
import { TeamList } from "./team-list.tsx";

interface PlanPageProps {
  base: string;
  members: Member[];
  plan: Sent<WholePlan> | null;
  plans: Sent<Plan>[];
  /** An earlier plan that the reader opened. */
  older: Sent<WholePlan> | null;
  /** In t CO2e, of the newest plan. */
  threshold: string | null;
  done: string | null;
  answer: RefusedWork | null;
}

export function PlanPage({ base, members, plan, plans, older, threshold, done, answer }: PlanPageProps) {
  const { verification } = useMessages();
  const t = verification.plan;
  return (
    <>
      {done && !answer && <DoneNote>{done === "plan" ? t.saved : verification.requests.saved}</DoneNote>}
      <div className="max-w-200 space-y-12">
        <Team members={members} answer={answerOf(answer, "addMember")} />
        {older && older.number !== plan?.number && (
          <Section title={t.current(String(older.number))} id="older">
            <PlanView plan={older} threshold={null} />
          </Section>
        )}
        <Section title={t.title} count={plan ? t.current(String(plan.number)) : undefined} id="plan">
          <p className="mt-3 mb-4 max-w-160 text-14 text-muted">{t.about}</p>
          <PlanEditor key={plan?.number ?? 0} plan={plan} threshold={threshold} answer={answerOf(answer, "savePlan")} />
        </Section>
        {plans.length > 1 && <Versions base={base} plans={plans} />}
      </div>
    </>
  );
}

function Team({ members, answer }: { members: Member[]; answer: RefusedWork | null }) {
  const { verification } = useMessages();
  const t = verification.team;
  const field = fieldsOf(answer, {}, verification.error);
  return (
    <Section title={t.title}>
      <p className="mt-3 max-w-160 text-14 text-muted">{t.about}</p>
      <TeamList members={members} isEditable />
      <details className="mt-4 max-w-160" open={answer !== null || members.length === 0}>
        <summary className="w-fit cursor-pointer text-14 text-accent touch:py-2">{t.addTitle}</summary>
        <Form method="post" className="mt-4 space-y-4" key={members.length}>
          <input type="hidden" name="intent" value="addMember" />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField label={t.name} maxLength={200} required {...field("name")} />
            <SelectField
              label={t.role}
              options={MEMBER_ROLES.map((value) => ({ value, label: t.roles[value] }))}
              {...field("role")}
            />
          </div>
          <TextAreaField
            label={t.independence}
            hint={t.independenceHint}
            rows={2}
            maxLength={2000}
            required
            {...field("independence")}
          />
          <Button variant="secondary">{t.add}</Button>
        </Form>
      </details>
    </Section>
  );
}

function Versions({ base, plans }: Pick<PlanPageProps, "base" | "plans">) {
  const { verification } = useMessages();
  const t = verification.plan;
  const clock = useClock();
  return (
    <Section title={t.versions} count={plans.length}>
      <ul className="divide-y divide-line">
        {plans.map(({ number, level, materialityPercent, by, at }) => (
          <li key={number} className="py-2 text-14">
            <Link className="text-link" to={`${base}/plan?plan=${number}#older`}>
              {t.current(String(number))}
            </Link>{" "}
            · {t.levels[level]} · {materialityPercent}%
            <span className="block text-12 text-muted">{verification.said(by, clock.instant(at))}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
