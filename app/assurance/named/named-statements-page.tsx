import { Form, Link } from "@remix-run/react";
import { quoteName } from "#app/encoding/text/quote-name.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import { Chip, type ChipTone } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import type { AssuranceRecord, VerifierIdentity } from "#app/proof/assurance-credential.ts";

type State = "reported" | "confirmed" | "own" | "withdrawn" | "disowned";

const TONES: Record<State, ChipTone> = {
  reported: "warning",
  confirmed: "warning",
  own: "good",
  withdrawn: "neutral",
  disowned: "bad",
};

interface Named {
  recordSha256: string;
  number: string;
  record: AssuranceRecord;
  state: State;
  asBody: VerifierIdentity | null;
}

interface NamedStatementsPageProps {
  tenantId: string;
  isBody: boolean;
  isProved: boolean;
  mayDisown: boolean;
  statements: Named[];
  done: string | null;
  answer: { errors: Record<string, string> } | null;
}

/** Statements that name a verification body: confirm them in the engagement, or state that they are not from it. */
export function NamedStatementsPage(props: NamedStatementsPageProps) {
  const { tenantId, isBody, isProved, mayDisown, statements, done, answer } = props;
  const t = useMessages().assurance.disowning;
  const problems: Record<string, string> = t.problem;
  return (
    <PageBody>
      <PageHeader title={t.title} about={<span className="block max-w-160">{t.about}</span>} />
      {done === "disowned" && !answer && <DoneNote>{t.done}</DoneNote>}
      <FormErrors errors={listErrors(answer?.errors ?? {}, (code) => problems[code])} />
      {isBody && !isProved && (
        <p className="mb-6 max-w-160 text-14">
          {t.notProved}{" "}
          <Link className="text-link" to={`/tenants/${tenantId}/domains`}>
            {t.prove}
          </Link>
        </p>
      )}
      {statements.length === 0 ? (
        <EmptyState title={t.empty} reason={isBody ? t.emptyReason : t.notABody} />
      ) : (
        <ul className="max-w-200 space-y-12">
          {statements.map((one) => (
            <li key={one.recordSha256}>
              <NamedStatement {...one} mayDisown={mayDisown} />
            </li>
          ))}
        </ul>
      )}
    </PageBody>
  );
}

function NamedStatement({ recordSha256, number, record, state, asBody, mayDisown }: Named & { mayDisown: boolean }) {
  const { assurance, verify, issuerProof } = useMessages();
  const t = assurance.disowning;
  const page = verify.page.assurance;
  const clock = useClock();
  const { verifier, engagement, opinion, parties } = record;
  const isOpen = state === "reported" || state === "confirmed";
  const facts = [
    { label: page.field.verifier, value: verifier.name },
    { label: page.field.responsible, value: parties.responsibleParty },
    { label: page.field.level, value: page.level[engagement.level] },
    { label: page.field.opinion, value: page.opinion[opinion.kind] },
    { label: page.field.date, value: clock.day(record.date) },
    { label: t.recordedBy, value: t.enteredBy[record.enteredBy] },
  ];
  return (
    <section>
      <h2 className="flex flex-wrap items-center gap-3 text-16 font-semibold">
        <a className="text-link break-all" href={`/verify/${number}`}>
          {number}
        </a>
        <Chip tone={TONES[state]}>{t.state[state]}</Chip>
      </h2>
      <FactList facts={facts} />
      {isOpen && <p className="mt-3 max-w-160 text-14 text-muted">{t.confirmAbout}</p>}
      {isOpen && !asBody && (
        <p className="mt-2 max-w-160 text-14 text-muted">{t.notMatched(quoteName(verifier.name))}</p>
      )}
      {asBody && mayDisown && (
        <Form method="post" className="mt-4 max-w-160 space-y-3">
          <input type="hidden" name="intent" value="disown" />
          <input type="hidden" name="statement" value={recordSha256} />
          <p className="text-14 text-muted">
            {t.shownAs(sayVerifier(issuerProof, { name: verifier.name, identity: asBody }))}
          </p>
          <div className="w-fit">
            <ConfirmAction label={t.action} lost={number} question={t.question} isAtStart />
          </div>
        </Form>
      )}
    </section>
  );
}
