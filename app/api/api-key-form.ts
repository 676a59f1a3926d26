import { z } from "zod";
import { API_SCOPES, type ApiScope, KEY_LIFETIMES } from "#app/access/api-scope.ts";
import { defineActions } from "#app/action/action.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";

/** A checkbox of a scope has its own field: a plain form sends only the checked ones. */
export function scopeField(scope: ApiScope): string {
  return `scope-${scope}`;
}

const ticked = z.literal("on").optional();
const scopeFields = Object.fromEntries(API_SCOPES.map((scope) => [scopeField(scope), ticked]));

const guard = { right: "keys.manage", recent: true } as const;

/** What the page of keys may request. An error is a key of `api.keys.fault`. */
export const ApiKeyActions = defineActions({
  make: {
    ...guard,
    schema: z
      .object({
        name: z
          .string({ error: "name" })
          .min(1, { error: "name" })
          .max(100, { error: "name" })
          .refine(isPlainText, { error: "textForbidden" }),
        reach: z.enum(["organization", "tenant"], { error: "reach" }),
        days: z
          .string({ error: "days" })
          .transform(Number)
          .refine((days) => KEY_LIFETIMES.some((one) => one === days), { error: "days" }),
        ...scopeFields,
      })
      .check(({ value, issues }) => {
        if (scopesOf(value).length > 0) return;
        issues.push({ code: "custom", input: value, path: ["scopes"], message: "scopes" });
      }),
  },
  revoke: { ...guard, whenLapsed: "allowed", schema: z.object({ apiKeyId: z.string() }) },
});

export function scopesOf(fields: Record<string, unknown>): ApiScope[] {
  return API_SCOPES.filter((scope) => fields[scopeField(scope)] === "on");
}
