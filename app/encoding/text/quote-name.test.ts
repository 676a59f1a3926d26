import { describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { quoteName } from "./quote-name.ts";

describe("a quoted name", () => {
  it("keeps its letters", () => {
    expect(quoteName("O’Hara & Söhne 示例")).toBe("“O’Hara & Söhne 示例”");
  });

  it.each(["en", "zh"] as const)(
    "does not end before its last letter, so it can't add to a sentence (%s)",
    (locale) => {
      const { record } = translator(locale).verify.page;
      const name = quoteName("Acme” (checked by the operator), verified by “World Body");
      const issuer = record.issuerNotChecked(name);
      for (const sentence of [name, issuer, record.current("N", { organization: name, issuer, day: "D" })])
        expect(sentence).not.toMatch(/Acme”|“World/);
    },
  );
});
