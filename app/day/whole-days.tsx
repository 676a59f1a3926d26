import type { ReactNode } from "react";

/** A day or month in the formats of the pages: `2025-01-31`, `2025年1月31日` or `31 January 2025`. */
const DAY = /(\b\d{4}-\d\d(?:-\d\d)?\b|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\b\d{1,2} [A-Z][a-z]+ \d{4}\b)/;

/**
 * Prevents line breaks inside days and months. Browsers would break them at a hyphen and between a digit and a Chinese
 * character. Children other than text are shown unchanged.
 */
export function WholeDays({ children }: { children: ReactNode }) {
  if (typeof children !== "string") return children;
  return (
    <>
      {children.split(DAY).map((part, index) => {
        const key = `${index}${part}`;
        if (part === "/") return <Slash key={key} />;
        return DAY.test(part) ? (
          <span key={key} className="whitespace-nowrap">
            {part}
          </span>
        ) : (
          part
        );
      })}
    </>
  );
}

/** Allows a break between the two days of a period. Browsers only break there before letters. */
function Slash() {
  return (
    <>
      /<wbr />
    </>
  );
}
