import type { ReactNode } from "react";

/** A day or month as `2025-01-31`, `2025年1月31日` or `31 January 2025`, as the pages write them. */
const DAY = /(\b\d{4}-\d\d(?:-\d\d)?\b|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\b\d{1,2} [A-Z][a-z]+ \d{4}\b)/;

/**
 * A text that breaks within none of its days and months, but before and after: a browser would break them at a hyphen and
 * between a digit and a Chinese character. Anything but a text is shown as it is.
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

/** Between the two days of a period, where a browser breaks by itself before letters only. */
function Slash() {
  return (
    <>
      /<wbr />
    </>
  );
}
