import { type FormEvent, useState } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { HintList } from "#app/records/hint-list.tsx";
import { problemText } from "#app/records/review-parts.tsx";
import type { HintView } from "#app/records/review-record-view.ts";
import { useRecordJson } from "./use-record-json.ts";

interface RecordHintsProps {
  organizationId: string;
  recordId: string;
  /** 0 if not saved yet, so there are no warnings. */
  version: number;
  mayEdit: boolean;
  /** Called after an answer. */
  onChange: () => void;
}

interface HintsAnswer {
  hints: HintView[];
  /** Why an answer was rejected. */
  problem?: string;
}

/** The warnings of the saved record in the panel, with a form for each answer. */
export function RecordHints({ organizationId, recordId, version, mayEdit, onChange }: RecordHintsProps) {
  const messages = useMessages();
  const address = `/organizations/${organizationId}/activities/${recordId}/hints.json`;
  const [found, setFound] = useRecordJson<HintsAnswer>(address, String(version), version > 0);
  const [problem, setProblem] = useState("");
  const answer = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answered = await sendAnswer(address, new FormData(event.currentTarget));
    setProblem(answered ? (answered.problem ?? "") : "other");
    if (!answered || answered.problem) return;
    setFound(answered);
    onChange();
  };
  if (version === 0 || found === null || found === "failed" || found.hints.length === 0) return null;
  return (
    <section aria-label={messages.review.hintsTitle} className="mb-4 border-b border-line pb-4 text-14">
      {problem !== "" && (
        <p role="alert" className="mb-2 text-12 font-medium text-bad-ink">
          {problemText(messages, { problem, faults: [] })}
        </p>
      )}
      <HintList
        recordId={recordId}
        hints={found.hints}
        mayEdit={mayEdit}
        typed={{}}
        toForm={(fields) => (
          <form onSubmit={answer} className="mt-2 space-y-2 text-ink">
            {fields}
          </form>
        )}
      />
    </section>
  );
}

/** Null if the server was not reached or refused. The typed answer is kept. */
async function sendAnswer(address: string, form: FormData): Promise<HintsAnswer | null> {
  const body = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]));
  try {
    const answer = await fetch(address, { method: "POST", body });
    return answer.ok || answer.status === 422 ? ((await answer.json()) as HintsAnswer) : null;
  } catch {
    return null;
  }
}
