import { Link } from "@remix-run/react";
import { FindingList, type FindingView, NewFinding, StepForm } from "#app/assurance/finding-list.tsx";
import { FormAnswerNote, type FormAnswerView } from "#app/assurance/form-answer-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface VerifierFindingsProps {
  base: string;
  findings: FindingView[];
  /** The line and its record to prefill, if the reader came from one, and the calculation that they are of. */
  first: { line: string; record: string; run: { id: string; at: string } | null };
  /** The query of the list of lines that the reader came from. */
  back: string | null;
  done: string | null;
  answer: (FormAnswerView & { typed: Record<string, string> }) | null;
}

export function VerifierFindings({ base, findings, first, back, done, answer }: VerifierFindingsProps) {
  const { assurance } = useMessages();
  const t = assurance.findings;
  const open = findings.filter(({ state }) => state === "open" || state === "answered").length;
  const { line, record, run } = first;
  const typed: Record<string, string> = line ? { subjectKind: "line", subjectId: line, recordId: record } : {};
  const isUnknown = answer?.problem === "unknownSubject";
  return (
    <>
      <FormAnswerNote done={done ? t.saved : null} answer={answer} />
      {back !== null && (
        <p className="mb-4 text-14">
          <Link className="text-link" to={`${base}/lines?${new URLSearchParams(back)}`}>
            {assurance.lines.back}
          </Link>
        </p>
      )}
      <div className="max-w-200 space-y-12">
        <Section
          title={t.title}
          count={findings.length > 0 ? t.count(String(open), String(findings.length)) : undefined}
        >
          <FindingList
            findings={findings}
            filesHref={`${base}/files`}
            linesHref={`${base}/lines`}
            act={(finding) => <StepForm finding={finding} />}
          />
        </Section>
        <Section title={t.add} id="add">
          <div className="mt-4">
            <NewFinding
              key={`${run?.id} ${line} ${record}`}
              typed={answer?.typed ?? typed}
              run={run}
              error={isUnknown ? t.unknownSubject : null}
            />
          </div>
        </Section>
      </div>
    </>
  );
}
