/** What an action answers to a form that it refuses. */
export interface RefusedWork {
  errors: Record<string, string>;
  typed: Record<string, string>;
}

interface FieldProps {
  name: string;
  defaultValue: string;
  error?: string;
}

/**
 * Makes the name, value and error of each field of a form.
 *
 * @param first the values before anything was typed
 * @param words sentences by error
 */
export function fieldsOf(
  answer: RefusedWork | null,
  first: Readonly<Record<string, string>>,
  words: Readonly<Record<string, string>>,
): (name: string) => FieldProps {
  return (name) => {
    const code = answer?.errors[name];
    return {
      name,
      defaultValue: (answer ? answer.typed[name] : first[name]) ?? "",
      ...(code ? { error: words[code] ?? code } : {}),
    };
  };
}

/** The answer to the form of one action, so that the other forms of a page keep what they had. */
export function answerOf(answer: RefusedWork | null, intent: string): RefusedWork | null {
  return answer?.typed.intent === intent ? answer : null;
}
