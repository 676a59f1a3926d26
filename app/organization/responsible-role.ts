import { shortText } from "./short-text.ts";

/** Usual positions of the person responsible for an inventory, with the word of each language. */
export const STANDARD_ROLES: readonly { en: string; zh: string }[] = [
  { en: "Legal representative", zh: "法定代表人" },
  { en: "General manager", zh: "总经理" },
  { en: "Deputy general manager", zh: "副总经理" },
  { en: "Plant manager", zh: "厂长" },
  { en: "EHS manager", zh: "EHS 经理" },
  { en: "Environmental manager", zh: "环保经理" },
  { en: "Energy manager", zh: "能源经理" },
  { en: "Sustainability manager", zh: "可持续发展经理" },
  { en: "Quality manager", zh: "质量经理" },
  { en: "Production manager", zh: "生产经理" },
  { en: "Finance manager", zh: "财务经理" },
  { en: "Chief financial officer", zh: "首席财务官" },
];

/** The choice of a position that is typed. */
export const OTHER_ROLE = "other";

/** The field of a typed position. */
export const TYPED_ROLE = { responsibleRoleOther: shortText(200) };

/** The position in a form: the chosen one, or the typed one. */
export function roleOf(form: { responsibleRole: string; responsibleRoleOther: string }): string {
  return form.responsibleRole === OTHER_ROLE ? form.responsibleRoleOther : form.responsibleRole;
}

/** A position in both languages. One that was typed reads the same in both. */
export function roleIn(role: string): { en: string; zh: string } {
  return STANDARD_ROLES.find(({ en }) => en === role) ?? { en: role, zh: role };
}
