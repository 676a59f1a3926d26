import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { answerOf, fieldsOf, type RefusedWork } from "../work-form.ts";
import { RequestList, type RequestView } from "./request-list.tsx";
import { REQUEST } from "./request-state.ts";

interface VerifierRequestsProps {
  base: string;
  requests: RequestView[];
  today: string;
  done: string | null;
  answer: RefusedWork | null;
}

export function VerifierRequests({ base, requests, today, done, answer }: VerifierRequestsProps) {
  const { verification } = useMessages();
  const t = verification.requests;
  const words: Record<string, string> = verification.error;
  const open = requests.filter(({ state }) => state !== "closed").length;
  const formError = answer?.errors.form ? { form: answer.errors.form } : {};
  return (
    <>
      {done && !answer && <DoneNote>{done === "added" ? t.added : t.saved}</DoneNote>}
      <FormErrors errors={listErrors(formError, (code) => words[code])} />
      <div className="max-w-200 space-y-12">
        <Section
          title={t.title}
          count={requests.length > 0 ? t.count(String(open), String(requests.length)) : undefined}
        >
          <p className="mt-3 max-w-160 text-14 text-muted">{t.about}</p>
          <RequestList
            requests={requests}
            filesHref={`${base}/files`}
            today={today}
            act={(request) => <Step request={request} />}
          />
        </Section>
        <Ask key={requests.length} answer={answerOf(answer, "ask")} />
      </div>
    </>
  );
}

function Step({ request: { id, number, state } }: { request: RequestView }) {
  const { verification } = useMessages();
  const t = verification.requests;
  return (
    <div className="flex flex-wrap gap-3">
      {REQUEST.may("closed", state) && <StepButton id={id} number={number} intent="close" label={t.close} />}
      {REQUEST.may("reopened", state) && <StepButton id={id} number={number} intent="reopen" label={t.reopen} />}
    </div>
  );
}

function StepButton({ id, number, intent, label }: { id: string; number: number; intent: string; label: string }) {
  const { verification } = useMessages();
  return (
    <details className="max-w-140">
      <summary className="w-fit cursor-pointer text-14 text-accent touch:py-2">{label}</summary>
      <Form method="post" className="mt-3 space-y-3">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="requestId" value={id} />
        <TextAreaField
          label={verification.requests.reason}
          name="text"
          id={`${intent}-${number}`}
          rows={2}
          maxLength={4000}
          required={false}
        />
        <Button size="row">{label}</Button>
      </Form>
    </details>
  );
}

function Ask({ answer }: { answer: RefusedWork | null }) {
  const { verification } = useMessages();
  const t = verification.requests;
  const field = fieldsOf(answer, {}, verification.error);
  return (
    <Section title={t.addTitle} id="add">
      <Form method="post" className="mt-4 max-w-140 space-y-4" noValidate>
        <input type="hidden" name="intent" value="ask" />
        <TextAreaField label={t.text} maxLength={4000} {...field("text")} />
        <TextField type="date" label={t.dueOn} {...field("dueOn")} />
        <Button>{t.add}</Button>
      </Form>
    </Section>
  );
}
