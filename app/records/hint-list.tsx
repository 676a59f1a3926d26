import type { ReactNode } from "react";
import type { Messages } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { buttonClasses } from "#app/kit/plain-button.tsx";
import type { HintView } from "./review-record-view.ts";
import { unitText } from "./sheet/fault-text.ts";

interface HintListProps {
  recordId: string;
  hints: HintView[];
  mayEdit: boolean;
  /** The rejected input, to be corrected. */
  typed: Record<string, string>;
  /** Whether each form opens on request. Fifty open forms would make the page too long. */
  isFolded?: boolean;
  /** Wraps the answer fields (`code`, `kind`, `text`) in a form. */
  toForm: (fields: ReactNode) => ReactNode;
}

/** The warnings of a record, each with its answer or a form for it. */
export function HintList({ recordId, hints, mayEdit, typed, isFolded, toForm }: HintListProps) {
  const messages = useMessages();
  const { review: t } = messages;
  if (hints.length === 0) return null;
  return (
    <ul className="space-y-2">
      {hints.map(({ code, facts, answer }) => (
        <li key={code} className={`rounded-6 px-3 py-2 ${answer ? "bg-sunken" : "bg-warning-tint text-warning-ink"}`}>
          <p>{t.describeHint(code, withUnits(facts, messages))}</p>
          {answer && (
            <p className="mt-1 text-12 text-muted">
              {t.answered(t.answerKinds[answer.kind], answer.text, answer.byName)}
            </p>
          )}
          {!answer && !mayEdit && <p className="mt-1 text-12">{t.editorsAnswer}</p>}
          {!answer && mayEdit && (
            <Fold isFolded={isFolded ?? false} isOpen={typed.code === code}>
              {toForm(<AnswerFields recordId={recordId} code={code} typed={typed.code === code ? typed : {}} />)}
            </Fold>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The figures of a warning with unit names in the reader's language. */
function withUnits(facts: HintView["facts"], messages: Messages): HintView["facts"] {
  return Object.fromEntries(
    Object.entries(facts).map(([name, text]) => [name, /unit$/i.test(name) ? unitText(messages, text) : text]),
  );
}

function Fold({ isFolded, isOpen, children }: { isFolded: boolean; isOpen: boolean; children: ReactNode }) {
  const { review: t } = useMessages();
  if (!isFolded) return children;
  return (
    <details data-answer="" open={isOpen} className="mt-2">
      <summary className={buttonClasses({ size: "row" })}>{t.answer}</summary>
      {children}
    </details>
  );
}

function AnswerFields({ recordId, code, typed }: Pick<HintListProps, "recordId" | "typed"> & { code: string }) {
  const { review: t } = useMessages();
  return (
    <>
      <input type="hidden" name="code" value={code} />
      <SelectField
        label={t.answerKind}
        name="kind"
        id={`kind-${recordId}-${code}`}
        defaultValue={typed.kind ?? "correct"}
        options={(["correct", "corrected", "explained"] as const).map((value) => ({
          value,
          label: t.answerKinds[value],
        }))}
      />
      <TextField
        label={t.answerText}
        name="text"
        id={`text-${recordId}-${code}`}
        required
        minLength={4}
        maxLength={1000}
        hint={t.answerNeeded}
        defaultValue={typed.text}
      />
      <Button size="row" variant="secondary">
        {t.answer}
      </Button>
    </>
  );
}
