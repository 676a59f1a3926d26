import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FieldChange } from "./trail-view.ts";

/** A table of fields before and after. On a phone, the values are shown below the field. */
export function ChangeTable({ fields, caption }: { fields: FieldChange[]; caption: string }) {
  const { auditTrail: t } = useMessages();
  if (fields.length === 0) return null;
  // A new subject has no values before.
  const hasBefore = fields.some(({ before }) => before !== null);
  return (
    <table className="w-full table-fixed border-collapse text-14 max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr className="text-left text-12 text-muted">
          <th scope="col" className="w-1/4 py-1 pr-4 font-medium">
            {t.fieldName}
          </th>
          {hasBefore && (
            <th scope="col" className="py-1 pr-4 font-medium">
              {t.before}
            </th>
          )}
          <th scope="col" className="py-1 font-medium">
            {hasBefore ? t.after : t.stated}
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {fields.map(({ label, before, after }) => (
          <tr key={label} className="border-t border-line align-top max-sm:block max-sm:py-1.5">
            <th scope="row" className="py-1.5 pr-4 text-left text-12 font-normal text-muted max-sm:block max-sm:py-0">
              {label}
            </th>
            {hasBefore && (
              <td className="py-1.5 pr-4 break-words text-muted max-sm:block max-sm:py-0">
                <Side label={t.before} text={before} isOld />
              </td>
            )}
            <td className="py-1.5 break-words max-sm:block max-sm:py-0">
              <Side label={hasBefore ? t.after : ""} text={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ label, text, isOld = false }: { label: string; text: string | null; isOld?: boolean }) {
  const { auditTrail: t } = useMessages();
  const isStated = text !== null && text !== "";
  return (
    <>
      {label !== "" && <span className="mr-1.5 text-12 text-muted sm:hidden">{label}</span>}
      {isStated ? (
        isOld ? (
          <del className="no-underline">{text}</del>
        ) : (
          <ins className="no-underline">{text}</ins>
        )
      ) : (
        t.none
      )}
    </>
  );
}
