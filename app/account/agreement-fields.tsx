import { AGREE_FIELD, type AskedText } from "#app/consent/agreement.ts";
import { FieldFault } from "#app/kit/field-frame.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { fieldError } from "./fault-text.ts";
import type { FormAnswer } from "./form-answer.server.ts";

interface AgreementFieldsProps {
  asked: readonly AskedText[];
  answer: FormAnswer | undefined;
  /** Whether the texts are on the page itself. */
  isShownHere?: boolean;
}

/** A box for each text that the operator asks people to agree to. Nothing is ticked beforehand. */
export function AgreementFields({ asked, answer, isShownHere = false }: AgreementFieldsProps) {
  const t = useMessages();
  const words = t.consent;
  if (asked.length === 0) return null;
  return (
    <div className="space-y-3">
      {asked.map(({ kind, version, digest }) => {
        const name = AGREE_FIELD[kind];
        const error = fieldError(t, answer, name);
        return (
          <div key={kind}>
            <label className="flex items-start gap-3 text-14 touch:min-h-11">
              <input
                id={name}
                type="checkbox"
                name={name}
                value={digest}
                defaultChecked={answer?.typed[name] === digest}
                required
                aria-invalid={error ? true : undefined}
                aria-describedby={error ? `${name}-error` : undefined}
                className="mt-[3px] size-4 shrink-0 accent-accent touch:size-6"
              />
              <span className="min-w-0">{words.agree[kind](version)}</span>
            </label>
            {!isShownHere && (
              <p className="pl-7 text-12">
                <a
                  className="text-link touch:inline-block touch:py-3"
                  href={`/${kind}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {words.read[kind]}
                </a>
              </p>
            )}
            {error && <FieldFault id={`${name}-error`}>{error}</FieldFault>}
          </div>
        );
      })}
    </div>
  );
}
