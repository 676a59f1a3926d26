import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FieldView, TypePart } from "./api-view.ts";
import { Prose } from "./prose.tsx";

interface FieldTableProps {
  label: string | { headingId: string };
  fields: FieldView[];
  /** Marks optional fields instead of required ones, for objects whose fields are mostly present. */
  marksOptional?: boolean;
}

/** Fields of an object or parameters of an operation: name, type and meaning. */
export function FieldTable({ label, fields, marksOptional = false }: FieldTableProps) {
  const { api: t, common } = useMessages();
  return (
    <dl
      {...(typeof label === "string" ? { "aria-label": label } : { "aria-labelledby": label.headingId })}
      className="divide-y divide-line"
    >
      {fields.map((field) => (
        <div key={`${field.place}-${field.name}`} className="py-2">
          <dt className="flex flex-wrap items-baseline gap-x-2 text-12">
            <code className="font-mono text-14 font-medium break-all">{field.name}</code>
            <span className="text-muted">
              {field.place && `${t.place[field.place]} · `}
              <TypeText parts={field.type} />
              {marksOptional
                ? !field.isRequired && ` · ${common.optional}`
                : field.isRequired && field.place !== "path" && ` · ${common.required}`}
            </span>
          </dt>
          <dd className="mt-0.5 text-14">
            <Prose text={field.text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A type in words. Names of objects link to their tables. */
export function TypeText({ parts }: { parts: TypePart[] }) {
  return (
    <>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a type never move
        <TypeName key={index} part={part} />
      ))}
    </>
  );
}

function TypeName({ part: { text, object, isList } }: { part: TypePart }) {
  const { api: t } = useMessages();
  const [before = "", after = ""] = isList ? t.type.listOf("\u0000").split("\u0000") : [];
  return (
    <>
      {before}
      {object ? (
        <a href={`#object-${object}`} className="text-link" translate="no">
          {text}
        </a>
      ) : (
        text
      )}
      {after}
    </>
  );
}
