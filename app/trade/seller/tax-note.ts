import { z } from "zod";
import { declareSetting } from "#app/setting/setting.ts";

const text = (most: number) => z.string().max(most, "too_long").default("");

export const TaxNoteSetting = declareSetting({
  table: "tax_note",
  key: ["rule_id"],
  right: "workspace.manage",
  schema: z.object({
    ruleId: z.string().max(42),
    isOn: z.enum(["on", "off"]).transform((typed) => typed === "on"),
    textEn: text(1000),
    textLocal: text(1000),
    localLanguage: z
      .string()
      .regex(/^[a-z]{2}(-[A-Za-z]{2,4})?$/)
      .default("zh"),
    confirmedWith: text(300),
    confirmedOn: z
      .string()
      .default("")
      .refine((typed) => typed === "" || z.iso.date().safeParse(typed).success, "day")
      .transform((typed) => typed || null),
  }),
  subject: "tax_note",
  action: "tax_note.switched_on",
});
