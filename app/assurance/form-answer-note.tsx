import { DoneNote } from "#app/kit/done-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

export interface FormAnswerView {
  /** Key of `assurance.statement.error` or `assurance.problem`. */
  problem: string | null;
  refused: { name: string; code: string; facts: Record<string, string> } | null;
}

export function toNote(answer: FormAnswerView | { errors: Record<string, string> }): FormAnswerView {
  return "errors" in answer ? { problem: Object.values(answer.errors)[0] ?? null, refused: null } : answer;
}

export function FormAnswerNote({ done, answer }: { done: string | null; answer: FormAnswerView | null }) {
  const { assurance, evidence, verification } = useMessages();
  const faults: Record<string, string> = {
    ...assurance.statement.error,
    ...assurance.problem,
    ...assurance.confirmation.problem,
    ...verification.error,
    unknownSubject: assurance.findings.unknownSubject,
  };
  const problem = answer?.refused
    ? assurance.findings.refused(
        answer.refused.name,
        evidence.describeRefusal(answer.refused.code, answer.refused.facts),
      )
    : answer?.problem && (faults[answer.problem] ?? answer.problem);
  if (problem) {
    return (
      <p role="alert" className="mb-6 max-w-160 rounded-6 bg-bad-tint px-4 py-2 text-14 text-bad-ink">
        {problem}
      </p>
    );
  }
  if (!done) return null;
  return <DoneNote>{done}</DoneNote>;
}
