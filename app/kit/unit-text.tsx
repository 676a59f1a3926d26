const FORMULA = /(CO2|CH4|N2O|SF6|NF3|m3|m2|ft3|ft2)/;

/** A unit or gas in print style: `tCO2e` with a real subscript, `m3` with a real superscript. */
export function UnitText({ text, wraps = false }: { text: string; wraps?: boolean }) {
  return (
    <span className={wraps ? "" : "whitespace-nowrap"}>
      {text.split(FORMULA).map((part, index) => {
        const key = `${index}${part}`;
        if (!FORMULA.test(part)) return part;
        const digit = part.match(/\d/)?.[0] ?? "";
        const [before, after] = part.split(digit);
        if (/^(m|ft)\d$/.test(part)) {
          return (
            <span key={key} translate="no">
              {before}
              <sup>{digit}</sup>
            </span>
          );
        }
        return (
          <span key={key} translate="no">
            {before}
            <sub>{digit}</sub>
            {after}
          </span>
        );
      })}
    </span>
  );
}
