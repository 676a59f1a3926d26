const WHOLE = ["AUTH_SECRET", "S3_SECRET_ACCESS_KEY", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"];
const ADDRESSES = ["DATABASE_URL", "DATABASE_OWNER_URL", "SMTP_URL"];

/** Shorter texts would match ordinary words. */
const LEAST_LENGTH = 6;

/** Settings that must never be logged: keys, and passwords in addresses, in each form in which they can be printed. */
export function secretSettings(source: Record<string, string | undefined>): string[] {
  const whole = WHOLE.flatMap((name) => source[name]?.split(",").map((secret) => secret.trim()) ?? []);
  const passwords = ADDRESSES.flatMap((name) => {
    const address = source[name];
    const password = address && URL.canParse(address) ? new URL(address).password : "";
    return [password, decode(password)];
  });
  return [...new Set([...whole, ...passwords])].filter((text) => text.length >= LEAST_LENGTH);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
