import { FindingList, type FindingView, NewFinding, StepForm } from "#app/assurance/finding-list.tsx";
import { FormAnswerNote, type FormAnswerView } from "#app/assurance/form-answer-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface VerifierFindingsProps {
  base: string;
  findings: FindingView[];
  /** The line to prefill, if the reader came from one. */
  line: string;
  done: string | null;
  answer: (FormAnswerView & { typed: Record<string, string> }) | null;
}

export function VerifierFindings({ base, findings, line, done, answer }: VerifierFindingsProps) {
  const { assurance } = useMessages();
  const t = assurance.findings;
  const open = findings.filter(({ state }) => state === "open" || state === "answered").length;
  const first: Record<string, string> = line ? { subjectKind: "line", subjectId: line } : {};
  const isUnknown = answer?.problem === "unknownSubject";
  return (
    <>
      <FormAnswerNote done={done ? t.saved : null} answer={answer} />
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
            <NewFinding key={line} typed={answer?.typed ?? first} error={isUnknown ? t.unknownSubject : null} />
          </div>
        </Section>
      </div>
    </>
  );
}
