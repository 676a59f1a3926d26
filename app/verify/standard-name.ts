/** `GHG Protocol Corporate Standard:2004` as the report prints it; ISO and GB keep the form of their own numbers. */
export function nameStandard(standard: string): string {
  const [, name, edition] = /^(.*):([^:]*)$/.exec(standard) ?? [];
  if (name === undefined) return standard;
  if (!edition) return name;
  if (name.startsWith("GB")) return `${name}-${edition}`;
  return name.startsWith("ISO") ? `${name}:${edition}` : `${name} (${edition})`;
}
